"""Who is named in a message: only those who are inside the council when it is written."""

from collections.abc import Iterable

from participation.councils.queries.insiders import insiders
from participation.councils.threads.models import Mention, Message
from participation.councils.threads.queries import named_in


def mention(message: Message, *, tell: Iterable[int]) -> list[int]:
    """Note those named after an @ in the text, and those to tell besides (account ids).

    Gives those who were not named in this message yet, in order. Its author is never one of them,
    nor anybody who is outside.
    """
    people = insiders(message.thread.council)
    named = (named_in(message.text, people) | set(tell)) & people.keys()
    known = set(message.mentions.values_list("account_id", flat=True))
    fresh = sorted(named - known - {message.author_id})
    Mention.objects.bulk_create(
        Mention(message=message, account_id=pk, name=people[pk]) for pk in fresh
    )
    return fresh
