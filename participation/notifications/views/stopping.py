"""The link at the foot of each letter: one click ends such letters, and does nothing else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from participation.accounts.models import Account
from participation.base.http import everyone, writes
from participation.notifications.actions import stop_category, stop_follow, stop_mail_of, unfollow
from participation.notifications.kinds import Category
from participation.notifications.links import EVERYTHING, Stop, read_stop
from participation.notifications.topics import Topic, topic_kind


@csrf_exempt  # a mail program sends the POST, without cookie (RFC 8058); the token is the proof
@writes(everyone)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only its POST does anything, since scanners follow every link."""
    wanted = read_stop(token)
    if wanted is None:
        raise Http404
    context = {"what": _in_words(wanted), "is_done": request.method == "POST"}
    if request.method == "POST":
        _end(wanted)
    return render(request, "notifications/stop.html", context)


def _end(wanted: Stop) -> None:
    """End what the link names; a second time changes nothing."""
    topic = Topic(wanted.what, wanted.topic_id) if wanted.topic_id else None
    if not wanted.is_account:
        if topic:
            stop_follow(wanted.person_id, topic)
        else:
            stop_mail_of(wanted.person_id)
        return
    account = Account.objects.filter(pk=wanted.person_id, is_active=True).first()
    if account and topic:
        unfollow(account, topic)
    elif account:
        stop_category(account, wanted.what)


def _in_words(wanted: Stop) -> str:
    """Say what ends, without telling who: a link may be forwarded."""
    if wanted.topic_id:
        kind = topic_kind(wanted.what)
        return str(kind.promise) if kind else ""
    if wanted.what == EVERYTHING:
        return _("Tous les courriels, sauf les reçus et la sécurité.")
    return str(Category(wanted.what).label) if wanted.what in Category.values else ""
