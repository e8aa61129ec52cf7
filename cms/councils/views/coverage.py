"""The places a council covers: looked for, dated, taken out when entered by mistake."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.councils.access import keepers, kept_council
from cms.councils.forms.register import CoverForm, DatesForm, SearchForm
from cms.councils.queries import places_to_cover
from cms.councils.views.acting import done, typed
from participation.base.http import writes
from participation.councils import actions


@writes(keepers)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for a place by its name or code, then say from when the council covers it."""
    council = kept_council(request, pk)
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    places = places_to_cover(request.user, words)
    form = CoverForm(typed(request), places=places)

    def cover() -> None:
        territory = form.cleaned_data["territory"]
        actions.cover(council, territory, actor=request.user, **form.given)

    if done(form, cover):
        messages.success(request, _("Quartier ajouté. L’annuaire le sait déjà."))
        return redirect("keeping:desk", pk)
    context = {"council": council, "search": search, "words": words, "form": form, "places": places}
    return render(request, "cms/councils/cover.html", context, status=422 if form.errors else 200)


@writes(keepers)
def dates(request: HttpRequest, pk: int, coverage_id: int) -> HttpResponse:
    """Change from when and until when a place is covered."""
    council = kept_council(request, pk)
    rows = council.coverages.select_related("territory")
    coverage = get_object_or_404(rows, pk=coverage_id)
    form = DatesForm.of(coverage, typed(request))
    coverage.council = council
    if done(form, lambda: actions.date_coverage(coverage, actor=request.user, **form.given)):
        messages.success(request, _("Dates enregistrées."))
        return redirect("keeping:desk", pk)
    context = {"council": council, "coverage": coverage, "form": form}
    status = 422 if form.errors else 200
    return render(request, "cms/councils/coverage.html", context, status=status)


@writes(keepers)
def remove(request: HttpRequest, pk: int, coverage_id: int) -> HttpResponse:
    """Take out a place that was entered by mistake."""
    council = kept_council(request, pk)
    coverage = get_object_or_404(council.coverages, pk=coverage_id)
    if request.method == "POST":
        actions.remove_coverage(coverage, actor=request.user)
        messages.success(request, _("Quartier retiré."))
    return redirect("keeping:desk", pk)
