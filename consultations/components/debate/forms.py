"""What people type in a debate: a message, a report, a reason, a synthesis."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultations.actions import Submission
from consultations.components.debate.actions import Words
from consultations.components.debate.models import Argument, Point, Side
from consultations.deadlines import read_stamp, stamp
from consultations.identity import verified_identity
from consultations.models import Anonymity, Step
from participation.base.clock import arrival
from participation.base.text import plain
from participation.councils.models import Council
from participation.councils.queries.speaking import spoken_for_by

LONGEST_TEXT = 3_000


class WordsForm(forms.Form):
    """What one message says, and on which side it stands."""

    side = forms.ChoiceField(
        label=_("Votre message est"),
        choices=Side,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez : pour, contre, ou ni l’un ni l’autre.")},
    )
    text = forms.CharField(
        label=_("Votre message"),
        strip=False,
        widget=forms.Textarea({"rows": 7, "data-most": LONGEST_TEXT}),
        help_text=_("Un argument par message : les autres lui répondent plus facilement."),
        error_messages={"required": _("Écrivez votre message.")},
    )

    def clean_text(self) -> str:
        text = plain(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Écrivez votre message."))
        if len(text) > LONGEST_TEXT:
            raise forms.ValidationError(
                _("Votre message fait %(length)d signes. Ramenez-le à %(most)d signes."),
                params={"length": len(text), "most": LONGEST_TEXT},
            )
        return text


class CorrectingForm(WordsForm):
    """The words alone: a message stays on its side."""

    field_order = ("text",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["side"]
        self.fields["text"].help_text = ""


class WritingForm(WordsForm):
    """A new message: its words, and what makes it arrive once and in time."""

    contact = forms.EmailField(
        label=_("Votre courriel"),
        max_length=254,
        required=False,
        help_text=_("Pour savoir ce que devient le débat. Il ne sera pas publié."),
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

    def words(self) -> Words:
        return Words(text=self.cleaned_data["text"], side=self.cleaned_data["side"])

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
    asked = request.GET.get("cote", "")
    start = {"key": uuid4(), "opened": stamp(step, arrival(request))}
    return {**start, "side": asked} if asked in Side.values else start


class ProofForm(forms.Form):
    """An address, then the code sent there."""

    email = forms.EmailField(
        label=_("Votre courriel"),
        help_text=_("Un code de six chiffres y est envoyé. L’adresse n’est pas conservée."),
        error_messages={
            "required": _("Écrivez votre adresse : un code y sera envoyé."),
            "invalid": _("Écrivez une adresse comme nom@exemple.fr."),
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    proof = forms.CharField(
        label=_("Code à six chiffres"),
        required=False,
        help_text=_("Rien reçu ? Regardez dans les indésirables, ou videz cette case."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class UsefulForm(forms.Form):
    """The message that somebody finds useful."""

    message = forms.CharField(widget=forms.HiddenInput, max_length=8)


class SynthesisForm(forms.Form):
    """What officers conclude from the debate."""

    text = forms.CharField(
        label=_("Synthèse"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("Ce que disent les deux côtés, ce qui les rapproche, ce qui reste ouvert."),
    )


class PointForm(forms.Form):
    """One distinct argument."""

    side = forms.ChoiceField(label=_("Côté"), choices=Side, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Argument distinct"),
        max_length=200,
        help_text=_("Une phrase qui dit ce que plusieurs messages disent."),
        error_messages={"required": _("Écrivez l’argument, en une phrase.")},
    )


class GroupForm(forms.Form):
    """Which distinct argument a message makes."""

    message = forms.CharField(widget=forms.HiddenInput)
    point = forms.ModelChoiceField(
        Point.objects.none(), label=_("Argument distinct"), required=False, empty_label=_("Aucun")
    )

    def __init__(self, *args: Any, argument: Argument, points: list[Point], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"message": argument.code, "point": argument.point_id})
        kwargs.setdefault("auto_id", f"g{argument.pk}-%s")
        super().__init__(*args, **kwargs)
        field: Any = self.fields["point"]
        field.queryset = Point.objects.filter(debate=argument.debate_id, side=argument.side)
        fitting = [(point.pk, point.title) for point in points if point.side == argument.side]
        field.choices = [("", field.empty_label), *fitting]


PAUSES = {"pause-1": timedelta(hours=1), "pause-24": timedelta(hours=24)}
