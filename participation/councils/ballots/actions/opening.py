"""Opening a vote: its words, its rules, and who is called to vote."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain
from participation.councils.ballots import events
from participation.councils.ballots.actions.locking import locked
from participation.councils.ballots.choices import (
    FIXED,
    LEAST_SLIPS,
    MAJORITIES,
    PROPOSALS,
    CollegeRule,
    CountBy,
    Kind,
    Majority,
    Reasons,
    ResultsShown,
    State,
)
from participation.councils.ballots.models import Ballot, Option, Voter
from participation.councils.errors import Refused
from participation.councils.models import Council, Membership

FEWEST_OPTIONS, MOST_OPTIONS = 2, 20
Answers = Sequence[str | datetime]


@transaction.atomic
def open_ballot(
    council: Council,
    *,
    actor: Any,
    title: str,
    kind: Kind,
    closes_at: datetime,
    opens_at: datetime | None = None,
    context: str = "",
    options: Answers = (),
    meanings: Mapping[str, str] | None = None,
    majority: Majority | None = None,
    most_choices: int = 1,
    count_by: CountBy = CountBy.PERSON,
    college_rule: CollegeRule = CollegeRule.EVERY,
    quorum_percent: int | None = None,
    is_anonymous: bool = False,
    results_shown: ResultsShown = ResultsShown.WHEN_CLOSED,
    reasons: Reasons = Reasons.OPTIONAL,
    most_proxies: int = 1,
    purpose: str = "",
    about_url: str = "",
    key: UUID | None = None,
) -> Ballot:
    """Open a vote now, or plan it for `opens_at`; the electorate is written when it opens.

    `options` are the words of a choice or a ranking, or the instants of a meeting date; the
    answers of the other kinds are fixed, and `meanings` says what each means here. The quorum is
    that of the council's framework unless given. A secret vote shows nothing before its closing:
    the total, read before and after somebody votes, would tell what they said. `purpose`
    (`referral:12`) comes back in `BallotClosed`; it asks for a kind that says yes or no. The same
    `key` again gives the same vote. Raises Refused when a rule makes no sense, or when a vote for
    this purpose is already running.
    """
    for_update(Council.objects.filter(pk=council.pk)).get()
    made: Ballot | None = None
    if key is not None:
        made = Ballot.objects.filter(key=key, council=council).first()
    if made is not None:
        return made
    if purpose and kind not in PROPOSALS:
        raise Refused(_("Un vote sur un texte se fait par oui ou non, ou par consentement."))
    begins = opens_at or now()
    _refuse_wrong_times(begins, closes_at, is_later=opens_at is not None)
    _refuse_wrong_rules(kind, majority, most_choices, max(len(options), 1))
    ballot = Ballot(
        council=council,
        kind=kind,
        opens_at=begins,
        closes_at=closes_at,
        majority=majority or MAJORITIES[kind][0],
        most_choices=most_choices,
        count_by=count_by,
        college_rule=college_rule,
        quorum_percent=council.framework.quorum_percent
        if quorum_percent is None
        else quorum_percent,
        is_anonymous=is_anonymous,
        results_shown=ResultsShown.WHEN_CLOSED if is_anonymous else results_shown,
        reasons=reasons,
        most_proxies=most_proxies,
        purpose=purpose,
        about_url=about_url,
        opened_by=actor,
        key=key,
    )
    _write_words(ballot, title, context)
    try:
        with transaction.atomic():
            ballot.save()
    except IntegrityError as error:
        raise Refused(
            _("Un vote est déjà en cours pour cet objet. Attendez sa clôture.")
        ) from error
    _write_options(ballot, options, meanings or {})
    if opens_at is not None and opens_at > now():
        record(events.BallotPlanned(council_id=council.pk, ballot_id=ballot.pk), actor=actor)
        return ballot
    return _begin(ballot, actor=actor)


@transaction.atomic
def begin(ballot: Ballot, *, actor: Any) -> Ballot:
    """Open a planned vote: write who is called to vote. An open one stays as it is.

    Raises Refused where nobody sits, or where too few do for a secret vote to stay secret.
    """
    ballot = locked(ballot)
    return _begin(ballot, actor=actor) if ballot.is_planned else ballot


def _begin(ballot: Ballot, *, actor: Any) -> Ballot:
    """Freeze the electorate: running mandates, without those an office keeps outside."""
    running = Membership.objects.in_council(ballot.council).running().unsuspended()
    called = list(running.order_by("pk"))
    if not called:
        raise Refused(_("Personne ne siège encore dans ce conseil : il ne peut pas voter."))
    _refuse_where_secrecy_fails(ballot, called)
    Voter.objects.bulk_create(
        Voter(
            ballot=ballot,
            membership=membership,
            account_id=membership.account_id,
            college_id=membership.college_id,
        )
        for membership in called
    )
    ballot.state = State.OPEN
    ballot.save(update_fields=["state"])
    event = events.BallotOpened(council_id=ballot.council_id, ballot_id=ballot.pk)
    record(event, actor=actor)
    return ballot


def _refuse_where_secrecy_fails(ballot: Ballot, called: list[Membership]) -> None:
    """Figures about fewer than five people name them, in a college as in a council."""
    if not ballot.is_anonymous:
        return
    groups = [member.college_id for member in called] if ballot.is_by_college else [0] * len(called)
    if min(groups.count(group) for group in set(groups)) < LEAST_SLIPS:
        raise Refused(
            _(
                "Un vote secret demande au moins %(least)d votants, et autant dans chaque collège "
                "s’il compte à part. Ouvrez un vote nominatif, ou comptez par personne."
            )
            % {"least": LEAST_SLIPS}
        )


@transaction.atomic
def reword(
    ballot: Ballot,
    *,
    actor: Any,
    title: str,
    context: str,
    options: Answers = (),
    meanings: Mapping[str, str] | None = None,
) -> Ballot:
    """Change the question and its answers, as long as nobody has voted; the rules stay.

    Who read the former wording is asked to read again (`edition`). Raises Refused after the first
    vote: it froze them.
    """
    ballot = locked(ballot)
    if not ballot.may_be_reworded:
        raise Refused(
            _(
                "Quelqu’un a déjà voté : la question et les réponses ne changent plus. "
                "Annulez ce vote et ouvrez-en un autre."
            )
        )
    kept = ballot.most_choices
    _refuse_wrong_rules(Kind(ballot.kind), Majority(ballot.majority), kept, max(len(options), 1))
    _write_words(ballot, title, context)
    ballot.edition += 1
    ballot.save(update_fields=["title", "context", "search_text", "edition"])
    ballot.options.all().delete()
    _write_options(ballot, options, meanings or {})
    event = events.BallotReworded(council_id=ballot.council_id, ballot_id=ballot.pk)
    record(event, actor=actor)
    return ballot


def _write_words(ballot: Ballot, title: str, context: str) -> None:
    ballot.title, ballot.context = one_line(title), plain(context)
    ballot.fill_search_text()


def _write_options(ballot: Ballot, options: Answers, meanings: Mapping[str, str]) -> None:
    fixed = FIXED.get(ballot.kind)
    if fixed:
        Option.objects.bulk_create(
            Option(
                ballot=ballot,
                rank=rank,
                key=key,
                meaning=one_line(meanings.get(key) or str(meaning)),
            )
            for rank, (key, (_label, meaning)) in enumerate(fixed.items(), start=1)
        )
        return
    said = [option if isinstance(option, datetime) else one_line(option) for option in options]
    if not FEWEST_OPTIONS <= len(set(said)) == len(said) <= MOST_OPTIONS:
        raise Refused(
            _("Donnez entre %(fewest)d et %(most)d réponses, toutes différentes.")
            % {"fewest": FEWEST_OPTIONS, "most": MOST_OPTIONS}
        )
    Option.objects.bulk_create(
        Option(ballot=ballot, rank=rank, key=str(rank), starts_at=option)
        if isinstance(option, datetime)
        else Option(ballot=ballot, rank=rank, key=str(rank), label=option)
        for rank, option in enumerate(said, start=1)
    )


def _refuse_wrong_times(opens_at: datetime, closes_at: datetime, *, is_later: bool) -> None:
    if is_later and opens_at < now():
        raise Refused(_("L’ouverture est déjà passée. Choisissez une date à venir, ou aucune."))
    if closes_at <= max(opens_at, now()):
        raise Refused(_("La clôture doit être à venir, et après l’ouverture."))


def _refuse_wrong_rules(
    kind: Kind, majority: Majority | None, most_choices: int, options: int
) -> None:
    if majority is not None and majority not in MAJORITIES[kind]:
        raise Refused(
            _("Cette majorité ne va pas avec cette sorte de vote. Choisissez-en une autre.")
        )
    if not 1 <= most_choices <= options:
        raise Refused(_("On ne peut pas choisir plus de réponses qu’il n’y en a."))
