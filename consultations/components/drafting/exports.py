"""What officers export from a shared text, and the text itself as a Word file."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from consultations.components.drafting.models import Amendment, SharedText
from consultations.components.drafting.queries.texts import current_wordings
from consultations.models import Contribution, Step
from consultations.registry import Table


def tables(step: Step) -> list[Table]:
    """Give one table, a row for each counted amendment, produced one by one."""
    columns = [
        _("Code de suivi"),
        _("Reçue le"),
        _("Canal"),
        _("Au nom du conseil"),
        _("État"),
        _("Article"),
        _("Version amendée"),
        _("Texte proposé"),
        _("Raison"),
        _("Soutiens"),
        _("Positions"),
        _("Repris dans la version"),
    ]
    return [Table(name=_("Amendements"), columns=columns, rows=_rows(step))]


def _rows(step: Step) -> Iterator[list[Any]]:
    counted = Contribution.objects.counted().filter(step=step)
    rows = Amendment.objects.filter(contribution__in=counted).order_by("pk").with_envelope()
    for amendment in rows.iterator(chunk_size=1000):
        yield _row(amendment)


def _row(amendment: Amendment) -> list[Any]:
    """Give one row; a hidden amendment is counted there, without its words."""
    contribution = amendment.contribution
    is_hidden = contribution.is_hidden
    positions = [
        f"{one.get_party_display()} : {one.get_stance_display()}"
        for one in amendment.positions.all()
    ]
    return [
        contribution.tracking_code,
        contribution.received_at,
        contribution.get_channel_display(),
        contribution.council.name if contribution.council else "",
        contribution.get_state_display(),
        amendment.wording.article.number,
        amendment.wording.version.number,
        "" if is_hidden else amendment.body,
        "" if is_hidden else amendment.reason,
        amendment.support_count,
        "\n".join(positions),
        amendment.taken_in.number if amendment.taken_in else "",
    ]


def word_file(text: SharedText) -> bytes:
    """Write the latest version as a .docx: a heading for each article, who wrote it, a state."""
    from docx import Document

    step = text.step
    document = Document()
    document.core_properties.title = step.title
    document.core_properties.author = step.consultation.public_body.name
    document.add_heading(step.title, level=0)
    state = _("Texte adopté") if text.is_adopted else _("Projet de texte")
    document.add_paragraph(
        _("%(state)s, version %(number)d") % {"state": state, "number": text.latest}
    )
    for row in current_wordings(text):
        number = _("Article %(number)d") % {"number": row.article.number}
        document.add_heading(f"{number} – {row.title}" if row.title else number, level=1)
        for block in row.body.split("\n\n"):
            document.add_paragraph(block)
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()
