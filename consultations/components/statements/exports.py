"""What officers export: the statements with their counts, and votes that lead to nobody."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.statements.models import Picture, Sheet, Statement, Vote
from consultations.components.statements.results.landscape import parts_for
from consultations.components.statements.results.splitting import Part
from consultations.models import Contribution, Step
from consultations.registry import Table
from participation.base.codes import keyed_digest


def tables(step: Step) -> list[Table]:
    """Give the statements, then one line a vote; each produced one by one."""
    picture = Picture.objects.defer("memory").get(conversation__step=step)
    return [
        Table(name=_("Affirmations"), columns=_columns(picture), rows=_statements(step, picture)),
        Table(
            name=_("Votes"),
            columns=[_("Personne (numéro tiré pour ce fichier)"), _("Affirmation"), _("Vote")],
            rows=_votes(step),
        ),
    ]


def _letters(picture: Picture) -> list[str]:
    return [group["letter"] for group in picture.summary.get("groups", [])]


def _columns(picture: Picture) -> list[str]:
    heads = [_("D’accord"), _("Pas d’accord"), _("Votes")]
    return [
        _("Numéro"),
        _("Affirmation"),
        _("Proposée par"),
        _("État"),
        _("Code de suivi"),
        *heads,
        _("Accord de tous les groupes"),
        *(
            _("Groupe %(letter)s : %(what)s") % {"letter": letter, "what": head}
            for letter in _letters(picture)
            for head in heads
        ),
    ]


def _statements(step: Step, picture: Picture) -> Iterator[list[Any]]:
    rows = Statement.objects.of(step).select_related("contribution").order_by("number")
    letters = _letters(picture)
    for row in rows.iterator(chunk_size=500):
        if row.contribution is None or row.contribution.is_counted:
            yield _statement(row, picture, letters)


def _statement(row: Statement, picture: Picture, letters: list[str]) -> list[Any]:
    """Give one line; a hidden statement is counted there, without its words."""
    envelope = row.contribution
    is_hidden = envelope is not None and envelope.is_hidden
    by_letter = {part.letter: part for part in parts_for(picture, row.pk)}
    figures = picture.places.get(str(row.pk), {})
    return [
        row.number,
        "" if is_hidden else row.text,
        _("Un habitant") if envelope else _("L’organisme"),
        envelope.get_state_display() if envelope else _("Proposée au départ"),
        envelope.tracking_code if envelope else "",
        *_numbers(by_letter.get("")),
        figures.get("informed") if letters and not is_hidden else None,
        *(number for letter in letters for number in _numbers(by_letter.get(letter))),
    ]


def _numbers(part: Part | None) -> list[int | None]:
    """Give the counts, those from one to four left out: so few people could be recognised."""
    if part is None or part.is_hidden:
        return [None, None, None]
    counts = (part.agrees, part.disagrees, part.votes)
    return [None if 0 < count < 5 else count for count in counts]


def _votes(step: Step) -> Iterator[list[Any]]:
    """Give each vote; people bear a number drawn from their key, which tells no order of arrival.

    The key of the consultation goes with it; statements hidden or taken back are left out.
    """
    counted = Contribution.objects.counted().filter(step=step)
    sheets = Sheet.objects.filter(contribution__in=counted).order_by("pk")
    secret = f"export:{step.consultation.participant_secret}"
    drawn = sorted(
        sheets.values_list("pk", flat=True), key=lambda pk: keyed_digest(str(pk), secret)
    )
    person = {pk: number for number, pk in enumerate(drawn, 1)}
    shown = Statement.objects.of(step).shown()
    votes = Vote.objects.filter(sheet__in=sheets, statement__in=shown).order_by("statement__number")
    rows = votes.values_list("sheet_id", "statement__number", "value")
    for sheet_id, number, value in rows.iterator(chunk_size=5000):
        yield [person[sheet_id], number, value]
