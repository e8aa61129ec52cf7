"""Newsletters of one's bodies: what is written, a copy to oneself, and the sending."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cms import actions
from cms.editing.access import editors
from cms.models import BodyPage, NewsletterPage
from consultations.errors import Refused
from participation.accounts.models import Account, PublicBody
from participation.base.http import reads, writes
from participation.notifications.queries import readers_of


@reads(editors)
def newsletters(request: HttpRequest) -> HttpResponse:
    """List what was written and what was sent."""
    sections = BodyPage.objects.filter(public_body__in=PublicBody.objects.of(request.user))
    rows = NewsletterPage.objects.select_related("sending").order_by("-latest_revision_created_at")
    ours = {section.pk for section in sections}
    letters = [(row, getattr(row, "sending", None)) for row in rows if row.get_parent().pk in ours]
    context = {"letters": letters, "sections": sections}
    return render(request, "cms/editing/newsletters.html", context)


@writes(editors)
def newsletter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who will receive it; send a copy to oneself, or send it."""
    page = get_object_or_404(NewsletterPage, pk=pk)
    get_object_or_404(PublicBody.objects.of(request.user), pk=page.public_body.pk)
    actor = cast("Account", request.user)
    if request.method == "POST":
        _do(request, page, actor)
        return redirect("editing:newsletter", page.pk)
    context = {
        "letter": page,
        "sending": getattr(page, "sending", None),
        "readers": readers_of(page.topics),
    }
    return render(request, "cms/editing/newsletter.html", context)


def _do(request: HttpRequest, page: NewsletterPage, actor: Account) -> None:
    if "essai" in request.POST:
        actions.try_newsletter(page, actor=actor)
        said = _("Un exemplaire part pour %(email)s.") % {"email": actor.email}
        messages.success(request, said)
        return
    if not request.POST.get("sur"):
        messages.error(request, _("Cochez la case pour confirmer l’envoi."))
        return
    try:
        actions.send_newsletter(page, actor=actor)
        messages.success(request, _("La lettre part. Elle ne partira pas deux fois."))
    except Refused as refusal:
        messages.error(request, str(refusal))
