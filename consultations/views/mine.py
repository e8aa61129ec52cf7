"""« Mes participations »: drafts to finish, contributions sent, and what became of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations import actions
from consultations.forms import FindReceiptForm
from consultations.models import Contribution
from consultations.queries import my_participations
from participation.base.http import everyone, reads, signed_in, writes


@reads(everyone)
def participations(request: HttpRequest) -> HttpResponse:
    """One's own list; without an account, how to find a contribution by its code."""
    if not request.user.is_authenticated:
        context = {"form": FindReceiptForm()}
        return render(request, "consultations/participations_without_account.html", context)
    context = my_participations(request.user)
    return render(request, "consultations/participations.html", context)


@writes(signed_in)
def drop_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Ask once more, then forget a draft and all that was typed in it."""
    drafts = Contribution.objects.filter(author_id=request.user.pk, state="draft")
    draft = get_object_or_404(drafts.select_related("consultation", "step"), pk=draft_id)
    if request.method != "POST":
        return render(request, "consultations/drop_draft.html", {"draft": draft})
    actions.delete_draft(draft)
    messages.success(request, _("Le brouillon est effacé."))
    return redirect("consultations:my_participations")
