"""What those who run the trainings type, and what a member asks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participation.base.text import one_line, plain
from participation.councils.models import Membership
from participation.councils.training.models import Programme, TrainingSession

MOMENTS = ("starts_at", "ends_at", "enrols_from", "enrols_until")
IN_ORDER = ("enrols_from", "enrols_until", "starts_at", "ends_at")


class EnrolForm(forms.Form):
    """For which council one asks, when one sits in several."""

    membership = forms.ModelChoiceField(
        queryset=Membership.objects.none(),
        label=_("Pour quel conseil ?"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Vous ne siégez plus dans ce conseil.")},
    )

    def __init__(self, *args: Any, memberships: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [membership.pk for membership in memberships]
        field: Any = self.fields["membership"]
        field.queryset = Membership.objects.filter(pk__in=ids).select_related("council")
        field.label_from_instance = lambda membership: str(membership.council)
        field.initial = ids[0] if ids else None
        if len(ids) == 1:
            field.widget = forms.HiddenInput()


class ProgrammeForm(forms.ModelForm[Programme]):
    """A programme, and its modules, one on each line."""

    outline = forms.CharField(
        label=_("Modules"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Un par ligne, avec ses heures. Par exemple : Lire un budget communal, 3 h"),
    )

    class Meta:
        model = Programme
        fields = (
            *("title", "aims", "organiser", "contact_email", "funded_by"),
            *("covers_travel", "covers_lodging", "covers_meals", "cost_note"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            lines = [f"{module.title}, {module.hours} h" for module in self.instance.modules.all()]
            self.initial["outline"] = "\n".join(lines)

    def clean_outline(self) -> list[tuple[str, int]]:
        modules = []
        for number, line in enumerate(plain(self.cleaned_data["outline"]).splitlines(), start=1):
            title, _comma, hours = one_line(line).rpartition(",")
            count = hours.lower().removesuffix("h").strip()
            if not title or not count.isdecimal() or not 1 <= int(count) <= 200:
                raise ValidationError(
                    _("Ligne %(number)d : écrivez le titre, une virgule, puis les heures."),
                    params={"number": number},
                )
            modules.append((title[:150], int(count)))
        return modules

    def given(self) -> dict[str, Any]:
        """Give what the action takes."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**fields, "modules": self.cleaned_data["outline"]}


class SessionForm(forms.ModelForm[TrainingSession]):
    """When, where, how many. Hours are those of the site's zone."""

    class Meta:
        model = TrainingSession
        fields = ("place", "schedule", "seats", *MOMENTS)
        widgets = {
            name: forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            for name in MOMENTS
        }

    def clean_seats(self) -> int:
        seats: int = self.cleaned_data["seats"]
        if not 1 <= seats <= 500:
            raise ValidationError(_("Indiquez de 1 à 500 places."))
        return seats

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        moments = [cleaned[name] for name in IN_ORDER if cleaned.get(name)]
        if len(moments) < len(IN_ORDER):
            return cleaned
        if moments != sorted(moments):
            raise ValidationError(
                _(
                    "Vérifiez l’ordre des dates : les inscriptions s’ouvrent, se ferment, "
                    "puis la session commence et finit."
                )
            )
        if moments[0] == moments[1]:
            self.add_error("enrols_until", _("Laissez un peu de temps pour s’inscrire."))
        return cleaned

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AttendanceForm(forms.Form):
    """Who came, among those who had a place."""

    present = forms.TypedMultipleChoiceField(
        label=_("Étaient présents"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = people  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a session is cancelled; everyone reads it."""

    reason = forms.CharField(label=_("Pourquoi ?"), max_length=300)

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])
