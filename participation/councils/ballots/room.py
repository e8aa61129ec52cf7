"""What votes and decisions tell of themselves to the rest of the house."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.clock import end_of_day, local, now
from participation.base.text import excerpt
from participation.councils.ballots.actions import forget_voter, tidy_ballots
from participation.councils.ballots.choices import State
from participation.councils.ballots.models import Ballot, Decision, Proxy, Vote, Voter
from participation.councils.ballots.queries.reading import ballots_of, waiting_ballots
from participation.councils.ballots.queries.register import (
    decisions_of,
    public_decisions,
    to_review,
    within,
)
from participation.councils.models import Council
from participation.councils.registry import Found, News, Panel, Room, Waiting
from participation.councils.space import Space
from participation.councils.standing import may_animate

MOST = 50
MOST_SHOWN = 3


class BallotsRoom(Room):
    name = "ballots"
    label = gettext_lazy("Votes et décisions")
    hint = gettext_lazy("Votez, et retrouvez ce que le conseil a décidé.")
    rank = 40

    def url(self, council: Council) -> str:
        return reverse("ballots:ballots", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        waiting = {ballot.pk for ballot in waiting_ballots(space)}
        told = [*_ballots(space, since, waiting), *_decisions(space, since)]
        return sorted(told, key=lambda news: news.at, reverse=True)[:MOST]

    def waiting(self, space: Space) -> Iterable[Waiting]:
        """Say which votes wait for the person; to who animates, which decisions to look at."""
        for ballot in waiting_ballots(space):
            yield Waiting(
                text=_("Un vote vous attend : %(title)s") % {"title": ballot.title},
                url=reverse("ballots:ballot", args=[space.council.slug, ballot.pk]),
                until=local(ballot.closes_at, space.council.zone).date(),
            )
        for decision in to_review(space) if space.may(may_animate) else ():
            yield Waiting(
                text=_("Une décision est à revoir : %(title)s") % {"title": decision.title},
                url=decision.get_absolute_url(),
                until=decision.review_on,
            )

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        for ballot in ballots_of(space).matching(words).latest_first()[:MOST]:
            ballot.council = space.council
            told = excerpt(ballot.context)
            yield Found(ballot.title, told, ballot.get_absolute_url(), ballot.opens_at)
        rows = decisions_of(space).matching(words).latest_first()[:MOST]
        for decision in within(space.council, rows):
            at = end_of_day(decision.decided_on, space.council.zone)
            yield Found(decision.title, decision.excerpt, decision.get_absolute_url(), at)

    def home(self, space: Space) -> Panel | None:
        rows = decisions_of(space).latest_first()[:MOST_SHOWN]
        found = within(space.council, list(rows))
        if not found:
            return None
        return Panel("ballots/_home.html", {"council": space.council, "decisions": found})

    def panel(self, council: Council) -> Panel | None:
        found = within(council, list(public_decisions(council)[:MOST_SHOWN]))
        if not found:
            return None
        return Panel("ballots/_panel.html", {"council": council, "decisions": found})

    def personal_data(self, account: Any) -> Any:
        """Give the votes a person was called to, and what they said with their name.

        Nothing is known of what they put in a secret box.
        """
        mine = Q(account=account) | Q(membership__account=account)
        voters = Voter.objects.filter(mine)
        votes = Vote.objects.filter(voter__in=voters.order_by().values("pk"))
        proxies = Proxy.objects.filter(giver__in=voters.order_by().values("pk"))
        held = {
            "appels_a_voter": list(
                voters.order_by("pk").values("ballot__council__name", "ballot__title", "has_voted")
            ),
            "votes": [
                {
                    "vote": vote.ballot.title,
                    "reponse": vote.choices,
                    "raison": vote.reason,
                    "le": vote.cast_at.isoformat(),
                }
                for vote in votes.select_related("ballot").order_by("pk")
            ],
            "procurations_donnees": list(
                proxies.order_by("pk").values("ballot__title", "holder__membership__name")
            ),
            "votes_ouverts": list(
                Ballot.objects.filter(opened_by=account).order_by("pk").values("title", "context")
            ),
            "decisions_inscrites": list(
                Decision.objects.filter(recorded_by=account).order_by("pk").values("title", "text")
            ),
        }
        return held if any(held.values()) else None

    def forget(self, account: Any) -> None:
        forget_voter(account)

    def tidy(self) -> int:
        return tidy_ballots()


def _ballots(space: Space, since: datetime, waiting: set[int]) -> Iterator[News]:
    recent = Q(opens_at__gt=since, opens_at__lte=now()) | Q(ended_at__gt=since)
    rows = ballots_of(space).filter(recent).exclude(state=State.PLANNED)
    for ballot in rows.latest_first()[:MOST]:
        ballot.council = space.council
        words = {
            State.OPEN: _("Vote ouvert : %(title)s"),
            State.CLOSED: _("Vote clos : %(title)s"),
            State.CANCELLED: _("Vote annulé : %(title)s"),
        }[State(ballot.state)]
        yield News(
            at=ballot.ended_at or ballot.opens_at,
            text=words % {"title": ballot.title},
            url=ballot.get_absolute_url(),
            is_for_me=ballot.pk in waiting,
        )


def _decisions(space: Space, since: datetime) -> Iterator[News]:
    rows = decisions_of(space).filter(recorded_at__gt=since).order_by("-recorded_at", "-pk")[:MOST]
    gone = decisions_of(space).filter(withdrawn_at__gt=since).order_by("-withdrawn_at", "-pk")
    for decision in within(space.council, gone[:MOST]):
        yield News(
            at=decision.withdrawn_at,
            text=_("Décision retirée : %(title)s") % {"title": decision.title},
            url=decision.get_absolute_url(),
        )
    for decision in within(space.council, rows):
        yield News(
            at=decision.recorded_at,
            text=_("Décision inscrite : %(title)s") % {"title": decision.title},
            url=decision.get_absolute_url(),
        )


room = BallotsRoom()
