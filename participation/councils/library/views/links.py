"""Useful links: everyone reads them, administrators keep them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.accounts.rules import is_administrator
from participation.base.http import everyone, reads, writes
from participation.councils.library import actions
from participation.councils.library.forms import LinkForm
from participation.councils.library.models import UsefulLink
from participation.councils.library.queries import PER_PAGE
from participation.councils.library.views.reviewing import who_reviews


@reads(everyone)
def links(request: HttpRequest) -> HttpResponse:
    context = {
        "page": Paginator(UsefulLink.objects.all(), PER_PAGE).get_page(request.GET.get("page")),
        "keeps": is_administrator(request.user),
    }
    return render(request, "library/links.html", context)


@writes(who_reviews)
def write(request: HttpRequest, link_id: int | None = None) -> HttpResponse:
    """Add a link, or write one anew."""
    found = get_object_or_404(UsefulLink, pk=link_id) if link_id else None
    form = LinkForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        kept = UsefulLink.objects.get(pk=found.pk) if found else None
        actions.write_link(kept, actor=request.user, **form.given())
        messages.success(request, _("Le lien est enregistré. Il sera vérifié chaque semaine."))
        return redirect("library:links")
    context = {"form": form, "link": found}
    return render(request, "library/write_link.html", context, status=422 if form.errors else 200)


@writes(who_reviews)
def remove(request: HttpRequest, link_id: int) -> HttpResponse:
    """Take a link off the list, after a confirmation."""
    link = get_object_or_404(UsefulLink, pk=link_id)
    if request.method != "POST":
        return render(request, "library/remove_link.html", {"link": link})
    actions.remove_link(link, actor=request.user)
    messages.success(request, _("Le lien est retiré."))
    return redirect("library:links")
