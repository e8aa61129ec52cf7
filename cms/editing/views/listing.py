"""The list of an officer's consultations, and the choice of a rung for a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.editing import queries
from cms.editing.access import editors
from consultations.ladder import Rung
from participation.base.http import reads


@reads(editors)
def own_consultations(request: HttpRequest) -> HttpResponse:
    return render(
        request, "cms/editing/consultations.html", {"rows": queries.own_rows(request.user)}
    )


@reads(editors)
def choose_rung(request: HttpRequest) -> HttpResponse:
    """Show the four rungs: what each obliges to, and what residents may do there."""
    return render(request, "cms/editing/choose_rung.html", {"rungs": list(Rung)})
