"""What one looks for in the directory."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.base.databases import begins_with
from participation.councils.choices import Activity, BodyType
from participation.councils.directory.models import RemoteInstance
from participation.councils.directory.queries import Sought, shown_others
from participation.councils.models import Council
from participation.territories.models import Territory, TerritoryQuerySet

MOST_SIGNS = 200
HERE = "ici"


class FinderForm(forms.Form):
    """Words and filters; a value that does not exist is ignored, never an error page."""

    q = forms.CharField(
        label=_("Adresse, commune, quartier ou nom du conseil"),
        required=False,
        max_length=MOST_SIGNS,
        widget=forms.TextInput(attrs={"type": "search", "class": "wide"}),
    )
    nature = forms.ChoiceField(
        label=_("Nature"), required=False, choices=[("", _("Toutes")), *BodyType.choices]
    )
    etat = forms.ChoiceField(
        label=_("État"), required=False, choices=[("", _("Tous les états")), *Activity.choices]
    )
    departement = forms.ModelChoiceField(
        label=_("Département"),
        required=False,
        queryset=Territory.objects.none(),
        to_field_name="code",
        empty_label=_("Partout"),
    )

    site = forms.ChoiceField(label=_("Site"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="find_%s")
        self.fields["departement"].queryset = departments()  # type: ignore[attr-defined]
        names = [(str(one.pk), one.name) for one in RemoteInstance.objects.shown()]
        if names:
            here = (HERE, _("Ce site seulement"))
            self.fields["site"].choices = [("", _("Tous les sites")), here, *names]  # type: ignore[attr-defined]
        else:
            del self.fields["site"]

    @cached_property
    def found(self) -> dict[str, Any]:
        """Give what was understood of what was sent."""
        self.is_valid()
        return self.cleaned_data

    @property
    def typed(self) -> str:
        return str(self.found.get("q", ""))

    @property
    def tells_others(self) -> bool:
        """Say whether other sites are shown, so that one may choose among them."""
        return "site" in self.fields

    @property
    def is_filtered(self) -> bool:
        return any(self.found.values())

    def sought(self) -> Sought:
        """Give the councils that pass the filters, whatever was typed."""
        sought = Sought.everywhere()
        ours, others = sought.ours, sought.others
        if nature := self.found.get("nature"):
            ours, others = ours.filter(body_type=nature), others.filter(body_type=nature)
        if state := self.found.get("etat"):
            ours, others = ours.filter(activity=state), others.filter(activity=state)
        if department := self.found.get("departement"):
            ours = ours.filter(begins_with("commune__path", department.path))
            others = others.filter(department_code=department.code)
        if site := self.found.get("site"):
            is_here = site == HERE
            ours = ours if is_here else ours.none()
            others = others.none() if is_here else others.filter(instance=site)
        return Sought(ours, others)


def departments() -> TerritoryQuerySet:
    """Give the departments in which a council sits, of this site or of another."""
    paths = Council.objects.order_by().values_list("commune__path", flat=True).distinct()
    codes = {Territory(path=path).department_code for path in paths}
    codes.update(shown_others().order_by().values_list("department_code", flat=True).distinct())
    rows = Territory.objects.valid_today().filter(kind=Territory.Kind.DEPARTMENT, code__in=codes)
    return rows.order_by("code", "-vintage")
