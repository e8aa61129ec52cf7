"""Keeping links, and noticing those that no longer answer."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.reaching import NotReached, any_answers, is_reserved, status_of
from participation.councils.library import events
from participation.councils.library.models import UsefulLink
from participation.councils.library.models.links import FAILURES_OF_THE_DEAD

GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
CHECKED = (
    *("asked_at", "last_checked_at", "last_status"),
    *("failures", "failed_on", "failing_since"),
)


@transaction.atomic
def write_link(link: UsefulLink | None = None, *, actor: Any, **fields: Any) -> UsefulLink:
    """Add a link, or write one anew; another address is checked from the beginning.

    Whoever writes it answers for it from then on.
    """
    link = link or UsefulLink()
    if fields.get("url", link.url) != link.url:
        link.asked_at = link.last_checked_at = link.last_status = None
        link.failed_on = link.failing_since = None
        link.failures = 0
    for name, value in fields.items():
        setattr(link, name, value)
    link.owner = actor
    link.save()
    record(events.LinkWritten(link_id=link.pk), actor=actor)
    return link


@transaction.atomic
def remove_link(link: UsefulLink, *, actor: Any) -> None:
    """Take a link off the list."""
    record(events.LinkRemoved(link_id=link.pk), actor=actor)
    link.delete()


def check_due_link() -> int:
    """Ask one link that is due whether it answers; give how many were asked.

    One at a time, for some twenty seconds at most: what follows the clock must not wait. Two
    workers never ask the same one. When nothing answers, not even the sites named in
    LINK_CONTROLS, it is this machine that is cut off: nothing is noted.
    """
    link: UsefulLink | None = UsefulLink.objects.all().due().first()
    if link is None:
        return 0
    rows = UsefulLink.objects.filter(pk=link.pk, asked_at=link.asked_at)
    if not rows.update(asked_at=now()):
        return 0
    if is_reserved(link.url):
        return 1  # invented: no site can be there, today or ever
    try:
        status = status_of(link.url)
    except NotReached:
        if not any_answers(settings.LINK_CONTROLS):
            return 1
        status = None
    note_check(link, status)
    return 1


@transaction.atomic
def note_check(link: UsefulLink, status: int | None) -> UsefulLink:
    """Note with which HTTP status a link answered, or None when it did not while others did.

    It is dead at once when its site says so (404, 410), else after failures on three days: no
    answer, or an error of the server (5xx). A page kept from robots (401, 403, 429) answers.
    """
    link = for_update(UsefulLink.objects.filter(pk=link.pk)).get()
    was_dead = link.is_dead
    link.asked_at = link.last_checked_at = now()
    link.last_status = status
    if status is None or status in GONE or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _note_failure(link)
    else:
        link.failures, link.failed_on, link.failing_since = 0, None, None
    link.save(update_fields=CHECKED)
    if link.is_dead and not was_dead:
        record(events.LinkDied(link_id=link.pk), actor=None)
    elif was_dead and not link.is_dead:
        record(events.LinkRevived(link_id=link.pk), actor=None)
    return link


def _note_failure(link: UsefulLink) -> None:
    today = localdate(now())
    if link.last_status in GONE:
        link.failures = FAILURES_OF_THE_DEAD
    elif link.failed_on != today:
        link.failures = min(link.failures + 1, FAILURES_OF_THE_DEAD)
    link.failed_on = today
    link.failing_since = link.failing_since or now()
