"""The frameworks: read by who keeps councils, written and revised by administrators."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms.councils import queries
from cms.councils.access import administrators, keepers
from cms.councils.forms.framework import (
    CollegeFormSet,
    FrameworkForm,
    college_forms,
    revision_of,
)
from cms.councils.views.acting import attempt, done, typed
from participation.base.http import reads, writes
from participation.councils import actions
from participation.councils.models import Framework


@reads(keepers)
def frameworks(request: HttpRequest) -> HttpResponse:
    """List the frameworks, with how many councils live under each."""
    context = {"frameworks": queries.frameworks()}
    return render(request, "cms/councils/frameworks.html", context)


@reads(keepers)
def framework(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the rules and the colleges of a framework."""
    found = get_object_or_404(queries.frameworks().select_related("replaces"), pk=pk)
    context = {"framework": found, "colleges": found.colleges.order_by("rank", "pk")}
    return render(request, "cms/councils/framework.html", context)


@writes(administrators)
def write(request: HttpRequest) -> HttpResponse:
    """Write a framework that follows none."""
    form, colleges = FrameworkForm(typed(request)), college_forms(typed(request))

    def save() -> None:
        actions.write_framework(colleges=colleges.given, actor=request.user, **form.given)

    return _page(request, form, colleges, save, None)


@writes(administrators)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the framework that follows another; councils keep the one they have."""
    before = get_object_or_404(Framework, pk=pk)
    rules, rows = revision_of(before)
    form = FrameworkForm(typed(request), initial=rules)
    colleges = college_forms(typed(request), rows)

    def save() -> None:
        actions.revise_framework(before, colleges=colleges.given, actor=request.user, **form.given)

    return _page(request, form, colleges, save, before)


def _page(
    request: HttpRequest,
    form: FrameworkForm,
    colleges: CollegeFormSet,
    save: Any,
    before: Framework | None,
) -> HttpResponse:
    if (request.method != "POST" or colleges.is_valid()) and done(form, save):
        messages.success(request, _("Cadre écrit. Les nouveaux conseils peuvent le choisir."))
        return redirect("keeping:frameworks")
    form.is_valid()  # its errors stand beside those of the colleges
    context = {"form": form, "colleges": colleges, "before": before}
    is_refused = bool(form.errors) or request.method == "POST"
    status = 422 if is_refused else 200
    return render(request, "cms/councils/framework_form.html", context, status=status)


@writes(administrators)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out a framework under which no council was ever set up."""
    found = get_object_or_404(Framework, pk=pk)
    if request.method == "POST" and attempt(
        request,
        lambda: actions.remove_framework(found, actor=request.user),
        _("Cadre retiré."),
    ):
        return redirect("keeping:frameworks")
    return redirect("keeping:framework", pk)
