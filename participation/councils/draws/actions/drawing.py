"""The commitment, then the seed: between the two, nobody can choose the result."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line
from participation.councils.draws import events, lot
from participation.councils.draws.actions.preparing import in_preparation
from participation.councils.draws.choices import State
from participation.councils.draws.errors import NotPossible
from participation.councils.draws.models import Candidate, Draw, DrawnPerson
from participation.councils.draws.queries import MOST_REHEARSED, REHEARSALS, committed_part

BATCH = 2_000


@transaction.atomic
def commit_draw(draw: Draw, *, actor: Any) -> Draw:
    """Publish the rule, the quotas, the lists' hashes and the codes, before the seed exists.

    Raises NotPossible with what to change: no list, quotas that nobody could meet, a seed that
    could be known already.
    """
    draw = in_preparation(draw)
    if draw.seed_on <= draw.council.today:
        raise NotPossible(_("La graine doit être connue plus tard : choisissez un jour à venir."))
    told = committed_part(draw)
    _refuse_impossible(told)
    is_rehearsed = bool(draw.quotas) and len(told["candidates"]) <= MOST_REHEARSED
    draw.rehearsals = REHEARSALS if is_rehearsed else 0
    draw.chances = lot.chances(told, draw.rehearsals) if is_rehearsed else []
    draw.commitment = lot.commitment(told)
    draw.committed_at = now()
    draw.state = State.COMMITTED
    draw.save(update_fields=["rehearsals", "chances", "commitment", "committed_at", "state"])
    record(events.DrawCommitted(draw_id=draw.pk, council_id=draw.council_id), actor=actor)
    return draw


def _refuse_impossible(told: dict[str, Any]) -> None:
    if not told["candidates"]:
        raise NotPossible(_("Ajoutez d’abord une liste de personnes."))
    if len(told["candidates"]) < told["seats"]:
        raise NotPossible(
            _("Il y a %(people)d personnes pour %(seats)d places. Ajoutez une liste.")
            % {"people": len(told["candidates"]), "seats": told["seats"]}
        )
    for name, answers in told["quotas"]:
        least = sum(bounds[0] for bounds in answers.values())
        most = sum(bounds[1] for bounds in answers.values())
        if not least <= told["seats"] <= most:
            raise NotPossible(
                _(
                    "« %(name)s » : au moins %(least)d et au plus %(most)d personnes en tout, "
                    "pour %(seats)d places. Changez ces nombres."
                )
                % {"name": name, "least": least, "most": most, "seats": told["seats"]}
            )
    try:
        lot.result(told, "feasibility")
    except ValueError:
        raise NotPossible(
            _(
                "Ces quotas ne peuvent pas être tenus tous ensemble avec ces listes. "
                "Élargissez-en un, ou ajoutez une liste."
            )
        ) from None


@transaction.atomic
def enter_seed(draw: Draw, seed: str, *, actor: Any) -> Draw:
    """Enter the seed from its public source: the lot falls at once, and once.

    Raises NotPossible before its day, and when the draw is not waiting for a seed.
    """
    draw = for_update(Draw.objects.filter(pk=draw.pk)).get()
    if not draw.is_committed:
        raise NotPossible(_("Ce tirage n’attend pas de graine."))
    if draw.council.today < draw.seed_on:
        raise NotPossible(_("La graine n’est pas encore connue : attendez le jour annoncé."))
    told = committed_part(draw)
    draw.seed = one_line(seed)
    draw.result = lot.result(told, draw.seed)
    draw.drawn_at = now()
    draw.state = State.DRAWN
    draw.save(update_fields=["seed", "result", "drawn_at", "state"])
    _write_down(draw)
    record(events.DrawDone(draw_id=draw.pk, council_id=draw.council_id), actor=actor)
    return draw


def _write_down(draw: Draw) -> None:
    codes = [*draw.result["taken"], *draw.result["substitutes"]]
    candidates = Candidate.objects.filter(draw=draw, code__in=codes)
    found = dict(candidates.values_list("code", "pk"))
    rows = [
        DrawnPerson(
            draw=draw,
            candidate_id=found[code],
            is_substitute=is_substitute,
            rank=rank,
            called_at=None if is_substitute else draw.drawn_at,
        )
        for is_substitute, part in ((False, "taken"), (True, "substitutes"))
        for rank, code in enumerate(draw.result[part], start=1)
    ]
    DrawnPerson.objects.bulk_create(rows, batch_size=BATCH)
