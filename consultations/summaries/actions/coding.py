"""What a person does to the themes: each act keeps what stood before it, and can be undone."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from consultations.errors import Refused
from consultations.summaries import events
from consultations.summaries.engine.placing import Memory, mean_weights, shortened
from consultations.summaries.errors import Signed
from consultations.summaries.models import Change, Coding, Summary, Topic
from consultations.summaries.reading import words_of
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line

ASIDE = "aside"  # the place of what is no contribution to the question
HEARD = 300  # texts from which the direction of a new theme is learnt


def lock_unsigned(summary: Summary) -> Summary:
    """Hold the summary, and refuse once it is signed or before it is made."""
    row: Summary = for_update(Summary.objects.filter(pk=summary.pk)).get()
    if row.is_signed:
        raise Signed
    if not row.is_done:
        raise Refused(_("Les thèmes ne sont pas encore calculés."))
    return row


@transaction.atomic
def rename(topic: Topic, *, name: str, actor: Any) -> Topic:
    """Give a theme a name of one's own."""
    summary = lock_unsigned(topic.summary)
    name = one_line(name)[:120]
    if not name:
        raise Refused(_("Écrivez un nom pour ce thème."))
    before = {"topics": {topic.pk: {"name": topic.name}}}
    topic.name = name
    topic.save(update_fields=["name"])
    _note(summary, Change.Kind.RENAMED, before, actor=actor)
    return topic


@transaction.atomic
def merge(topics: Sequence[Topic], *, into: Topic, actor: Any) -> Topic:
    """Put all the contributions of some themes into one; what it learns to recognise grows."""
    summary = lock_unsigned(into.summary)
    others = [topic for topic in topics if topic.pk != into.pk]
    if not others:
        raise Refused(_("Choisissez au moins deux thèmes à réunir."))
    if any(topic.is_other for topic in others):
        raise Refused(_("« Autres sujets » ne se réunit pas : déplacez ses contributions."))
    rows = Coding.objects.filter(topic__in=others)
    before = {
        "codings": _standing(rows),
        "topics": {
            into.pk: {"weights": into.weights},
            **{topic.pk: {"is_gone": False} for topic in others},
        },
    }
    rows.order_by().update(topic=into)
    if not into.is_other:
        into.weights = _together([into, *others])
        into.save(update_fields=["weights"])
    Topic.objects.filter(pk__in=[topic.pk for topic in others]).update(is_gone=True)
    _note(summary, Change.Kind.MERGED, before, actor=actor)
    return into


def _together(topics: Sequence[Topic]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for topic in topics:
        for stem, weight in topic.weights.items():
            weights[stem] = max(weight, weights.get(stem, 0.0))
    return shortened(weights)


@transaction.atomic
def split(codings: Sequence[Coding], *, name: str, actor: Any) -> Topic:
    """Make a theme of its own out of some contributions."""
    if not codings:
        raise Refused(_("Choisissez les contributions qui forment le nouveau thème."))
    summary = lock_unsigned(codings[0].summary)
    name = one_line(name)[:120]
    if not name:
        raise Refused(_("Écrivez un nom pour le nouveau thème."))
    topics = Topic.objects.filter(summary=summary)
    rank = topics.filter(is_other=False).aggregate(last=Max("rank"))["last"] or 0
    keys = set(topics.values_list("key", flat=True))
    key = next(f"p{number}" for number in range(1, len(keys) + 2) if f"p{number}" not in keys)
    topic = Topic.objects.create(
        summary=summary, key=key, rank=rank + 1, name=name, weights=_direction(summary, codings)
    )
    rows = Coding.objects.filter(pk__in=[row.pk for row in codings])
    before = {"codings": _standing(rows), "topics": {topic.pk: {"is_gone": True}}}
    rows.order_by().update(topic=topic, aside="", coded_by=actor)
    _note(summary, Change.Kind.SPLIT, before, actor=actor)
    return topic


def _direction(summary: Summary, codings: Sequence[Coding]) -> dict[str, float]:
    heard = Coding.objects.filter(pk__in=[row.pk for row in codings[:HEARD]])
    rows = [row.contribution for row in heard.select_related("contribution__step")]
    texts = [said.text for said in words_of(rows).values()]
    return mean_weights(texts, Memory.from_json(summary.memory))


@transaction.atomic
def move(codings: Sequence[Coding], *, to: Topic | None, actor: Any) -> int:
    """Put contributions into another theme; without one they are set aside, as said by a person.

    Whoever moves a contribution has read it.
    """
    if not codings:
        raise Refused(_("Cochez au moins une contribution."))
    summary = lock_unsigned(codings[0].summary)
    rows = Coding.objects.filter(pk__in=[row.pk for row in codings], summary=summary)
    before = {"codings": _standing(rows)}
    moved = rows.order_by().update(
        topic=to,
        aside="" if to else Coding.Aside.UNREADABLE,
        coded_by=actor,
        read_by=actor,
        read_at=now(),
    )
    _note(summary, Change.Kind.MOVED, before, actor=actor)
    return moved


@transaction.atomic
def mark_read(codings: Sequence[Coding], *, actor: Any) -> int:
    """Say that a person read these contributions, and that their theme is right."""
    if not codings:
        raise Refused(_("Cochez au moins une contribution."))
    summary = lock_unsigned(codings[0].summary)
    rows = Coding.objects.filter(pk__in=[row.pk for row in codings], summary=summary, read_at=None)
    before = {"codings": _standing(rows)}
    marked = rows.order_by().update(read_by=actor, read_at=now())
    if marked:
        _note(summary, Change.Kind.READ, before, actor=actor)
    return marked


@transaction.atomic
def undo(summary: Summary, *, actor: Any) -> Change:
    """Take the last act back: themes and contributions stand again as before it."""
    summary = lock_unsigned(summary)
    change = Change.objects.filter(summary=summary, undone_at=None).order_by("-pk").first()
    if change is None:
        raise Refused(_("Il n’y a rien à annuler."))
    groups: dict[tuple[Any, ...], list[int]] = {}
    for pk, stood in change.before.get("codings", {}).items():
        groups.setdefault(tuple(stood), []).append(int(pk))
    for (topic, aside, coded_by, read_by, read_at), pks in groups.items():
        Coding.objects.filter(pk__in=pks).order_by().update(
            topic=topic, aside=aside, coded_by=coded_by, read_by=read_by, read_at=read_at
        )
    for pk, fields in change.before.get("topics", {}).items():
        Topic.objects.filter(pk=int(pk)).update(**fields)
    change.undone_at = now()
    change.save(update_fields=["undone_at"])
    event = events.ChangeUndone(
        consultation_id=summary.consultation_id, summary_id=summary.pk, change_id=change.pk
    )
    record(event, actor=actor)
    return change


def _standing(rows: Any) -> dict[int, list[Any]]:
    """Give how codings stand now, ready to be put back."""
    names = ("topic_id", "aside", "coded_by_id", "read_by_id")
    return {
        row.pk: [
            *(getattr(row, name) for name in names),
            row.read_at.isoformat() if row.read_at else None,
        ]
        for row in rows.order_by("pk")
    }


def _note(summary: Summary, kind: str, before: dict[str, Any], *, actor: Any) -> None:
    change = Change.objects.create(summary=summary, kind=kind, before=before, by=actor)
    event = events.TopicsChanged(
        consultation_id=summary.consultation_id, summary_id=summary.pk, change_id=change.pk
    )
    record(event, actor=actor)
