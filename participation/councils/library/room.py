"""What the library tells of itself to the rest of the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.text import excerpt
from participation.councils.library.actions import check_due_link, forget_author
from participation.councils.library.choices import EDITABLE
from participation.councils.library.models import GoodPractice, Guide
from participation.councils.library.querysets import GuideQuerySet, PracticeQuerySet
from participation.councils.models import Council
from participation.councils.registry import Found, News, Panel, Room, Waiting
from participation.councils.space import Space
from participation.councils.standing import may_animate

MOST = 50
MOST_SHOWN = 3


class LibraryRoom(Room):
    name = "library"
    label = gettext_lazy("Ressources")
    hint = gettext_lazy("Racontez ce que vous avez réussi. D’autres conseils s’en serviront.")
    rank = 95

    def url(self, council: Council) -> str:
        return reverse("library:space", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        told = {"published_at__gt": since}
        practices = _of(space).published().filter(**told)[:MOST]
        guides = _guides_of(space).published().filter(**told)[:MOST]
        kinds = (
            (_("Bonne pratique publiée : %(title)s"), practices),
            (_("Document de méthode publié : %(title)s"), guides),
        )
        found = [
            News(row.published_at, text % {"title": row.title}, row.get_absolute_url())
            for text, rows in kinds
            for row in rows
        ]
        return sorted(found, key=lambda news: news.at, reverse=True)[:MOST]

    def waiting(self, space: Space) -> Iterable[Waiting]:
        if not space.may(may_animate):
            return
        rows = _of(space).filter(state__in=EDITABLE).exclude(answer="").order_by("pk")
        for practice in rows[:MOST]:
            text = _("Reprendre la fiche « %(title)s »") % {"title": practice.title}
            yield Waiting(text, practice.get_absolute_url())
        returned = _guides_of(space).exclude(answer="").order_by("pk")
        for guide in returned[:MOST]:
            text = _("Reprendre le document « %(title)s »") % {"title": guide.title}
            yield Waiting(text, guide.get_absolute_url())

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        typed = " ".join(words)
        practices = _of(space).matching(typed).order_by("-changed_at", "-pk")[:MOST]
        guides = _guides_of(space).matching(typed).order_by("-changed_at", "-pk")[:MOST]
        told = [(practice, practice.story) for practice in practices]
        told += [(guide, guide.summary) for guide in guides]
        return [
            Found(row.title, excerpt(text), row.get_absolute_url(), row.changed_at)
            for row, text in told
        ]

    def panel(self, council: Council) -> Panel | None:
        rows = GoodPractice.objects.filter(council=council).published()
        practices = list(rows[:MOST_SHOWN])
        if not practices:
            return None
        return Panel("library/_panel.html", {"practices": practices})

    def personal_data(self, account: Any) -> Any:
        filed = [
            row
            for model in (GoodPractice, Guide)
            for row in model.objects.filter(author=account).select_related("council").order_by("pk")
        ]
        return [
            {
                "conseil": str(row.council or ""),
                "titre": row.title,
                "etat": row.get_state_display(),
                "ecrite_le": row.written_at.isoformat(),
            }
            for row in filed
        ] or None

    def forget(self, account: Any) -> None:
        forget_author(account)

    def tidy(self) -> int:
        return check_due_link()


def _of(space: Space) -> PracticeQuerySet:
    return GoodPractice.objects.all().visible_to(space.person).filter(council=space.council)


def _guides_of(space: Space) -> GuideQuerySet:
    return Guide.objects.all().visible_to(space.person).filter(council=space.council)


room = LibraryRoom()
