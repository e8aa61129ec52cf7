"""Computing the groups anew from all votes: never in the request of a voter."""

import logging
from datetime import timedelta
from importlib.util import find_spec

from django.db import transaction
from django.db.models import Q

from consultations.components.statements.models import Picture
from consultations.components.statements.queries.votes import ballots_of
from consultations.components.statements.results.drawing import memory_of, picture_of, read_memory
from participation.base.clock import now

log = logging.getLogger(__name__)
LOST_AFTER = timedelta(minutes=5)  # a worker that died leaves its claim


@transaction.atomic
def mark_stale(contribution_id: int) -> None:
    """Note that what a contribution holds changed; a second time changes nothing."""
    Picture.objects.filter(
        conversation__step__contributions=contribution_id, is_stale=False
    ).update(is_stale=True)


def compute_stale() -> int:
    """Compute every picture that votes made old; say how many. Two workers never do the same."""
    done = 0
    for pk in Picture.objects.filter(is_stale=True).order_by("pk").values_list("pk", flat=True):
        done += _claimed(pk) and _computed(pk)
    return done


def _claimed(pk: int) -> bool:
    free = Q(computing_since=None) | Q(computing_since__lt=now() - LOST_AFTER)
    rows = Picture.objects.filter(free, pk=pk, is_stale=True)
    return rows.update(is_stale=False, computing_since=now()) == 1


def _computed(pk: int) -> bool:
    try:
        recompute(Picture.objects.select_related("conversation__step__consultation").get(pk=pk))
    except Exception:
        Picture.objects.filter(pk=pk).update(is_stale=True, computing_since=None)
        log.exception("opinions not computed", extra={"picture": pk})
        return False
    return True


def recompute(picture: Picture) -> Picture:
    """Read all votes, find the groups, keep what pages show. Without numpy, only the counts."""
    if find_spec("scipy") is None:
        log.warning("opinion groups need the extra « analysis »")
        Picture.objects.filter(pk=picture.pk).update(computing_since=None)
        return picture
    from consultations.components.statements.opinions.computing import compute

    opinions = compute(ballots_of(picture.conversation), read_memory(picture.memory))
    picture.summary, picture.places = picture_of(opinions)
    picture.memory = memory_of(opinions.memory)
    picture.computed_at, picture.computing_since = now(), None
    picture.save(update_fields=["summary", "places", "memory", "computed_at", "computing_since"])
    return picture
