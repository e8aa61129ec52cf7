"""What referrals tell of themselves to the rest of the house."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.base.text import excerpt
from participation.councils.models import Council
from participation.councils.referrals.actions import forget_author, forget_unconfirmed
from participation.councils.referrals.choices import State
from participation.councils.referrals.models import (
    Attachment,
    Follower,
    Referral,
    Step,
    StepErratum,
)
from participation.councils.referrals.queries import told
from participation.councils.referrals.querysets import ReferralQuerySet
from participation.councils.registry import Found, News, Panel, Room, Waiting
from participation.councils.space import Space
from participation.councils.standing import may_coordinate

MOST = 50
MOST_SHOWN = 3


class ReferralsRoom(Room):
    name = "referrals"
    label = gettext_lazy("Saisines")
    hint = gettext_lazy("Écrivez au préfet ou à un organisme, et suivez la réponse.")
    rank = 55

    def url(self, council: Council) -> str:
        return reverse("referrals:referrals", args=[council.slug])

    def news(self, space: Space, since: datetime) -> Iterable[News]:
        """Say which drafts others began, and which steps were noted."""
        drafts = _of(space).filter(drafted_at__gt=since).exclude(drafted_by=space.person.pk)
        news = [
            News(row.drafted_at, _("Nouveau brouillon : %(title)s") % {"title": row}, row.space_url)
            for row in _within(space, drafts.latest_first()[:MOST])
        ]
        rows = Step.objects.visible_to(space.person).filter(
            ~Q(recorded_by=space.person.pk) | Q(recorded_by=None),
            referral__council=space.council,
            recorded_at__gt=since,
        )
        for step in rows.select_related("referral").order_by("-recorded_at", "-pk")[:MOST]:
            step.referral.council = space.council
            text = f"{step.get_state_display()} – {step.referral}"
            news.append(News(step.recorded_at, text, step.referral.space_url))
        return sorted(news, key=lambda one: one.at, reverse=True)[:MOST]

    def waiting(self, space: Space) -> Iterable[Waiting]:
        if not space.may(may_coordinate):
            return
        for row in _within(space, _of(space).filter(state=State.ADOPTED).latest_first()[:MOST]):
            text = _("Envoyer la saisine « %(title)s »") % {"title": row}
            yield Waiting(text, reverse("referrals:send", args=[space.council.slug, row.pk]))

    def find(self, space: Space, words: list[str]) -> Iterable[Found]:
        for row in _within(space, _of(space).matching(words).latest_first()[:MOST]):
            yield Found(row.title, excerpt(row.difficulties), row.space_url, row.drafted_at)

    def panel(self, council: Council) -> Panel | None:
        rows = Referral.objects.filter(council=council).public().with_progress()
        shown = told(rows.order_by("-sent_on", "-pk")[:MOST_SHOWN])
        context = {"council": council, "rows": shown}
        return Panel("referrals/_panel.html", context) if shown else None

    def personal_data(self, account: Any) -> Any:
        """Give the drafts a person began, what they noted and joined, and what they follow."""
        drafts = Referral.objects.filter(drafted_by=account).order_by("pk")
        steps = Step.objects.filter(recorded_by=account).order_by("pk")
        errata = StepErratum.objects.filter(recorded_by=account).order_by("pk")
        files = Attachment.objects.filter(added_by=account).order_by("pk")
        is_own = Q(account=account) | Q(account=None, email__iexact=account.email)
        followed = Follower.objects.filter(is_own).order_by("pk")
        held = {
            "drafted": list(drafts.values("council__name", "title", "drafted_at")),
            "steps": list(steps.values("referral__title", "state", "on", "text")),
            "errata": list(errata.values("step__referral__title", "text", "recorded_at")),
            "files": list(files.values("referral__title", "name", "added_at")),
            "followed": list(followed.values("referral__title", "asked_at", "stopped_at")),
        }
        return held if any(held.values()) else None

    def forget(self, account: Any) -> None:
        forget_author(account)

    def tidy(self) -> int:
        return forget_unconfirmed()


def _of(space: Space) -> ReferralQuerySet:
    rows: ReferralQuerySet = Referral.objects.visible_to(space.person).filter(council=space.council)
    return rows


def _within(space: Space, rows: Iterable[Referral]) -> list[Referral]:
    found = list(rows)
    for row in found:
        row.council = space.council
    return found


room = ReferralsRoom()
