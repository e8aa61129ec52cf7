"""The councils that a person keeps: found, filtered, and what each of them lacks."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cms.councils import queries
from cms.councils.access import keepers
from participation.base.databases import begins_with
from participation.base.http import reads
from participation.councils.choices import Activity
from participation.councils.models import Framework
from participation.councils.querysets import CouncilQuerySet
from participation.territories.models import Territory

PER_PAGE = 30


class FilterForm(forms.Form):
    """What one looks for; a value that does not exist is ignored, never an error page."""

    q = forms.CharField(
        label=_("Nom du conseil"),
        required=False,
        max_length=150,
        widget=forms.TextInput({"type": "search"}),
    )
    etat = forms.ChoiceField(
        label=_("État"), required=False, choices=[("", _("Tous les états")), *Activity.choices]
    )
    departement = forms.ChoiceField(label=_("Département"), required=False)
    cadre = forms.ModelChoiceField(
        label=_("Cadre"),
        required=False,
        queryset=Framework.objects.order_by("-valid_from", "name"),
        empty_label=_("Tous les cadres"),
    )
    sans = forms.BooleanField(label=_("Sans coordination"), required=False)

    def __init__(self, data: Any, rows: CouncilQuerySet) -> None:
        super().__init__(data)
        self.rows = rows
        self.places = {place.code: place for place in _departments(rows)}
        choices = [(code, place.name) for code, place in self.places.items()]
        self.fields["departement"].choices = [("", _("Partout")), *choices]  # type: ignore[attr-defined]

    @property
    def is_filtered(self) -> bool:
        return any(self.cleaned_data.values())

    def found(self) -> CouncilQuerySet:
        """Give the councils that pass every filter."""
        self.is_valid()
        asked, rows = self.cleaned_data, self.rows.matching(self.cleaned_data.get("q", ""))
        if state := asked.get("etat"):
            rows = rows.filter(activity=state)
        if code := asked.get("departement"):
            rows = rows.filter(begins_with("commune__path", self.places[code].path))
        if framework := asked.get("cadre"):
            rows = rows.filter(framework=framework)
        return rows.uncoordinated() if asked.get("sans") else rows


def _departments(rows: CouncilQuerySet) -> list[Territory]:
    paths = rows.order_by().values_list("commune__path", flat=True).distinct()
    codes = {Territory(path=path).department_code for path in paths}
    kind = Territory.Kind.DEPARTMENT
    return list(Territory.objects.valid_today().filter(kind=kind, code__in=codes).order_by("code"))


@reads(keepers)
def councils(request: HttpRequest) -> HttpResponse:
    """List the councils one keeps; without filters, all of them, page by page."""
    form = FilterForm(request.GET, queries.listed(request.user))
    page = Paginator(form.found(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(request, "cms/councils/councils.html", context)
