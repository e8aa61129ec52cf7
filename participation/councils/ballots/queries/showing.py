"""A result in words and rows, as pages show it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from participation.councils.ballots.choices import DATE_ANSWERS, Kind, Outcome
from participation.councils.ballots.models import Ballot, Option, Result
from participation.councils.ballots.rules.counting import Choices
from participation.councils.models import College


@dataclass(frozen=True)
class Block:
    """The figures of all, or of one college; which rows are filled follows the kind."""

    title: str
    facts: dict[str, Any]
    bars: list[tuple[str, int]] = field(default_factory=list)
    dates: list[tuple[str, list[int]]] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    pairs: list[tuple[str, list[Any]]] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """A result: one sentence, then figures; none where secrecy forbids them."""

    result: Result
    sentence: str
    blocks: list[Block]
    labels: list[str]
    date_answers: list[Any]
    is_provisional: bool


def shown(ballot: Ballot, result: Result, options: list[Option]) -> Shown:
    """Put a result, kept or counted just now, into words and rows."""
    labels = {option.key: str(option) for option in options}
    figures, blocks = result.figures, []
    if figures:
        blocks.append(_block(ballot, _("Ensemble"), figures["all"], labels))
        ids = [part["college"] for part in figures["colleges"]]
        names = dict(College.objects.filter(pk__in=ids).order_by().values_list("pk", "name"))
        blocks += [
            _block(ballot, names[part["college"]], part, labels) for part in figures["colleges"]
        ]
    return Shown(
        result=result,
        sentence=sentence(ballot, result, labels),
        blocks=blocks,
        labels=list(labels.values()),
        date_answers=list(DATE_ANSWERS.values()),
        is_provisional=not ballot.is_over,
    )


def _block(ballot: Ballot, title: str, figures: dict[str, Any], labels: dict[str, str]) -> Block:
    kind = Kind(ballot.kind)
    if kind == Kind.RANKING:
        rows = [
            (
                label,
                [None if row == col else figures["pairs"][row][col] for col in range(len(labels))],
            )
            for row, label in enumerate(labels.values())
        ]
        levels = [", ".join(labels[key] for key in level) for level in figures["levels"]]
        is_empty = figures["expressed"] == 0
        return Block(title, figures, levels=[] if is_empty else levels, pairs=rows)
    counts = figures["counts"]
    if kind == Kind.MEETING_DATE:
        said = [
            (label, [counts[key][answer] for answer in DATE_ANSWERS])
            for key, label in labels.items()
        ]
        return Block(title, figures, dates=said)
    return Block(title, figures, bars=[(label, counts[key]) for key, label in labels.items()])


def sentence(ballot: Ballot, result: Result, labels: dict[str, str]) -> str:
    """Say what a vote decides, in one or two sentences."""
    names = ", ".join(labels[key] for key in result.winners if key in labels)
    told = {
        Outcome.ADOPTED: _("La proposition est adoptée."),
        Outcome.REJECTED: _("La proposition n’est pas adoptée.")
        if ballot.kind in {Kind.CONSENT, Kind.YES_NO}
        else _("Aucune réponse n’est retenue."),
        Outcome.CHOSEN: _("Réponse retenue : %(names)s.") % {"names": names},
        Outcome.TIED: _("Égalité entre : %(names)s. Rien n’est décidé.") % {"names": names},
        Outcome.SPLIT: _("Les collèges ne sont pas d’accord. Rien n’est décidé."),
        Outcome.BLOCKED: _(
            "Quelqu’un bloque : la question reste ouverte. Reparlez-en avant un autre vote."
        ),
        Outcome.NO_QUORUM: _("Ce vote n’a pas atteint le quorum. Rien n’est décidé."),
        Outcome.TOO_FEW: _(
            "Trop peu de bulletins pour garder le secret : rien n’est montré ni décidé. "
            "Votez de nouveau, ou autrement."
        ),
    }
    return told[Outcome(result.outcome)]


def told(choices: Choices, kind: Kind, options: list[Option]) -> list[str]:
    """Say what one vote answers, a line for each answer; a blank vote says so."""
    if not choices:
        return [_("Vote blanc")]
    labels = {option.key: str(option) for option in options}
    if kind == Kind.RANKING:
        ranked = sorted(choices, key=lambda key: choices[key])
        return [f"{choices[key]}. {labels[key]}" for key in ranked]
    if kind == Kind.MEETING_DATE:
        return [
            _("%(date)s : %(answer)s") % {"date": label, "answer": DATE_ANSWERS[choices[key]]}
            for key, label in labels.items()
            if key in choices
        ]
    return [label for key, label in labels.items() if key in choices]
