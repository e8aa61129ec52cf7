"""What members see change while they look at a discussion: the topic `thread.<id>`."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from participation.councils.queries import names_in
from participation.councils.standing import may_animate, may_speak, standing_in
from participation.councils.threads.models import Thread
from participation.councils.threads.queries import changed_messages, is_set_aside
from participation.live.streams import Item, Stream
from participation.live.topics import open_stream

MOST_NAMES = 20
READERS, MEMBERS, ANIMATORS = "readers", "members", "animators"


class ThreadStream(Stream):
    """The messages of a discussion, for those who only read, who write, and who animate."""

    kind = Thread.live_kind
    rooms = Thread

    def audience(self, person: Any, room_id: int) -> str | None:
        rows = Thread.objects.visible_to(person).select_related("council__framework")
        thread = rows.filter(pk=room_id).first()
        standing = standing_in(thread.council, person) if thread else None
        if thread is None or standing is None or thread.archived_at:
            return None
        if is_set_aside(thread, person.pk):
            return READERS
        if may_animate(standing):
            return ANIMATORS
        return MEMBERS if may_speak(standing) else READERS

    def room(self, room_id: int) -> Thread | None:
        return Thread.objects.select_related("council__framework").filter(pk=room_id).first()

    def state(self, room: Thread) -> str:
        return room.state

    def presence(self, room_id: int, present: Any) -> str:
        """Name who looks, between members; a number where they are many."""
        room = self.room(room_id)
        if room is None:
            return ""
        named = names_in(room.council, present.accounts) if present.number <= MOST_NAMES else {}
        context = {"number": present.number, "names": sorted(set(named.values()))}
        return render_to_string("ui/presence.html", context).strip()

    def items(self, room: Thread, *, audience: str, after: int, most: int) -> Iterable[Item]:
        shared = {
            "thread": room,
            "council": room.council,
            "may_speak": audience != READERS,
            "may_animate": audience == ANIMATORS,
        }
        for message in changed_messages(room, after=after, most=most):
            html = render_to_string("threads/_item.html", {**shared, "message": message})
            yield Item(message.number, html.strip())


open_stream(ThreadStream())
