"""One form about a plan, until it is taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from consultations.commitments.models import Plan


def posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def one_form(
    request: HttpRequest,
    plan: Plan | None,
    form: Any,
    *,
    done: str,
    to: Any = None,
    **words: Any,
) -> HttpResponse:
    """Show a form; once taken, say so and go to the desk of the plan, or where `to` leads."""
    if form.is_valid() and (made := form.save(actor=request.user)) is not None:
        messages.success(request, done)
        return redirect(*(to(made) if to else ("plans:desk", plan.pk if plan else made.pk)))
    return render(request, "cms/commitments/form.html", {"form": form, "plan": plan, **words})
