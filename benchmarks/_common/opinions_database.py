"""Ten thousand sheets of votes in a database, and a worker that reads them all."""

import time

from benchmarks._common.opinions_size import made


def end_to_end(people: int, statements: int) -> tuple[int, float]:
    """Fill the database, compute once from it; give the votes and the seconds of the computing."""
    from consultations.components.statements.actions import recompute
    from consultations.components.statements.actions.importing import TakenVotes, take_sheets
    from consultations.components.statements.models import Picture, Statement
    from participation.base.clock import now
    from tests.consultations.components.statements.voting import make_conversation

    step = make_conversation()
    conversation = step.conversation
    Statement.objects.filter(conversation=conversation).delete()
    Statement.objects.bulk_create(
        Statement(conversation=conversation, number=number, text=f"Affirmation {number}")
        for number in range(1, statements + 1)
    )
    known = {str(row.number - 1): row for row in conversation.statements.order_by("number")}
    sheets: list[dict[str, int]] = [{} for _one in range(people)]
    for row, column, value in zip(
        *(part.tolist() for part in made(people, statements)), strict=True
    ):
        sheets[row][str(column)] = value
    taken = [TakenVotes(str(one), now(), votes) for one, votes in enumerate(sheets)]
    take_sheets(step, taken, known, sha256="0" * 64, name="made", actor=None)
    start = time.perf_counter()
    recompute(Picture.objects.select_related("conversation__step").get(conversation=conversation))
    return sum(map(len, sheets)), time.perf_counter() - start
