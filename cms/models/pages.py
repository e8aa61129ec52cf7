"""Pages that editors write: the home page, news, and texts."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms import queries
from cms.blocks import Content
from consultations.models import Theme
from participation.base.text import excerpt

NEWS_PER_PAGE = 12


class ContentPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """What all written pages share: a sentence on top, and a body in parts."""

    lede = models.CharField(
        _("en une phrase"),
        max_length=300,
        blank=True,
        help_text=_("Le plus important, en vingt mots. Se lit sous le titre et dans les listes."),
    )
    body = StreamField(Content(), blank=True, verbose_name=_("contenu"))
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug"), FieldPanel("search_description")]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What search engines and lists say of the page."""
        return self.search_description or self.lede


class HomePage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """The first page: what is open now, what was answered, how it works."""

    headline = models.CharField(
        _("grand titre"), max_length=90, default=_("Votre avis, et ce qu’il devient")
    )
    lede = models.CharField(_("en une phrase"), max_length=300, blank=True)
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lede"),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("search_description")]
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "cms.ConsultationIndexPage",
        "cms.BodyIndexPage",
        "cms.NewsIndexPage",
        "cms.TextPage",
    ]
    template = "cms/home.html"

    class Meta:
        verbose_name = _("page d’accueil")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **queries.home(request.user)}


class NewsIndexPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """All news, the latest first."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("search_description")]
    template = "cms/news_index.html"

    class Meta:
        verbose_name = _("liste des actualités")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        chosen = request.GET.get("theme", "")
        pages = Paginator(queries.news(theme=chosen), NEWS_PER_PAGE)
        context["news"] = pages.get_page(request.GET.get("page"))
        context["themes"] = Theme.objects.filter(pk__in=queries.news().values("theme_id"))
        context["chosen_theme"] = chosen
        return context


class NewsPage(ContentPage):
    """One piece of news; a public body writes its own, and all show in the list."""

    day = models.DateField(_("date"), default=localdate)
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("thème")
    )
    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage", "cms.BodyPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("day"),
        FieldPanel("theme"),
        FieldPanel("lede"),
        FieldPanel("body"),
    ]
    template = "cms/news.html"

    class Meta:
        verbose_name = _("actualité")

    @cached_property
    def summary(self) -> str:
        return excerpt(self.lede, 200)


class TextPage(ContentPage):
    """A text: legal notice, accessibility, help, personal data, or a page of a public body."""

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.TextPage", "cms.BodyPage"]
    subpage_types: ClassVar[list[str]] = ["cms.TextPage"]
    template = "cms/text.html"

    class Meta:
        verbose_name = _("page de texte")
