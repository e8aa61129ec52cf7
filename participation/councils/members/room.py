"""What the room of people tells of itself: who came, what waits, who is found, who sits."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.councils.members.queries import found_members, people_news, people_waiting
from participation.councils.models import Council
from participation.councils.queries import composition
from participation.councils.registry import Found, News, Panel, Room, Waiting
from participation.councils.space import Space


class MembersRoom(Room):
    name = "members"
    label = _("Membres")
    hint = _("Voyez qui siège, et choisissez comment votre nom s’affiche.")
    rank = 80

    def url(self, council: Council) -> str:
        return reverse("members:list", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        return people_news(space.council, since)

    def waiting(self, space: Space) -> Iterable[Waiting]:
        return people_waiting(space)

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        return found_members(space.council, words)

    def panel(self, council: Council) -> Panel | None:
        return Panel("members/_public.html", {"made": composition(council)})


room = MembersRoom()
