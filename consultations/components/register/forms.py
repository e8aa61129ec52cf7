"""What people type: a contribution, what they look for, an address to prove."""

import secrets
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultations.actions import Submission
from consultations.components.register.actions import Words
from consultations.components.register.models import MOST_SEED, Entry, Stance
from consultations.components.register.queries import Asked
from consultations.deadlines import read_stamp, stamp
from consultations.identity import verified_identity
from consultations.models import Anonymity, Channel, Step
from participation.base.clock import arrival
from participation.base.text import one_line, plain
from participation.councils.models import Council
from participation.councils.queries.speaking import spoken_for_by

LONGEST_TITLE = 150
LONGEST_TEXT = 10_000


class WordsForm(forms.Form):
    """A title, a text, a theme, a stance; only the text is asked of everyone."""

    title = forms.CharField(label=_("Titre"), max_length=LONGEST_TITLE, required=False, strip=False)
    body = forms.CharField(
        label=_("Votre texte"),
        strip=False,
        widget=forms.Textarea({"rows": 10, "data-most": LONGEST_TEXT}),
        error_messages={"required": _("Écrivez votre texte.")},
    )
    theme = forms.ChoiceField(label=_("Thème"), required=False)
    stance = forms.ChoiceField(
        label=_("Votre position"),
        choices=Stance,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, step: Step, is_answer: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        themes = [] if is_answer else step.register.theme_list
        if themes:
            choices = [("", _("Sans thème")), *((theme, theme) for theme in themes)]
            self.fields["theme"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["theme"]
        if not is_answer:
            del self.fields["stance"]

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_body(self) -> str:
        body = plain(self.cleaned_data["body"])
        if not body:
            raise forms.ValidationError(_("Écrivez votre texte."))
        if len(body) > LONGEST_TEXT:
            raise forms.ValidationError(
                _("Votre texte fait %(length)d signes. Ramenez-le à %(most)d signes."),
                params={"length": len(body), "most": LONGEST_TEXT},
            )
        return body

    def words(self) -> Words:
        given = self.cleaned_data
        return Words(
            title=given["title"],
            body=given["body"],
            theme=given.get("theme", ""),
            stance=given.get("stance", ""),
        )


class WritingForm(WordsForm):
    """A new contribution: its words, and what makes it arrive once and in time."""

    contact = forms.EmailField(
        label=_("Votre courriel"),
        max_length=254,
        required=False,
        help_text=_("Pour savoir ce que devient votre contribution. Il ne sera pas publié."),
        error_messages={"invalid": _("Écrivez une adresse comme nom@exemple.fr.")},
    )
    council = forms.ModelChoiceField(
        Council.objects.none(),
        label=_("Vous écrivez"),
        required=False,
        empty_label=_("En votre nom"),
        widget=forms.RadioSelect,
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        councils = spoken_for_by(person)
        if self.step.consultation.anonymity == Anonymity.ANONYMOUS or not councils:
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


def fresh(request: HttpRequest, step: Step) -> dict[str, Any]:
    """Give what a form shown for the first time carries."""
    return {"key": uuid4(), "opened": stamp(step, arrival(request))}


class SearchForm(forms.Form):
    """What a reader looks for, by GET; what makes no sense is left aside."""

    words = forms.CharField(label=_("Mots cherchés"), required=False, max_length=200)
    theme = forms.ChoiceField(label=_("Thème"), required=False)
    stance = forms.ChoiceField(
        label=_("Position"), choices=[("", _("Toutes")), *Stance.choices], required=False
    )
    channel = forms.ChoiceField(
        label=_("Canal"), choices=[("", _("Tous")), *Channel.choices], required=False
    )
    sort = forms.ChoiceField(
        label=_("Ordre"),
        choices=[
            ("newest", _("Les plus récentes")),
            ("oldest", _("Les plus anciennes")),
            ("random", _("Au hasard")),
        ],
        required=False,
    )
    seed = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=MOST_SEED
    )

    def __init__(self, *args: Any, themes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if themes:
            choices = [("", _("Tous")), *((theme, theme) for theme in themes)]
            self.fields["theme"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["theme"]

    def asked(self) -> Asked:
        """Give what was asked; the seed of a shuffle is drawn once, and stays in the address."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            words=given.get("words", ""),
            theme=given.get("theme", ""),
            stance=given.get("stance", ""),
            channel=given.get("channel", ""),
            sort=given.get("sort") or "newest",
            seed=given.get("seed") or secrets.randbelow(MOST_SEED) + 1,
        )


def words_of(entry: Entry) -> dict[str, Any]:
    """Give an entry's words as the first values of a form."""
    return {
        "title": entry.title,
        "body": entry.body,
        "theme": entry.theme,
        "stance": entry.stance,
    }
