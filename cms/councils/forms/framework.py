"""Writing a framework: its rules, and a row for each college."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.councils.forms.register import last_day, the_day_after
from cms.editing.forms.widgets import area, day_input
from participation.councils.choices import CollegeKind
from participation.councils.models import College, Framework

RULES = (
    *("name", "summary", "source", "valid_from"),
    *("needs_recognition", "needs_draw"),
    *("bars_officers", "bars_elected", "bars_state_agents"),
    *("fewest_members", "most_members", "animation_months"),
    *("quorum_percent", "notice_days", "minutes_days"),
)
COLLEGE = ("kind", "name", "seat_count", "least_percent", "wants_parity", "is_drawn")
REVISED = (*RULES[1:3], *RULES[4:])  # a revision starts from these; its name and day are its own


class FrameworkForm(forms.ModelForm):  # type: ignore[type-arg]
    """The rules of councils from a day on; they are written once."""

    last = last_day(_("Dernier jour"), help_text=_("Laissez vide s’il n’y en a pas."))

    class Meta:
        model = Framework
        fields = RULES
        widgets: ClassVar[dict[str, Any]] = {
            "summary": area(3),
            "source": area(3),
            "valid_from": day_input(),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("Avec ses années : « Conseils citoyens, 2014-2024 »."),
            "fewest_members": _("Laissez vide si le texte n’en dit rien."),
            "most_members": _("Laissez vide si le texte n’en dit rien."),
        }

    field_order = [*RULES[:4], "last"]

    @property
    def given(self) -> dict[str, Any]:
        """What the actions take."""
        given = {name: self.cleaned_data[name] for name in RULES}
        return {**given, "valid_to": the_day_after(self.cleaned_data["last"])}


class CollegeForm(forms.ModelForm):  # type: ignore[type-arg]
    """One college: how many seats, which share of the members, and how one comes to it."""

    class Meta:
        model = College
        fields = COLLEGE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["least_percent"].widget.attrs["max"] = 100

    def clean_least_percent(self) -> int:
        share: int = self.cleaned_data["least_percent"]
        if share > 100:
            raise forms.ValidationError(_("Une part ne dépasse pas 100 %."))
        return share


class CollegeFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """The colleges in their order; an empty row is no college."""

    @property
    def given(self) -> list[dict[str, Any]]:
        """What the actions take."""
        return [
            {name: form.cleaned_data[name] for name in COLLEGE}
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]


def college_forms(data: Any = None, initial: Any = None) -> CollegeFormSet:
    """Give the forms of the colleges: those given, and as many empty ones as there are kinds."""
    known = list(initial or [])
    kind = forms.formset_factory(
        CollegeForm,
        formset=CollegeFormSet,
        extra=len(CollegeKind) - len(known),
        max_num=len(CollegeKind),
        can_delete=bool(known),
    )
    return kind(data, initial=known, prefix="colleges")  # type: ignore[return-value]


def revision_of(framework: Framework) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Give what the forms of a revision start with: the rules, and the colleges."""
    rules = {name: getattr(framework, name) for name in REVISED}
    colleges = framework.colleges.order_by("rank", "pk")
    return rules, [{name: getattr(row, name) for name in COLLEGE} for row in colleges]
