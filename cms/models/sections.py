"""The section of a public body: its page, its group of officers, its collection of files."""

from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Collection, Page, PagePermissionTester

from cms import queries
from cms.models.pages import ContentPage
from participation.accounts.models import PublicBody


class FixedPage(PagePermissionTester):  # type: ignore[misc]  # Wagtail is untyped
    """What may be done to a page whose place and life are not the editor's to decide."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False


class BodyIndexPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """All public bodies that consult here."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.BodyPage"]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("search_description")]
    template = "cms/body_index.html"

    class Meta:
        verbose_name = _("liste des organismes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["bodies"] = queries.bodies(request.user)
        return context


class BodyPage(ContentPage):
    """The section of one public body: who it is, what it asks, what it answered."""

    public_body = models.OneToOneField(
        PublicBody, models.PROTECT, related_name="page", verbose_name=_("organisme public")
    )
    is_creatable = False  # it comes with the public body
    parent_page_types: ClassVar[list[str]] = ["cms.BodyIndexPage"]
    subpage_types: ClassVar[list[str]] = [
        "cms.ConsultationPage",
        "cms.NewsPage",
        "cms.NewsletterPage",
        "cms.TextPage",
    ]
    content_panels: ClassVar[list[Any]] = [
        FieldPanel("title", read_only=True),
        FieldPanel("lede"),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("search_description")]
    template = "cms/body.html"

    class Meta:
        verbose_name = _("section d’un organisme")
        verbose_name_plural = _("sections des organismes")

    def permissions_for_user(self, user: Any) -> FixedPage:
        return FixedPage(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **queries.section(self, request.user)}


class Section(models.Model):
    """What belongs to one public body in the editors' face, and to no other."""

    public_body = models.OneToOneField(PublicBody, models.CASCADE, related_name="section")
    page = models.OneToOneField(BodyPage, models.CASCADE, related_name="section")
    group = models.OneToOneField(Group, models.PROTECT, related_name="section")
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="section")

    class Meta:
        verbose_name = _("section")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.public_body)
