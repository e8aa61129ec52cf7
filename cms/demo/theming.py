"""The themes of what was said: proposed by the computation, read by officers, signed by some."""

from datetime import timedelta

from cms.demo.life import Life
from consultations.models import Consultation
from consultations.summaries import actions
from consultations.summaries.actions.asking import can_analyse
from consultations.summaries.models import Coding, SecondReading, Summary, Topic
from consultations.summaries.reading import words_of
from participation.base.clock import living_at

MANY, ENOUGH = 100, 11  # texts that are worth signed themes; and worth a first reading
READ_AGAIN = 14


def find_themes(consultation: Consultation, life: Life) -> None:
    """Have themes proposed where enough was said: signed where many wrote, begun elsewhere."""
    if not can_analyse():
        return
    texts = _text_count(consultation)
    if texts >= MANY:
        with living_at(life.at("synthesis", 9)):
            summary = _computed(consultation, life)
            _file_by_declared_theme(summary, life)
            _read_again(summary)
            actions.sign(summary, name=life.told["contact"]["name"], actor=life.officer)
    elif texts >= ENOUGH and "outcome" not in life.told:
        with living_at(life.closes_at + timedelta(hours=12)):
            _read_some(_computed(consultation, life), life)


def _text_count(consultation: Consultation) -> int:
    rows = list(consultation.contributions.shown().select_related("step"))
    return sum(bool(said.text) for said in words_of(rows).values())


def _computed(consultation: Consultation, life: Life) -> Summary:
    summary = actions.ask_summary(consultation, actor=life.officer)
    actions.compute(summary.pk)
    summary.refresh_from_db()
    return summary


def _file_by_declared_theme(summary: Summary, life: Life) -> None:
    """Read all of them, and file each under the theme that whoever wrote it had chosen."""
    by_theme: dict[str, list[Coding]] = {}
    rows = Coding.objects.filter(summary=summary).select_related("contribution__entry")
    for coding in rows.order_by("pk"):
        by_theme.setdefault(coding.contribution.entry.theme, []).append(coding)
    for name, codings in by_theme.items():
        actions.split(codings, name=name, actor=life.officer)
        actions.mark_read(codings, actor=life.officer)


def _read_again(summary: Summary) -> None:
    """Let somebody else read a part of the sample again; one in seven lands elsewhere."""
    actions.draw_sample(summary, actor=None)
    topics = list(Topic.objects.filter(summary=summary, is_gone=False, codings__isnull=False))
    drawn = SecondReading.objects.filter(coding__summary=summary).select_related("coding__topic")
    for number, reading in enumerate(drawn.order_by("pk")[:READ_AGAIN]):
        topic = topics[number % len(topics)] if number % 7 == 6 else reading.coding.topic
        if topic is not None:
            actions.read_again(reading, topic=topic, actor=None)


def _read_some(summary: Summary, life: Life) -> None:
    """Read the first half of what has a theme."""
    codings = list(Coding.objects.filter(summary=summary, topic__isnull=False).order_by("pk"))
    actions.mark_read(codings[: len(codings) // 2 + 1], actor=life.officer)
