"""The written part of a consultation, and the list of all of them."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms import queries
from cms.blocks import Content
from cms.models.sections import FixedPage
from consultations.models import Consultation

TEMPLATE = "cms/consultation.html"


class FollowsConsultation(FixedPage):
    """The page is published with its consultation, never before."""

    def can_publish(self) -> bool:
        return bool(super().can_publish()) and not self.page.specific.consultation.is_draft


class ConsultationPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """What a public body writes about a consultation, beside the promise it makes."""

    consultation = models.OneToOneField(
        Consultation, models.PROTECT, related_name="page", verbose_name=_("démarche")
    )
    body = StreamField(
        Content(),
        blank=True,
        verbose_name=_("contenu"),
        help_text=_("Le contexte, les documents, le calendrier : de quoi se faire un avis."),
    )
    is_creatable = False  # it comes with the consultation
    parent_page_types: ClassVar[list[str]] = ["cms.BodyPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        FieldPanel("title", read_only=True),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("search_description")]
    template = TEMPLATE

    class Meta:
        verbose_name = _("page d’une démarche")
        verbose_name_plural = _("pages des démarches")

    def permissions_for_user(self, user: Any) -> FollowsConsultation:
        return FollowsConsultation(user, self)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Its address is the consultation's, under `/demarches/`, not its place in the tree."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], parts[1], self.consultation.get_absolute_url())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect(self.consultation, permanent=True)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        context = queries.consultation_page(self.consultation, self, request.user)
        return TemplateResponse(request, TEMPLATE, {**context, "is_preview": True})


class ConsultationIndexPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """All consultations, with search and filters."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    promote_panels: ClassVar[list[Any]] = [FieldPanel("search_description")]
    template = "cms/consultation_index.html"

    class Meta:
        verbose_name = _("liste des démarches")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **queries.consultation_index(request)}

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Give htmx the list alone: the very template that the page includes."""
        htmx = getattr(request, "htmx", None)
        is_fragment = bool(htmx) and not getattr(htmx, "history_restore_request", False)
        return "cms/_consultation_list.html" if is_fragment else "cms/consultation_index.html"
