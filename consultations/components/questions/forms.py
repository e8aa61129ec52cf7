"""What people type: a question, what they look for, an answer, its correction."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultations.actions import Submission
from consultations.components.questions.actions import Words
from consultations.components.questions.models import Question
from consultations.components.questions.queries import Asked
from consultations.deadlines import read_stamp, stamp
from consultations.identity import verified_identity
from consultations.models import Anonymity, Step
from participation.base.clock import arrival
from participation.base.text import one_line, plain
from participation.councils.models import Council
from participation.councils.queries.speaking import spoken_for_by

LONGEST_QUESTION = 300
LONGEST_DETAILS = 3_000
LONGEST_ANSWER = 10_000


class WordsForm(forms.Form):
    """A question, and what helps to understand it."""

    text = forms.CharField(
        label=_("Votre question"),
        help_text=_("Une seule question, en une phrase. 300 signes au plus."),
        max_length=LONGEST_QUESTION,
        strip=False,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": _("Écrivez votre question."),
            "max_length": _("Votre question dépasse 300 signes. Gardez l’essentiel ici."),
        },
    )
    details = forms.CharField(
        label=_("Précisions"),
        help_text=_("Ce qu’il faut savoir pour vous répondre."),
        max_length=LONGEST_DETAILS,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"max_length": _("Vos précisions dépassent 3 000 signes. Raccourcissez.")},
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step

    def clean_text(self) -> str:
        text = one_line(self.cleaned_data["text"].replace("\n", " "))
        if not text:
            raise forms.ValidationError(_("Écrivez votre question."))
        return text

    def clean_details(self) -> str:
        return plain(self.cleaned_data["details"])

    def words(self) -> Words:
        return Words(text=self.cleaned_data["text"], details=self.cleaned_data["details"])


class AskingForm(WordsForm):
    """A new question: its words, and what makes it arrive once and in time."""

    contact = forms.EmailField(
        label=_("Votre courriel"),
        max_length=254,
        required=False,
        help_text=_("Pour recevoir la réponse. Il ne sera pas publié."),
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
        is_anonymous = self.step.consultation.anonymity == Anonymity.ANONYMOUS
        if is_anonymous:  # nothing ties an address to a question: no letter can follow its answer
            self.fields["contact"].help_text = _(
                "Pour savoir ce que devient votre question. Il ne sera pas publié."
            )
        councils = spoken_for_by(person)
        if is_anonymous or not councils:
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


def words_of(question: Question) -> dict[str, Any]:
    """Give a question's words as the first values of a form."""
    return {"text": question.text, "details": question.details}


class SupportForm(forms.Form):
    """Where to write when the answer comes, for who wants it."""

    contact = forms.EmailField(
        label=_("Votre courriel"),
        max_length=254,
        required=False,
        help_text=_("Pour recevoir la réponse, une seule fois. Il est ensuite effacé."),
        error_messages={"invalid": _("Écrivez une adresse comme nom@exemple.fr.")},
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step.consultation.anonymity == Anonymity.ANONYMOUS:
            del self.fields["contact"]


class SearchForm(forms.Form):
    """What a reader looks for, by GET; what makes no sense is left aside."""

    words = forms.CharField(label=_("Mots cherchés"), required=False, max_length=200)
    show = forms.ChoiceField(
        label=_("Montrer"),
        choices=[
            ("", _("Toutes les questions")),
            ("unanswered", _("Sans réponse")),
            ("late", _("En retard")),
            ("answered", _("Avec une réponse")),
        ],
        required=False,
    )
    sort = forms.ChoiceField(
        label=_("Ordre"),
        choices=[
            ("newest", _("Les plus récentes")),
            ("supported", _("Les plus soutenues")),
            ("oldest", _("Les plus anciennes")),
            ("answered", _("Les dernières réponses")),
        ],
        required=False,
    )

    def asked(self) -> Asked:
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            words=given.get("words", ""),
            show=given.get("show", ""),
            sort=given.get("sort") or "newest",
        )


class AnswerForm(forms.Form):
    """A public answer, and who gives it."""

    text = forms.CharField(
        label=_("Votre réponse"),
        help_text=_("Répondez à la question posée, en phrases courtes. Tout le monde la lira."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 10}),
        error_messages={"required": _("Écrivez la réponse.")},
    )
    signed_by = forms.CharField(
        label=_("Qui répond"),
        help_text=_("Un service ou une fonction, par exemple « Service de la voirie »."),
        max_length=150,
        error_messages={"required": _("Dites quel service répond.")},
    )

    def clean_text(self) -> str:
        return plain(self.cleaned_data["text"])

    def clean_signed_by(self) -> str:
        return one_line(self.cleaned_data["signed_by"])


class CorrectionForm(forms.Form):
    """The answer as it should be, and why it changes."""

    text = forms.CharField(
        label=_("La réponse corrigée"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 10}),
        error_messages={"required": _("Écrivez la réponse.")},
    )
    reason = forms.CharField(
        label=_("Ce qui change, et pourquoi"),
        help_text=_("Cette phrase est publique. La réponse d’avant reste lisible."),
        max_length=300,
        error_messages={"required": _("Dites ce qui change, et pourquoi.")},
    )

    def clean_text(self) -> str:
        return plain(self.cleaned_data["text"])

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])
