"""What people may follow: each app says which of its things, and who may see them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import PublicBody
from participation.base.http import with_query
from participation.territories.models import Territory

Text = str | Promise


@dataclass(frozen=True)
class Topic:
    """One thing that is followed: its name among the topics, and its id."""

    name: str
    id: int


@dataclass(frozen=True)
class TopicKind:
    """A kind of thing to follow.

    `visible_to` gives the rows somebody may see, `url` the page of one (nothing if it has none).
    `promise` says in one sentence what one will be told. Few things of a kind are `is_listed`: all
    are offered on the page of subscriptions.
    """

    name: str
    label: Text
    promise: Text
    visible_to: Callable[[Any], Any]
    url: Callable[[Any], str]
    is_listed: bool = False


_kinds: dict[str, TopicKind] = {}


def may_be_followed(kind: TopicKind) -> None:
    """Make a kind of thing known to those who follow."""
    _kinds[kind.name] = kind


def topic_kind(name: str) -> TopicKind | None:
    """Give a kind of thing by its name, or None."""
    return _kinds.get(name)


def topic_kinds() -> list[TopicKind]:
    return list(_kinds.values())


def seen_by_all(model: type[Model]) -> Callable[[Any], Any]:
    """Give the `visible_to` of a kind of thing that everybody may see."""

    def rows(person: Any) -> Any:
        return model._default_manager.all()  # noqa: SLF001  Django documents it

    return rows


may_be_followed(
    TopicKind(
        name="territory",
        label=_("Territoire"),
        promise=_("Nous vous prévenons des démarches de ce territoire et de ses quartiers."),
        visible_to=seen_by_all(Territory),
        url=lambda territory: with_query("/demarches/", territory=territory.pk),
    )
)
may_be_followed(
    TopicKind(
        name="body",
        label=_("Organisme public"),
        promise=_("Nous vous envoyons sa lettre d’information et ses nouvelles démarches."),
        visible_to=seen_by_all(PublicBody),
        url=lambda body: f"/organismes/{body.slug}/",
    )
)
