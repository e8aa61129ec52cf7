"""What officers export from a debate."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.debate.models import Argument
from consultations.models import Contribution, Step
from consultations.registry import Table


def tables(step: Step) -> list[Table]:
    """Give one table, a row for each counted message, produced one by one."""
    columns = [
        _("Code de suivi"),
        _("Reçue le"),
        _("Canal"),
        _("Au nom du conseil"),
        _("État"),
        _("Numéro"),
        _("Côté"),
        _("Texte"),
        _("Corrections"),
        _("Répond à"),
        _("Jugé utile"),
        _("Argument distinct"),
    ]
    return [Table(name=_("Messages"), columns=columns, rows=_rows(step))]


def _rows(step: Step) -> Iterator[list[Any]]:
    counted = Contribution.objects.counted().filter(step=step)
    rows = Argument.objects.filter(contribution__in=counted).order_by("pk")
    related = rows.select_related("contribution__council", "parent__contribution", "point")
    for argument in related.prefetch_related("corrections").iterator(chunk_size=1000):
        yield _row(argument)


def _row(argument: Argument) -> list[Any]:
    """Give one row; a hidden message is counted there, without its words."""
    contribution, parent = argument.contribution, argument.parent
    is_hidden = contribution.is_hidden
    corrections = [] if is_hidden else [one.text for one in argument.corrections.all()]
    return [
        contribution.tracking_code,
        contribution.received_at,
        contribution.get_channel_display(),
        contribution.council.name if contribution.council else "",
        contribution.get_state_display(),
        argument.number,
        argument.get_side_display(),
        "" if is_hidden else argument.text,
        "\n".join(corrections),
        parent.contribution.tracking_code if parent else "",
        argument.useful_count,
        argument.point.title if argument.point else "",
    ]
