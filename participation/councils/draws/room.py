"""What draws tell of themselves to the rest of the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.text import excerpt, folded
from participation.councils.draws.actions import forget_contacts, forget_contacts_of
from participation.councils.draws.models import Candidate, Draw
from participation.councils.models import Council
from participation.councils.registry import Found, News, Panel, Room, Waiting
from participation.councils.space import Space
from participation.councils.standing import may_coordinate


class DrawsRoom(Room):
    name = "draws"
    label = gettext_lazy("Tirages au sort")
    rank = 80

    def url(self, council: Council) -> str:
        return reverse("draws:draws", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        told = []
        for draw in _of(space):
            for at, text in (
                (draw.committed_at, _("Tirage annoncé : %(title)s")),
                (draw.drawn_at, _("Le sort est tombé : %(title)s")),
            ):
                if at and at > since:
                    told.append(News(at, text % {"title": draw.title}, draw.space_url))
        return sorted(told, key=lambda news: news.at, reverse=True)[:50]

    def waiting(self, space: Space) -> Iterable[Waiting]:
        if not space.may(may_coordinate):
            return
        for draw in _of(space):
            if draw.is_committed and draw.seed_on <= space.council.today:
                text = _("Entrer la graine du tirage « %(title)s »") % {"title": draw.title}
                yield Waiting(text, reverse("draws:seed", args=[space.council.slug, draw.pk]))

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        for draw in _of(space):
            text = folded(f"{draw.title} {draw.rule}")
            if all(word in text for word in words):
                at = draw.drawn_at or draw.committed_at or draw.created_at
                yield Found(draw.title, excerpt(draw.rule), draw.space_url, at)

    def panel(self, council: Council) -> Panel | None:
        draws = list(Draw.objects.filter(council=council).public()[:3])
        return Panel("draws/_panel.html", {"draws": draws}) if draws else None

    def personal_data(self, account: Any) -> Any:
        rows = Candidate.objects.filter(email__iexact=account.email).exclude(email="")
        return [
            {
                "conseil": str(candidate.draw.council),
                "tirage": candidate.draw.title,
                "code": candidate.code,
                "liste": candidate.source_list.name,
                "reponses": candidate.answers,
            }
            for candidate in rows.select_related("draw__council", "source_list").order_by("pk")
        ]

    def forget(self, account: Any) -> None:
        forget_contacts_of(account.email)

    def tidy(self) -> int:
        return forget_contacts()


def _of(space: Space) -> list[Draw]:
    rows = Draw.objects.filter(council=space.council).visible_to(space.person)
    draws = list(rows.order_by("-pk")[:50])
    for draw in draws:
        draw.council = space.council
    return draws


room = DrawsRoom()
