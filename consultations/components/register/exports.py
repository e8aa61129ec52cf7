"""What officers export from a register."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.register.models import Entry
from consultations.models import Contribution, Step
from consultations.registry import Table


def tables(step: Step) -> list[Table]:
    """Give one table, a row for each counted contribution, produced one by one."""
    columns = [
        _("Code de suivi"),
        _("Reçue le"),
        _("Canal"),
        _("Au nom du conseil"),
        _("État"),
        _("Titre"),
        _("Texte"),
        _("Thème"),
        _("Position"),
        _("Répond à"),
        _("Votes pour (repris)"),
        _("Votes contre (repris)"),
        _("Votes mitigés (repris)"),
        _("Numéro d’origine"),
    ]
    return [Table(name=_("Contributions"), columns=columns, rows=_rows(step))]


def _rows(step: Step) -> Iterator[list[Any]]:
    counted = Contribution.objects.counted().filter(step=step)
    entries = Entry.objects.filter(contribution__in=counted).order_by("pk")
    related = entries.select_related("contribution__council", "parent__contribution")
    for entry in related.iterator(chunk_size=1000):
        yield _row(entry)


def _row(entry: Entry) -> list[Any]:
    """Give one row; a hidden contribution is counted there, without its words."""
    contribution, parent = entry.contribution, entry.parent
    words = ("", "") if contribution.is_hidden else (entry.title, entry.body)
    return [
        contribution.tracking_code,
        contribution.received_at,
        contribution.get_channel_display(),
        contribution.council.name if contribution.council else "",
        contribution.get_state_display(),
        *words,
        entry.theme,
        entry.get_stance_display(),
        parent.contribution.tracking_code if parent else entry.absent_parent,
        entry.votes_for,
        entry.votes_against,
        entry.votes_mixed,
        contribution.source_id,
    ]
