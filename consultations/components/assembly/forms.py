"""What people type: a question, an answer, a reason, who wants to speak, a poll, notes."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultations.actions import Submission
from consultations.components.assembly.models import Assembly, Choice, Item, Poll, Question
from consultations.deadlines import read_stamp, stamp
from consultations.identity import verified_identity
from consultations.models import Channel, Step
from participation.base.clock import arrival
from participation.base.text import excerpt, one_line, plain

LONGEST_QUESTION = 1_000
LONGEST_NOTE = 2_000


def _text(typed: str, most: int, empty: Any) -> str:
    text = plain(typed)
    if not text and empty:
        raise forms.ValidationError(empty)
    if len(text) > most:
        raise forms.ValidationError(
            _("Votre texte fait %(length)d signes. Ramenez-le à %(most)d signes."),
            params={"length": len(text), "most": most},
        )
    return text


class QuestionForm(forms.Form):
    """One question, and what makes it arrive once and in time."""

    text = forms.CharField(
        label=_("Votre question"),
        strip=False,
        widget=forms.Textarea({"rows": 4, "data-most": LONGEST_QUESTION}),
        error_messages={"required": _("Écrivez votre question.")},
    )
    item = forms.ModelChoiceField(
        Item.objects.none(),
        label=_("Sur quel point ?"),
        required=False,
        empty_label=_("Je ne sais pas, ou autre chose"),
    )
    contact = forms.EmailField(
        label=_("Votre courriel"),
        max_length=254,
        required=False,
        help_text=_("Pour savoir ce que devient votre question. Il ne sera pas publié."),
        error_messages={"invalid": _("Écrivez une adresse comme nom@exemple.fr.")},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step: Step = assembly.step
        items: Any = self.fields["item"]
        items.queryset = assembly.items.all()

    def clean_text(self) -> str:
        return _text(self.cleaned_data["text"], LONGEST_QUESTION, _("Écrivez votre question."))

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
            identity=verified_identity(request, self.step),
            contact=self.cleaned_data["contact"],
            language=getattr(request, "LANGUAGE_CODE", "fr"),
        )


class PaperForm(QuestionForm):
    """A question written on paper or said aloud in the hall, typed in for somebody."""

    channel = forms.ChoiceField(
        label=_("Comment est-elle venue ?"),
        choices=[
            (Channel.IN_PERSON, _("Dite à voix haute")),
            (Channel.PAPER, _("Écrite sur papier")),
            (Channel.PHONE, _("Par téléphone")),
        ],
        initial=Channel.IN_PERSON,
        widget=forms.RadioSelect,
    )
    field_order = ("text", "channel", "item")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["contact"]
        self.fields["text"].label = _("La question")

    def submission(self, request: HttpRequest) -> Submission:
        return Submission(
            key=self.key_given() or uuid4(),
            arrived_at=arrival(request),
            opened_at=read_stamp(self.step, self.cleaned_data["opened"]),
            assisted_by=request.user,
            channel=self.cleaned_data["channel"],
            language=getattr(request, "LANGUAGE_CODE", "fr"),
        )


def fresh(request: HttpRequest, step: Step) -> dict[str, Any]:
    """Give what a form shown for the first time carries."""
    return {"key": uuid4(), "opened": stamp(step, arrival(request))}


class AnswerForm(forms.Form):
    """What was answered, in brief."""

    note = forms.CharField(
        label=_("Réponse en bref"),
        required=False,
        help_text=_("Deux ou trois phrases. Tout le monde les lira sous la question."),
        widget=forms.Textarea({"rows": 4, "data-most": LONGEST_NOTE}),
    )

    def clean_note(self) -> str:
        return _text(self.cleaned_data["note"], LONGEST_NOTE, None)


class SetAsideForm(forms.Form):
    """Why a question is not answered."""

    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Tout le monde le lira sous la question."),
        widget=forms.Textarea({"rows": 3, "data-most": LONGEST_NOTE}),
        error_messages={"required": _("Écrivez le motif : la salle le lira sous la question.")},
    )

    def clean_reason(self) -> str:
        return _text(
            self.cleaned_data["reason"],
            LONGEST_NOTE,
            _("Écrivez le motif : la salle le lira sous la question."),
        )


class GroupForm(forms.Form):
    """The question that asks the same."""

    lead = forms.ModelChoiceField(
        Question.objects.none(),
        label=_("Regrouper sous"),
        required=False,
        empty_label=_("Aucune : la laisser seule"),
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"lead": question.group_of_id}, **kwargs})
        field: Any = self.fields["lead"]
        others = question.assembly.questions.published().filter(group_of=None)
        field.queryset = others.exclude(pk=question.pk).order_by("number")
        field.label_from_instance = lambda other: excerpt(other.text, 70)


class TurnForm(forms.Form):
    """Somebody who wants to speak."""

    group = forms.ChoiceField(
        label=_("Collège ou position"),
        error_messages={"required": _("Choisissez un collège ou une position.")},
    )
    speaker = forms.CharField(
        label=_("Prénom ou fonction"),
        required=False,
        max_length=80,
        help_text=_("Facultatif. Affiché à l’écran, effacé à la publication."),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=60)

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"minutes": assembly.turn_minutes}, **kwargs})
        if assembly.group_list:
            choices = [(name, name) for name in assembly.group_list]
            self.fields["group"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["group"]

    def given(self) -> dict[str, Any]:
        return {"group": "", **self.cleaned_data}


class PollForm(forms.Form):
    """A poll: one question, and from two to ten answers."""

    text = forms.CharField(
        label=_("Question du sondage"),
        max_length=200,
        error_messages={"required": _("Écrivez la question du sondage.")},
    )
    choices = forms.CharField(
        label=_("Réponses proposées"),
        help_text=_("Une par ligne, de deux à dix."),
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Écrivez au moins deux réponses, une par ligne.")},
    )
    is_multiple = forms.BooleanField(label=_("On peut en choisir plusieurs"), required=False)

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"])

    def clean_choices(self) -> list[str]:
        typed = (one_line(line) for line in self.cleaned_data["choices"].splitlines())
        lines = list(dict.fromkeys(line for line in typed if line))
        if not 2 <= len(lines) <= 10 or any(len(line) > 150 for line in lines):
            raise forms.ValidationError(
                _("Écrivez de deux à dix réponses, une par ligne, de 150 signes au plus.")
            )
        return lines


class VoteForm(forms.Form):
    """One answer to a poll, or several."""

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        several = poll.is_multiple
        sort: Any = forms.ModelMultipleChoiceField if several else forms.ModelChoiceField
        more = {} if several else {"empty_label": None}
        self.fields["choice"] = sort(
            Choice.objects.filter(poll=poll).order_by("position"),
            label=poll.text,
            widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
            help_text=_("Plusieurs réponses possibles.") if several else _("Une seule réponse."),
            error_messages={"required": _("Choisissez une réponse.")},
            **more,
        )

    def chosen(self) -> list[Choice]:
        given = self.cleaned_data["choice"]
        return [given] if isinstance(given, Choice) else list(given)


class NotesForm(forms.Form):
    """Notes on one point of the agenda."""

    text = forms.CharField(
        label=_("Notes sur ce point"), required=False, widget=forms.Textarea({"rows": 16})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    writer = forms.CharField(widget=forms.HiddenInput, max_length=36)


class TranscriptForm(forms.Form):
    """What stands at the head of a transcript."""

    intro = forms.CharField(
        label=_("En tête de la transcription"),
        required=False,
        help_text=_("Qui était là, combien de personnes, qui animait. Facultatif."),
        widget=forms.Textarea({"rows": 4}),
    )
