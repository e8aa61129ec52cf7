"""What people type around a shared text: an amendment, an article, a position."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultations.actions import Submission
from consultations.components.drafting.actions import Words
from consultations.components.drafting.models import Stance, Version, Wording
from consultations.deadlines import read_stamp, stamp
from consultations.identity import verified_identity
from consultations.models import Anonymity, Step
from participation.base.clock import arrival
from participation.base.text import one_line, plain
from participation.councils.models import Council
from participation.councils.queries.speaking import spoken_for_by

LONGEST_BODY = 8_000
LONGEST_REASON = 2_000


def cleaned(typed: str, most: int) -> str:
    """Clean a text, and refuse one that is too long."""
    text = plain(typed)
    if len(text) > most:
        raise forms.ValidationError(
            _("Votre texte fait %(length)d signes. Ramenez-le à %(most)d signes."),
            params={"length": len(text), "most": most},
        )
    return text


class WordsForm(forms.Form):
    """The article as the person would write it, and why."""

    body = forms.CharField(
        label=_("L’article, comme vous l’écririez"),
        strip=False,
        widget=forms.Textarea({"rows": 10, "data-most": LONGEST_BODY}),
        help_text=_(
            "Changez les mots directement. La page montrera ce que vous ajoutez ou retirez."
        ),
        error_messages={"required": _("Écrivez l’article comme vous le voulez.")},
    )
    reason = forms.CharField(
        label=_("Pourquoi"),
        strip=False,
        widget=forms.Textarea({"rows": 4, "data-most": LONGEST_REASON}),
        error_messages={"required": _("Dites pourquoi, en une phrase ou deux.")},
    )

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording = wording

    def clean_body(self) -> str:
        body = cleaned(self.cleaned_data["body"], LONGEST_BODY)
        if not body:
            raise forms.ValidationError(_("Écrivez l’article comme vous le voulez."))
        if body == self.wording.body:
            raise forms.ValidationError(_("Ce texte est celui de l’article. Changez des mots."))
        return body

    def clean_reason(self) -> str:
        reason = cleaned(self.cleaned_data["reason"], LONGEST_REASON)
        if not reason:
            raise forms.ValidationError(_("Dites pourquoi, en une phrase ou deux."))
        return reason

    def words(self) -> Words:
        return Words(body=self.cleaned_data["body"], reason=self.cleaned_data["reason"])


class AmendingForm(WordsForm):
    """A new amendment: its words, and what makes it arrive once and in time."""

    contact = forms.EmailField(
        label=_("Votre courriel"),
        max_length=254,
        required=False,
        help_text=_("Pour savoir ce que devient votre amendement. Il ne sera pas publié."),
        error_messages={"invalid": _("Écrivez une adresse comme nom@exemple.fr.")},
    )
    council = forms.ModelChoiceField(
        Council.objects.none(),
        label=_("Vous écrivez"),
        required=False,
        empty_label=_("En votre nom"),
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: Step, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        councils = spoken_for_by(person)
        if step.consultation.anonymity == Anonymity.ANONYMOUS or not councils:
            del self.fields["council"]
            return
        field: Any = self.fields["council"]
        field.queryset = Council.objects.filter(pk__in=[council.pk for council in councils])
        field.label_from_instance = lambda council: (
            _("Au nom de : %(council)s") % {"council": council}
        )

    def key_given(self) -> UUID | None:
        try:
            return UUID(self.data.get("key", ""))
        except ValueError:
            return None

    def submission(self, request: HttpRequest) -> Submission:
        return Submission(
            key=self.key_given() or uuid4(),
            arrived_at=arrival(request),
            opened_at=read_stamp(self.step, self.cleaned_data["opened"]),
            author=request.user,
            council_id=getattr(self.cleaned_data.get("council"), "pk", None),
            identity=verified_identity(request, self.step),
            contact=self.cleaned_data["contact"],
            language=getattr(request, "LANGUAGE_CODE", "fr"),
        )


def fresh(request: HttpRequest, step: Step, wording: Wording) -> dict[str, Any]:
    """Give what a form shown for the first time carries: the words as they are now."""
    return {
        "key": uuid4(),
        "opened": stamp(step, arrival(request)),
        "body": wording.body,
        "version": wording.version.number,
    }


class ArticleForm(forms.Form):
    """An article written anew by those who write the text."""

    title = forms.CharField(label=_("Titre de l’article"), max_length=200, required=False)
    body = forms.CharField(
        label=_("Texte de l’article"),
        strip=False,
        widget=forms.Textarea({"rows": 14, "data-most": LONGEST_BODY}),
        error_messages={"required": _("Écrivez le texte de l’article.")},
    )
    note = forms.CharField(
        label=_("Ce qui change, en une phrase"),
        max_length=300,
        error_messages={"required": _("Dites ce qui change : chacun le lira dans l’historique.")},
    )
    takes = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_body(self) -> str:
        return cleaned(self.cleaned_data["body"], LONGEST_BODY)


class PositionForm(forms.Form):
    """What a party says of an amendment."""

    stance = forms.ChoiceField(label=_("Votre position"), choices=Stance, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Raison de votre position"),
        strip=False,
        widget=forms.Textarea({"rows": 4, "data-most": LONGEST_REASON}),
        error_messages={"required": _("Donnez la raison : tout le monde la lira.")},
    )

    def clean_reason(self) -> str:
        return cleaned(self.cleaned_data["reason"], LONGEST_REASON)


class CompareForm(forms.Form):
    """Two versions to read side by side."""

    before = forms.ModelChoiceField(Version.objects.none(), label=_("De"), empty_label=None)
    after = forms.ModelChoiceField(Version.objects.none(), label=_("À"), empty_label=None)

    def __init__(self, *args: Any, versions: list[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            field: Any = self.fields[name]
            field.queryset = Version.objects.filter(pk__in=[one.pk for one in versions])
            field.to_field_name = "number"
            field.choices = [
                (one.number, _("Version %(number)d") % {"number": one.number}) for one in versions
            ]
