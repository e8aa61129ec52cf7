"""What readers of feeds follow: each step of a council's public referrals."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from participation.councils.models import Council
from participation.councils.referrals.models import Referral, Step
from participation.ui.typography import day

LATEST = 30


class StepsFeed(Feed):  # type: ignore[type-arg]  # not generic at run time
    """The latest steps, as Atom."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Council:
        return get_object_or_404(Council, slug=kwargs["slug"])

    def title(self, council: Council) -> str:
        return _("Saisines : %(council)s") % {"council": council}

    def link(self, council: Council) -> str:
        return council.get_absolute_url()

    def items(self, council: Council) -> list[Step]:
        public = Referral.objects.filter(council=council).public().order_by()
        rows = Step.objects.filter(referral__in=public).select_related("referral__council")
        return list(rows.order_by("-recorded_at", "-pk")[:LATEST])

    def item_title(self, item: Any) -> str:
        return f"{item.get_state_display()} – {item.referral}"

    def item_description(self, item: Any) -> str:
        return "\n\n".join(filter(None, [day(item.on), item.to, item.assembly, item.text]))

    def item_link(self, item: Any) -> str:
        return f"{item.referral.get_absolute_url()}#etape-{item.number}"

    def item_pubdate(self, item: Step) -> datetime:
        return item.recorded_at
