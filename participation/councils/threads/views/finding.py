"""What several pages of discussions look for."""

from django.shortcuts import get_object_or_404

from participation.councils.queries.insiders import insiders
from participation.councils.space import Space
from participation.councils.threads.models import Message, Thread
from participation.councils.threads.queries import messages_of, signed, threads_of


def thread_of(space: Space, thread_id: int) -> Thread:
    """Give a discussion of this space; raises Http404."""
    found: Thread = get_object_or_404(threads_of(space), pk=thread_id)
    found.council = space.council
    return found


def message_of(space: Space, thread_id: int, number: int, **fields: object) -> Message:
    """Give a message of this space, signed; raises Http404."""
    found: Message = get_object_or_404(
        messages_of(space), thread=thread_id, number=number, **fields
    )
    return signed(space.council, [found])[0]


def people_to_tell(space: Space) -> dict[int, str]:
    """Give everyone inside but the person who writes."""
    people = insiders(space.council)
    people.pop(space.person.pk, None)
    return people
