"""What readers of feeds follow: each line of the history of a public plan."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from consultations.commitments.models import Plan, Turn
from consultations.commitments.words import turn_words

LATEST = 40


class PlanFeed(Feed):  # type: ignore[type-arg]  # not generic at run time
    """The latest lines of history of one plan, as Atom."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> Plan:
        return get_object_or_404(Plan.objects.public(), slug=slug)

    def title(self, plan: Plan) -> str:
        return _("Suivi : %(title)s") % {"title": plan}

    def link(self, plan: Plan) -> str:
        return plan.get_absolute_url()

    def items(self, plan: Plan) -> list[Turn]:
        rows = Turn.objects.filter(plan=plan).select_related("measure__plan", "plan")
        return list(rows.exclude(kind="added")[:LATEST])

    def item_title(self, item: Any) -> str:
        return f"{item.get_kind_display()} – {item.measure or item.plan}"

    def item_description(self, item: Any) -> str:
        return turn_words(item)

    def item_link(self, item: Turn) -> str:
        thing = item.measure or item.plan
        return f"{thing.get_absolute_url()}#ligne-{item.pk}"

    def item_pubdate(self, item: Turn) -> datetime:
        return item.at
