"""Signed addresses that end letters: each names who and what, and does nothing else (RFC 8058)."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from participation.accounts.models import Account
from participation.base.codes import absolute
from participation.notifications.models.following import Subscriber
from participation.notifications.topics import Topic

SALT = "participation.stop"
EVERYTHING = "all"


@dataclass(frozen=True)
class Stop:
    """What a link ends: all letters of a person, those of a category, or those of one thing."""

    is_account: bool
    person_id: int
    what: str
    topic_id: int | None = None

    @property
    def token(self) -> str:
        parts = ["a" if self.is_account else "s", str(self.person_id), self.what]
        return Signer(salt=SALT).sign(".".join([*parts, str(self.topic_id or "")]))

    @property
    def url(self) -> str:
        return absolute(reverse("notifications:stop", args=[self.token]))


def read_stop(token: str) -> Stop | None:
    """Read a link back; None when it was altered or was made for another purpose."""
    try:
        who, person_id, what, topic_id = Signer(salt=SALT).unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    return Stop(who == "a", int(person_id), what, int(topic_id) if topic_id else None)


def stop_category_url(account: Account, category: str) -> str:
    return Stop(True, account.pk, category).url


def stop_everything_url(person: Account | Subscriber) -> str:
    return Stop(isinstance(person, Account), person.pk, EVERYTHING).url


def stop_topic_url(person: Account | Subscriber, topic: Topic) -> str:
    return Stop(isinstance(person, Account), person.pk, topic.name, topic.id).url
