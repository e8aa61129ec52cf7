"""Finding a message useful: once for each person, and taken back by asking again."""

from django.db import transaction
from django.db.models import F

from consultations.components.debate.actions.keeping import told_of
from consultations.components.debate.actions.writing import locked
from consultations.components.debate.events import UsefulChanged
from consultations.components.debate.models import Argument, Useful
from participation.base.events import record


@transaction.atomic
def change_useful(argument: Argument, *, voter: str) -> bool:
    """Count a person's opinion that a message is useful, or take it back; say whether it counts.

    `voter` stands for the person in this consultation and tells nobody who they are.
    """
    debate = locked(argument.debate)
    _row, is_new = Useful.objects.get_or_create(argument=argument, voter=voter)
    if not is_new:
        Useful.objects.filter(argument=argument, voter=voter).delete()
    step = F("useful_count") + 1 if is_new else F("useful_count") - 1
    Argument.objects.filter(pk=argument.pk).update(useful_count=step)
    argument.refresh_from_db(fields=["useful_count"])
    debate.touch(argument)
    argument.save(update_fields=["changed"])
    record(told_of(argument, UsefulChanged), actor=None)
    return is_new
