"""The work itself: claimed once, telling how far it is, stopped when asked to."""

import logging
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from consultations.summaries import events
from consultations.summaries.engine import identities
from consultations.summaries.engine.summary import Item, summarise
from consultations.summaries.engine.summary import Summary as Found
from consultations.summaries.engine.summary import Theme as FoundTheme
from consultations.summaries.models import Coding, Summary, Topic, Verbatim
from consultations.summaries.reading import digest, items_of
from participation.base.clock import now
from participation.base.events import record

log = logging.getLogger(__name__)
BEAT = timedelta(seconds=1)  # how often progress is written, at most
SILENT = timedelta(minutes=5)  # then whoever did the work is gone
AT_ONCE = 2_000


class Stopped(Exception):
    """Somebody stopped the work, or took it over."""


def compute(summary_id: int) -> bool:
    """Do the work of one summary, if nobody else does; say whether it was done here.

    A second call for a finished one changes nothing. A failure is written down, in a sentence.
    """
    claimed = _claim(summary_id)
    if claimed is None:
        return False
    try:
        items = list(items_of(claimed.consultation))
        found = summarise(items, tell=Progress(claimed))
        _keep(claimed.pk, items, found)
    except Stopped:
        return False
    except Exception:
        log.exception("summary failed", extra={"summary": summary_id})
        _fail(claimed.pk)
        return False
    return True


def waiting_ids() -> list[int]:
    """Give the summaries that nobody works on: asked for, or left behind by a worker that died."""
    silent = Q(state=Summary.State.RUNNING, beat_at__lt=now() - SILENT)
    rows = Summary.objects.filter(Q(state=Summary.State.WAITING) | silent)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _claim(summary_id: int) -> Summary | None:
    """Take the work; the row count of the UPDATE says whether it is ours."""
    free = Q(state=Summary.State.WAITING) | Q(
        state=Summary.State.RUNNING, beat_at__lt=now() - SILENT
    )
    rows = Summary.objects.filter(free, pk=summary_id).order_by()
    if not rows.update(state=Summary.State.RUNNING, beat_at=now(), percent=0):
        return None
    return Summary.objects.select_related("consultation").get(pk=summary_id)


class Progress:
    """Writes how far the work is, outside its transaction; notices that it was stopped."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.beat_at: datetime | None = None

    def __call__(self, stage: str, percent: int) -> None:
        instant = now()
        if self.beat_at and instant - self.beat_at < BEAT and stage == self.summary.stage:
            return
        self.beat_at, self.summary.stage = instant, stage
        rows = Summary.objects.filter(pk=self.summary.pk, state=Summary.State.RUNNING).order_by()
        if not rows.update(stage=stage, percent=percent, beat_at=instant):
            raise Stopped


@transaction.atomic
def _fail(summary_id: int) -> None:
    problem = _("Le calcul n’a pas abouti. Relancez-le ; si l’échec se répète, prévenez-nous.")
    rows = Summary.objects.filter(pk=summary_id, state=Summary.State.RUNNING).order_by()
    if rows.update(state=Summary.State.FAILED, problem=problem, finished_at=now()):
        summary = Summary.objects.get(pk=summary_id)
        event = events.SummaryFailed(consultation_id=summary.consultation_id, summary_id=summary_id)
        record(event, actor=None)


@transaction.atomic
def _keep(summary_id: int, items: list[Item], found: Found) -> None:
    """Write the result, all or nothing, if the work was not stopped meanwhile."""
    rows = Summary.objects.filter(pk=summary_id, state=Summary.State.RUNNING).order_by()
    done = {"state": Summary.State.DONE, "percent": 100, "finished_at": now()}
    if not rows.update(
        **done, parameters=found.parameters, memory=found.memory.as_json(), problem=""
    ):
        raise Stopped
    summary = Summary.objects.get(pk=summary_id)
    Topic.objects.filter(summary=summary).delete()
    Coding.objects.filter(summary=summary).delete()
    topics = _write_topics(summary, found)
    _write_codings(summary, items, found, topics)
    _write_verbatims(summary, items, found)
    event = events.SummaryMade(consultation_id=summary.consultation_id, summary_id=summary.pk)
    record(event, actor=None)


def _write_topics(summary: Summary, found: Found) -> list[Topic]:
    """Write the themes; one that goes on from the last computation keeps its key and its name."""
    before = _last_topics(summary)
    last = (
        Coding.objects.filter(topic__in=before.values()).values_list(
            "contribution_id", "topic__key"
        )
        if before
        else ()
    )
    after = {
        int(one): number
        for number, theme in enumerate(found.themes)
        if not theme.is_other
        for one in theme.ids
    }
    kept = identities.same_themes(dict(last), after)
    fresh = _fresh_keys(set(before))
    topics = []
    for number, theme in enumerate(found.themes):
        key = "other" if theme.is_other else kept.get(number) or next(fresh)
        earlier = before.get(key)
        topics.append(_topic(summary, number, key, theme, earlier.name if earlier else ""))
    return Topic.objects.bulk_create(topics)


def _topic(summary: Summary, number: int, key: str, theme: FoundTheme, name: str) -> Topic:
    return Topic(
        summary=summary,
        key=key,
        rank=number,
        label=theme.label[:200],
        name=name,
        is_other=theme.is_other,
        weights=theme.weights,
    )


def _last_topics(summary: Summary) -> dict[str, Topic]:
    done = Summary.objects.filter(consultation=summary.consultation_id, state=Summary.State.DONE)
    last = done.exclude(pk=summary.pk).order_by("-pk").first()
    if last is None:
        return {}
    rows = Topic.objects.filter(summary=last, is_gone=False, is_other=False)
    return {row.key: row for row in rows}


def _fresh_keys(taken: set[str]) -> Any:
    number = 0
    while True:
        number += 1
        if f"t{number}" not in taken:
            yield f"t{number}"


def _write_codings(summary: Summary, items: list[Item], found: Found, topics: list[Topic]) -> None:
    topic_of = {
        one: topic for theme, topic in zip(found.themes, topics, strict=True) for one in theme.ids
    }
    rows = (
        Coding(
            summary=summary,
            contribution_id=int(item.id),
            topic=topic_of.get(item.id),
            aside=found.set_aside.get(item.id, ""),
            stance=item.stance[:10],
            alike=int(found.alike[item.id]) if item.id in found.alike else None,
        )
        for item in items
    )
    while batch := list(islice(rows, AT_ONCE)):
        Coding.objects.bulk_create(batch)


def _write_verbatims(summary: Summary, items: list[Item], found: Found) -> None:
    quoted = {one.id for theme in found.themes for one in theme.verbatims}
    texts = {item.id: item.text for item in items if item.id in quoted}
    codings = Coding.objects.filter(summary=summary, contribution__in=[int(one) for one in quoted])
    coding_of = {row.contribution_id: row for row in codings.order_by("pk")}
    Verbatim.objects.bulk_create(
        Verbatim(
            coding=coding_of[int(one.id)],
            rank=rank,
            start=one.start,
            end=one.end,
            digest=digest(texts[one.id][one.start : one.end]),
        )
        for theme in found.themes
        for rank, one in enumerate(theme.verbatims)
    )
