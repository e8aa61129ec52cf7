"""How somebody wants to be told."""

from collections.abc import Mapping

from django.db import transaction

from participation.accounts.models import Account
from participation.notifications.kinds import Category, Rhythm
from participation.notifications.links import EVERYTHING
from participation.notifications.models import Follow, Habits, Letter, Notice, Preference
from participation.notifications.queries import zone_of
from participation.notifications.rhythm import leaves_at

CHOSEN = tuple(category for category in Category if category != Category.ESSENTIAL)


@transaction.atomic
def choose_rhythms(account: Account, rhythms: Mapping[str, str]) -> None:
    """Keep the rhythm somebody wants for each category; what waits follows the new one."""
    zone = zone_of(account)
    for category, rhythm in rhythms.items():
        Preference.objects.update_or_create(
            account=account, category=Category(category), defaults={"rhythm": Rhythm(rhythm)}
        )
    _move_what_waits(account, dict(rhythms), zone)


def _move_what_waits(account: Account, rhythms: dict[str, str], zone: str) -> None:
    waiting = Notice.objects.filter(account=account, letter=None, leaves_at__isnull=False)
    for notice in waiting:
        rhythm = rhythms.get(notice.of_kind.category)
        if rhythm is not None:
            notice.leaves_at = leaves_at(rhythm, zone)
            notice.save(update_fields=["leaves_at"])


@transaction.atomic
def choose_zone(account: Account, zone: str) -> None:
    """Keep by which clock somebody lives."""
    Habits.objects.update_or_create(account=account, defaults={"zone": zone})


@transaction.atomic
def choose_rhythm(follow: Follow, rhythm: str) -> None:
    """Keep the rhythm of one thing that is followed; nothing for the one of its category."""
    follow.rhythm = Rhythm(rhythm) if rhythm else ""
    follow.save(update_fields=["rhythm"])


@transaction.atomic
def stop_category(account: Account, category: str) -> None:
    """End the letters of a category, or all but essential ones; notices stay in the inbox."""
    ended = CHOSEN if category == EVERYTHING else (Category(category),)
    choose_rhythms(account, {one: Rhythm.NOTHING for one in ended if one in CHOSEN})
    if category in {EVERYTHING, Category.FOLLOWED}:
        Follow.objects.filter(account=account).order_by().update(rhythm="")
    waiting = Letter.objects.filter(account=account, state=Letter.State.WAITING)
    declined = [letter.pk for letter in waiting if _is_of(letter, ended)]
    rows = waiting.filter(pk__in=declined).order_by()
    rows.update(state=Letter.State.DECLINED, text="", html="", calendar="")


def _is_of(letter: Letter, categories: tuple[Category, ...]) -> bool:
    from participation.notifications.kinds import kind_of

    return kind_of(letter.kind).category in categories
