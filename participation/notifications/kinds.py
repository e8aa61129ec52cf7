"""Kinds of notices: each app declares its own, in its `notifications.py`."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Rhythm(models.TextChoices):
    """How often one is written to."""

    AT_ONCE = "at_once", _("Tout de suite")
    DAILY = "daily", _("Une fois par jour, à 18 h")
    WEEKLY = "weekly", _("Une fois par semaine, le vendredi à 18 h")
    NOTHING = "nothing", _("Aucun courriel")


class Category(models.TextChoices):
    """What people choose a rhythm for; receipts and security always leave at once."""

    ESSENTIAL = "essential", _("Reçus, convocations et sécurité")
    ANSWERS = "answers", _("Ce que deviennent mes contributions")
    FOLLOWED = "followed", _("Ce que je suis")
    COUNCILS = "councils", _("La vie de mes conseils")
    NEWSLETTERS = "newsletters", _("Les lettres d’information")
    OFFICE = "office", _("Mon travail d’agent")


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice: what it is about, how often it leaves unless people say otherwise.

    `key` names the event's letter (`templates/letters/<key>.txt`) when it has words of its own.
    `link` names the variable of that letter which holds the main address: a kind that has one is
    kept in the inbox of who has an account. A kind whose address is a secret gives none, so that
    the secret is stored nowhere. `has_sms` says that a text message may be sent beside it;
    `is_proof`, that the trace of the letter proves something, and is kept.
    """

    key: str
    category: Category
    label: Text
    rhythm: Rhythm = Rhythm.AT_ONCE
    link: str = ""
    has_sms: bool = False
    is_proof: bool = False

    @property
    def is_essential(self) -> bool:
        return self.category == Category.ESSENTIAL


_kinds: dict[str, NoticeKind] = {}


def declare(*kinds: NoticeKind) -> None:
    """Make kinds known; declaring one twice changes nothing, two of one key is an error."""
    for kind in kinds:
        if _kinds.setdefault(kind.key, kind) != kind:
            raise ValueError(f"two kinds of notices are called {kind.key}")


def kind_of(key: str) -> NoticeKind:
    """Give a kind by its key; one that nobody declared is a plain letter, sent at once."""
    return _kinds.get(key) or NoticeKind(key, Category.ESSENTIAL, key)


def kinds() -> list[NoticeKind]:
    """Give every declared kind, in order of key."""
    return [_kinds[key] for key in sorted(_kinds)]
