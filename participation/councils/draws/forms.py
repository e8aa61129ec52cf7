"""What coordinators type: the rule, a list, the quotas, the seed, an answer, a reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.base.text import one_line, plain
from participation.councils.draws.choices import Answer
from participation.councils.draws.lists import ReadList, read_list
from participation.councils.draws.models import Draw
from participation.councils.models import Council
from participation.ui.forms import DayMonthYearField

LARGEST_LIST = 20_000_000  # bytes
MOST_SEATS = 500


class RuleForm(forms.ModelForm[Draw]):
    """The rule of a draw, as everyone will read it."""

    seed_on = DayMonthYearField(
        label=_("Jour où la graine sera connue"),
        help_text=_("Après l’annonce du tirage. Par exemple : 27 11 2026."),
    )

    class Meta:
        model = Draw
        fields = ("title", "college", "seats", "substitutes", "rule", "seed_source", "seed_on")
        help_texts = {
            "rule": _("Qui peut être tiré, à partir de quelles listes, et pour quoi faire."),
            "substitutes": _("Ils sont classés par le même tirage."),
        }

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleges = council.framework.colleges.all()
        self.fields["college"].queryset = colleges  # type: ignore[attr-defined]
        self.fields["college"].empty_label = None  # type: ignore[attr-defined]
        self.fields["college"].initial = colleges.filter(is_drawn=True).first()
        self.council = council

    def clean_seats(self) -> int:
        seats: int = self.cleaned_data["seats"]
        if not 1 <= seats <= MOST_SEATS:
            raise ValidationError(_("Indiquez de 1 à %(most)d places.") % {"most": MOST_SEATS})
        return seats

    def clean_seed_on(self) -> Any:
        day = self.cleaned_data["seed_on"]
        if day <= self.council.today:
            raise ValidationError(_("Choisissez un jour à venir : la graine doit être inconnue."))
        return day


class ListForm(forms.Form):
    """A list of people, and what everyone will read of it."""

    name = forms.CharField(label=_("Nom de la liste"), max_length=150)
    origin = forms.CharField(
        label=_("D’où vient-elle ?"),
        max_length=300,
        help_text=_("Par exemple : le bailleur, au 1er octobre 2026."),
    )
    file = forms.FileField(
        label=_("Fichier CSV"),
        help_text=_(
            "La première ligne nomme les colonnes : nom, prénom, adresse, courriel ou téléphone. "
            "Chaque autre colonne devient une catégorie du tirage, par exemple le genre."
        ),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
    )

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_origin(self) -> str:
        return one_line(self.cleaned_data["origin"])

    def clean_file(self) -> ReadList:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_LIST:
            raise ValidationError(_("Ce fichier est trop gros : 20 Mo au plus. Séparez la liste."))
        read = read_list(upload.read())
        if read.problems:
            raise ValidationError(read.problems)
        return read


class QuotasForm(forms.Form):
    """For each answer of each category, the least and the most people."""

    def __init__(
        self, *args: Any, draw: Draw, counts: dict[str, dict[str, int]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.draw = draw
        self.rows: list[tuple[str, list[tuple[str, int, Any, Any]]]] = []
        for place, (category, answers) in enumerate(draw.quotas):
            rows = []
            for number, (answer, bounds) in enumerate(sorted(answers.items())):
                pair = [f"q{place}-{number}-{end}" for end in ("least", "most")]
                for name, value, label in zip(
                    pair, bounds, (_("au moins"), _("au plus")), strict=True
                ):
                    self.fields[name] = forms.IntegerField(
                        min_value=0,
                        max_value=draw.seats,
                        initial=value,
                        label=_("%(category)s, %(answer)s : %(end)s")
                        % {"category": category, "answer": answer, "end": label},
                    )
                rows.append((answer, counts[category].get(answer, 0), self[pair[0]], self[pair[1]]))
            self.rows.append((category, rows))

    def quotas(self) -> list[Any]:
        """Give the quotas as the draw keeps them."""
        return [
            [
                category,
                {
                    answer: [self.cleaned_data[least.name], self.cleaned_data[most.name]]
                    for answer, _count, least, most in rows
                },
            ]
            for category, rows in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for _category, rows in self.rows:
            for _answer, _count, least, most in rows:
                low, high = cleaned.get(least.name), cleaned.get(most.name)
                if low is not None and high is not None and low > high:
                    self.add_error(
                        most.name, _("Le plus grand nombre doit venir en second. Inversez-les.")
                    )
        return cleaned


class SeedForm(forms.Form):
    """The seed, as its source shows it."""

    seed = forms.CharField(
        label=_("La graine"),
        max_length=300,
        help_text=_("Recopiez-la telle que la source la donne. Le tirage a lieu aussitôt."),
    )
    is_checked = forms.BooleanField(
        label=_("J’ai vérifié : la graine est celle de la source annoncée.")
    )

    def clean_seed(self) -> str:
        return one_line(self.cleaned_data["seed"])


class AnswerForm(forms.Form):
    """What a drawn person answered."""

    answer = forms.ChoiceField(
        label=_("Réponse"), choices=Answer.choices[1:], widget=forms.RadioSelect
    )


class ReasonForm(forms.Form):
    """Why a draw is given up; everyone will read it."""

    reason = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Si le tirage était annoncé, cette raison sera publique."),
    )

    def clean_reason(self) -> str:
        return plain(self.cleaned_data["reason"])
