"""Telling members that a vote opens, will close, is counted or is cancelled; guarded letters."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.accounts.models import Account
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils.ballots.events import (
    BallotCancelled,
    BallotClosed,
    BallotClosingSoon,
    BallotOpened,
    DecisionPublished,
)
from participation.councils.ballots.models import Ballot, Decision, Voter
from participation.councils.queries.insiders import insiders
from participation.councils.topics import topic_of
from participation.notifications.actions import News, tell, write_letter
from participation.notifications.kinds import Category, NoticeKind, declare

declare(
    NoticeKind("council_decision", Category.FOLLOWED, gettext_lazy("Une décision d’un conseil")),
    NoticeKind(
        "ballot_opened", Category.COUNCILS, gettext_lazy("Un vote ouvert"), link="ballot_url"
    ),
    NoticeKind(
        "ballot_closing",
        Category.COUNCILS,
        gettext_lazy("Un vote qui se clôt bientôt"),
        link="ballot_url",
    ),
    NoticeKind("ballot_closed", Category.COUNCILS, gettext_lazy("Un vote clos"), link="ballot_url"),
    NoticeKind(
        "ballot_cancelled", Category.COUNCILS, gettext_lazy("Un vote annulé"), link="ballot_url"
    ),
)


@listen(BallotOpened)
def tell_opened(heard: Heard) -> None:
    """Write to each person called to vote."""
    _write(heard, "ballot_opened", _("Un vote est ouvert : %(council)s"))


@listen(BallotClosingSoon)
def remind_late(heard: Heard) -> None:
    """Write to those who have not voted yet, by themselves or by proxy."""
    _write(heard, "ballot_closing", _("Un vote se clôt bientôt : %(council)s"), has_voted=False)


@listen(BallotClosed)
def tell_closed(heard: Heard) -> None:
    """Write to each person called to vote; the result stands on the page alone."""
    _write(heard, "ballot_closed", _("Un vote est clos : %(council)s"))


@listen(BallotCancelled)
def tell_cancelled(heard: Heard) -> None:
    """Write to each person called to vote; one cancelled before it opened called nobody."""
    _write(heard, "ballot_cancelled", _("Un vote est annulé : %(council)s"))


@listen(DecisionPublished)
def tell_followers(heard: Heard) -> None:
    """Tell those who follow the council of a decision that everyone may read."""
    rows = Decision.objects.filter(pk=heard.event.decision_id, is_public=True)
    decision = rows.select_related("council").first()
    if decision is not None:
        title = _("%(council)s : une décision") % {"council": decision.council}
        news = News(title, decision.public_url, decision.title)
        tell(heard.entry_id, "council_decision", news, topics=[topic_of(decision.council_id)])


def _write(heard: Heard, kind: str, subject: str, **wanted: Any) -> None:
    ballot = Ballot.objects.select_related("council__framework").get(pk=heard.event.ballot_id)
    council = ballot.council
    inside = insiders(council)
    rows = Voter.objects.filter(ballot=ballot, membership__account__in=inside, **wanted)
    called = rows.order_by("pk").values("membership__account")
    for account in Account.objects.filter(pk__in=called.order_by()).order_by("pk"):
        write_letter(
            entry_id=heard.entry_id,
            to=account.email,
            kind=kind,
            subject=subject % {"council": council},
            context={
                "council": council,
                "ballot": ballot,
                "ballot_url": absolute(ballot.get_absolute_url()),
            },
            guard=("council", council.pk),
        )
