"""What goes when a person's account is erased: their name, and what they no longer said."""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from participation.councils.threads.actions.rewriting import note_change
from participation.councils.threads.models import (
    Appeal,
    Measure,
    Mention,
    Message,
    MessageVersion,
    ReadMark,
    Report,
    Thread,
)


@transaction.atomic
def forget_writer(account: Any) -> None:
    """Leave a person's messages without their name, and take their name out of others' messages.

    What a council said together stays whole, signed « ancien membre »; what a person does not want
    to leave, they withdraw before. Earlier wordings and read marks go. A repeat finds nothing more.
    """
    mentions = Mention.objects.filter(account=account).select_related("message__thread")
    for mention in mentions.order_by("message__thread", "message"):
        _take_out(mention.name, mention.message)
    Mention.objects.filter(account=account).delete()
    ReadMark.objects.filter(account=account).delete()
    MessageVersion.objects.filter(message__author=account).delete()
    Report.objects.filter(account=account).delete()
    Measure.objects.filter(account=account).delete()
    Appeal.objects.filter(message__author=account).delete()
    Message.objects.filter(author=account).update(author=None)
    Thread.objects.filter(opened_by=account).update(opened_by=None)


def _take_out(name: str, message: Message) -> None:
    """Write « @ancien membre » where the text, or what it said before, names the person."""
    rows: list[Message | MessageVersion] = [message, *message.versions.all()]
    for row in rows:
        row.text = re.sub(
            rf"@{re.escape(name)}(?!\w)", f"@{_('ancien membre')}", row.text, flags=re.IGNORECASE
        )
        row.save(update_fields=["text"])
    message.fill_search_text()
    note_change(message)
    message.save(update_fields=["search_text", "changed"])
