"""« Mes avis »: what somebody was told, the latest first."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from participation.accounts.models import Account
from participation.base.http import reads, signed_in, writes
from participation.notifications.actions import read_all, read_notice
from participation.notifications.models import Mailbox, Notice

ON_A_PAGE = 30


@reads(signed_in)
def inbox(request: HttpRequest) -> HttpResponse:
    """Show notices; those not read come with a button that says so."""
    rows = Notice.objects.visible_to(request.user).select_related("letter")
    is_unread = request.GET.get("voir") == "non-lus"
    page = Paginator(rows.unread() if is_unread else rows, ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    assert isinstance(request.user, Account)
    suspended = Mailbox.objects.filter(email=request.user.email).exclude(disabled_at=None)
    context = {"page": page, "is_unread": is_unread, "mailbox": suspended.first()}
    return render(request, "notifications/inbox.html", context)


@writes(signed_in)
def read_everything(request: HttpRequest) -> HttpResponse:
    """Mark all as read."""
    if request.method == "POST":
        assert isinstance(request.user, Account)
        read_all(request.user)
    return redirect("notifications:inbox")


@writes(signed_in)
def read_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read, and go where it leads."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        read_notice(notice)
        if "ouvrir" in request.POST and notice.path:
            return redirect(notice.path)
    return redirect("notifications:inbox")
