"""Writing in the register of decisions, publishing, replacing, reviewing."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain
from participation.councils.ballots import events
from participation.councils.ballots.models import Ballot, Decision, Origin
from participation.councils.errors import Refused
from participation.councils.models import Council


@transaction.atomic
def record_decision(
    council: Council,
    *,
    actor: Any,
    title: str,
    text: str,
    decided_on: date | None = None,
    ballot: Ballot | None = None,
    meeting: str = "",
    origin: Origin | None = None,
    review_on: date | None = None,
    replaces: Decision | None = None,
    key: UUID | None = None,
) -> Decision:
    """Write what the council decided, under the next number of the year of the decision.

    The same `key`, the same ballot, or the same part of the same origin again gives the decision
    already written, unless it was withdrawn. Raises Refused when the vote decided nothing, when
    the day is to come, or when what it replaces is replaced or withdrawn.
    """
    for_update(Council.objects.filter(pk=council.pk)).get()  # numbers follow one another
    made = _already(council, ballot, origin, key)
    if made is not None:
        return made
    day = decided_on or council.today
    if day > council.today:
        raise Refused(_("Une décision s’inscrit une fois prise. Vérifiez la date."))
    _refuse_undecided(council, ballot)
    if replaces is not None and replaces.is_withdrawn:
        raise Refused(_("Cette décision est retirée : elle n’est plus à remplacer."))
    rows = Decision.objects.filter(council=council, year=day.year).order_by()
    last = rows.aggregate(last=Max("number"))["last"] or 0
    decision = Decision(
        council=council,
        year=day.year,
        number=last + 1,
        title=one_line(title),
        text=plain(text),
        ballot=ballot,
        decided_on=day,
        meeting=one_line(meeting),
        **_fields(origin),
        review_on=review_on,
        replaces=replaces,
        recorded_by=actor,
        key=key,
    )
    decision.fill_search_text()
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError as error:
        raise Refused(_("Cette décision est déjà remplacée par une autre.")) from error
    event = events.DecisionRecorded(
        council_id=council.pk,
        decision_id=decision.pk,
        ballot_id=ballot.pk if ballot else None,
        supersedes_id=replaces.pk if replaces else None,
    )
    record(event, actor=actor)
    return decision


def _already(
    council: Council, ballot: Ballot | None, origin: Origin | None, key: UUID | None
) -> Decision | None:
    rows = Decision.objects.filter(council=council).order_by()
    made: Decision | None = rows.filter(ballot=ballot).first() if ballot else None
    if made is None and origin is not None and origin.part:
        kept = rows.filter(source=origin.source, source_part=origin.part, withdrawn_at=None)
        made = kept.first()
    if made is None and key is not None:
        made = rows.filter(key=key).first()
    return made


def _fields(origin: Origin | None) -> dict[str, Any]:
    if origin is None:
        return {}
    return {
        "source": origin.source,
        "source_part": origin.part,
        "source_url": origin.url,
        "present": origin.present,
        "quorum": origin.quorum,
    }


def _refuse_undecided(council: Council, ballot: Ballot | None) -> None:
    if ballot is None:
        return
    result = getattr(ballot, "result", None)
    if ballot.council_id != council.pk or result is None or not result.decides:
        raise Refused(_("Ce vote n’a rien décidé : il n’y a rien à inscrire au registre."))


@transaction.atomic
def publish_decision(decision: Decision, *, actor: Any) -> Decision:
    """Let everyone read a decision; once is enough. Raises Refused for one that is withdrawn."""
    if decision.is_public:
        return decision
    if decision.is_withdrawn:
        raise Refused(_("Cette décision est retirée : elle ne se publie plus."))
    decision.is_public, decision.published_at = True, now()
    decision.save(update_fields=["is_public", "published_at"])
    event = events.DecisionPublished(council_id=decision.council_id, decision_id=decision.pk)
    record(event, actor=actor)
    return decision


@transaction.atomic
def unpublish_decision(decision: Decision, *, actor: Any) -> Decision:
    """Keep a decision for the members again."""
    if not decision.is_public:
        return decision
    decision.is_public, decision.published_at = False, None
    decision.save(update_fields=["is_public", "published_at"])
    event = events.DecisionUnpublished(council_id=decision.council_id, decision_id=decision.pk)
    record(event, actor=actor)
    return decision


@transaction.atomic
def withdraw_decision(decision: Decision, *, reason: str, actor: Any) -> Decision:
    """Say that a decision no longer holds, and why; it stays in the register, where it was.

    The first reason stays. Raises Refused without one, and for a decision already replaced.
    """
    for_update(Council.objects.filter(pk=decision.council_id)).get()
    decision.refresh_from_db(fields=["withdrawn_at", "withdrawn_reason"])
    if decision.is_withdrawn:
        return decision
    if Decision.objects.filter(replaces=decision).exists():
        raise Refused(_("Une autre décision a déjà remplacé celle-ci."))
    decision.withdrawn_reason = one_line(reason)[:300]
    if not decision.withdrawn_reason:
        raise Refused(_("Écrivez la raison, en une phrase."))
    decision.withdrawn_at, decision.review_on = now(), None
    decision.save(update_fields=["withdrawn_at", "withdrawn_reason", "review_on"])
    event = events.DecisionWithdrawn(council_id=decision.council_id, decision_id=decision.pk)
    record(event, actor=actor)
    return decision


@transaction.atomic
def review_decision(decision: Decision, *, review_on: date | None, actor: Any) -> Decision:
    """Note that a decision was looked at again, and when to do so next, if ever."""
    if review_on is not None and review_on <= decision.council.today:
        raise Refused(_("Choisissez un jour à venir, ou aucun."))
    if decision.is_withdrawn:
        raise Refused(_("Cette décision est retirée : elle n’est plus à revoir."))
    decision.review_on = review_on
    decision.save(update_fields=["review_on"])
    event = events.DecisionReviewed(council_id=decision.council_id, decision_id=decision.pk)
    record(event, actor=actor)
    return decision
