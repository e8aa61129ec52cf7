"""What readers of feeds follow: news, and consultations as they open."""

from datetime import UTC, datetime, time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from cms import queries
from cms.models import ConsultationPage, NewsPage
from consultations import queries as heart
from consultations.commitments.models import Plan
from consultations.models import Consultation
from participation.councils.models import Council

LATEST = 30


class NewsFeed(Feed):  # type: ignore[type-arg]  # not generic at run time
    """The latest news, as RSS."""

    title = _("Actualités de la participation")
    link = "/actualites/"
    description = _("Ce qui se passe dans les démarches.")

    def items(self) -> list[NewsPage]:
        return list(queries.news()[:LATEST])

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_link(self, item: Any) -> str:
        return str(item.url)

    def item_pubdate(self, item: NewsPage) -> datetime:
        return datetime.combine(item.day, time(8), tzinfo=UTC)

    def item_categories(self, item: NewsPage) -> list[str]:
        return [item.theme.name] if item.theme else []


class NewsAtomFeed(NewsFeed):
    """The same, as Atom."""

    feed_type = Atom1Feed
    subtitle = NewsFeed.description


class ConsultationsFeed(Feed):  # type: ignore[type-arg]  # not generic at run time
    """Consultations anyone may see, the latest first."""

    feed_type = Atom1Feed
    title = _("Démarches de participation")
    link = "/demarches/"
    subtitle = _("Les démarches annoncées, ouvertes et closes.")

    def items(self) -> list[Consultation]:
        return list(heart.browse(AnonymousUser()).order_by("-opens_at", "-pk")[:LATEST])

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_pubdate(self, item: Consultation) -> datetime | None:
        return item.opens_at or item.announced_at

    def item_updateddate(self, item: Consultation) -> datetime | None:
        return item.responded_at or item.closed_at or item.opens_at


class ConsultationSitemap(Sitemap[Consultation]):
    """The public consultations, for search engines."""

    def items(self) -> QuerySet[Consultation]:
        return heart.browse(AnonymousUser()).order_by("pk")


class CouncilSitemap(Sitemap[Council]):
    """The public pages of councils; nothing of their spaces."""

    def items(self) -> QuerySet[Council]:
        return Council.objects.order_by("pk")


class PlanSitemap(Sitemap[Plan]):
    """The public plans and contracts."""

    def items(self) -> QuerySet[Plan]:
        return Plan.objects.public().order_by("pk")


class EditorialSitemap(PageSitemap):  # type: ignore[misc]  # Wagtail is untyped
    """Written pages; those of consultations come with the consultations."""

    def items(self) -> Any:
        return super().items().not_exact_type(ConsultationPage)


SITEMAPS = {
    "pages": EditorialSitemap,
    "consultations": ConsultationSitemap,
    "councils": CouncilSitemap,
    "plans": PlanSitemap,
}
