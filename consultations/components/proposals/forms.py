"""What people type: a proposal, what they look for, a sheet of signatures."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from consultations.actions import Submission
from consultations.components.proposals.actions import Words
from consultations.components.proposals.models import Proposal
from consultations.components.proposals.queries import SEEDS, Asked, seed_of_the_day
from consultations.deadlines import read_stamp, stamp
from consultations.identity import verified_identity
from consultations.models import Anonymity, Step
from participation.base.clock import arrival
from participation.base.text import one_line, plain
from participation.councils.models import Council
from participation.councils.queries.speaking import spoken_for_by

LONGEST_TITLE = 150
LONGEST_TEXT = 5_000
HIGHEST_COST = 10**12
MOST_SIGNATURES = 1_000_000


class WordsForm(forms.Form):
    """A proposal: a title, a text, and what it costs and where it is, for who knows."""

    title = forms.CharField(
        label=_("Votre proposition en une phrase"),
        help_text=_("150 signes au plus."),
        max_length=LONGEST_TITLE,
        error_messages={
            "required": _("Écrivez votre proposition en une phrase."),
            "max_length": _("Cette phrase dépasse 150 signes. Gardez l’essentiel ici."),
        },
    )
    text = forms.CharField(
        label=_("Expliquez-la"),
        help_text=_("Ce qui ne va pas aujourd’hui, et ce que vous feriez."),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea({"rows": 10}),
        error_messages={
            "required": _("Expliquez votre proposition en quelques phrases."),
            "max_length": _("Votre texte dépasse 5 000 signes. Raccourcissez."),
        },
    )
    cost = forms.IntegerField(
        label=_("Coût estimé, en euros"),
        help_text=_("Si vous en avez une idée. Un nombre entier."),
        min_value=0,
        max_value=HIGHEST_COST,
        required=False,
        localize=True,
        error_messages={"invalid": _("Écrivez un nombre entier, comme 12000.")},
    )
    place = forms.CharField(
        label=_("Lieu"),
        help_text=_("Une rue, une place, un quartier. Jamais votre adresse."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_text(self) -> str:
        text = plain(self.cleaned_data["text"])
        if not text.strip():
            raise forms.ValidationError(_("Expliquez votre proposition en quelques phrases."))
        return text

    def clean_place(self) -> str:
        return one_line(self.cleaned_data["place"])

    def words(self) -> Words:
        given = self.cleaned_data
        return Words(
            title=given["title"], text=given["text"], cost=given["cost"], place=given["place"]
        )


class ProposingForm(WordsForm):
    """A new proposal: its words, and what makes it arrive once and in time."""

    contact = forms.EmailField(
        label=_("Votre courriel"),
        max_length=254,
        required=False,
        help_text=_("Pour savoir quand l’organisme répond. Il ne sera pas publié."),
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


def words_of(proposal: Proposal) -> dict[str, Any]:
    """Give a proposal's words as the first values of a form."""
    return {name: getattr(proposal, name) for name in WordsForm.base_fields}


class SupportForm(forms.Form):
    """Nothing to type: the button says it."""


class SheetForm(forms.Form):
    """Signatures on one sheet of paper."""

    signatures = forms.IntegerField(
        label=_("Nombre de signatures"),
        min_value=1,
        max_value=MOST_SIGNATURES,
        error_messages={"required": _("Comptez les signatures de la feuille.")},
    )
    reference = forms.CharField(
        label=_("Référence de la feuille"),
        help_text=_("Où la retrouver, par exemple « Mairie annexe, feuille 3 ». Aucun nom."),
        max_length=100,
        error_messages={"required": _("Donnez la référence de la feuille.")},
    )

    def clean_reference(self) -> str:
        return one_line(self.cleaned_data["reference"])


class SearchForm(forms.Form):
    """What a reader looks for, by GET; what makes no sense is left aside."""

    words = forms.CharField(label=_("Mots cherchés"), required=False, max_length=200)
    sort = forms.ChoiceField(
        label=_("Ordre"),
        choices=[
            ("", _("Au hasard")),
            ("newest", _("Les plus récentes")),
            ("supported", _("Les plus soutenues")),
            ("oldest", _("Les plus anciennes")),
        ],
        required=False,
    )
    seed = forms.IntegerField(
        required=False, min_value=1, max_value=SEEDS - 1, widget=forms.HiddenInput
    )

    def asked(self, step: Step) -> Asked:
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            words=given.get("words", ""),
            sort=given.get("sort") or "drawn",
            seed=given.get("seed") or seed_of_the_day(step),
        )
