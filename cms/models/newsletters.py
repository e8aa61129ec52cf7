"""Newsletters of public bodies: pages that are also sent, once, to who follows."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import LetterContent
from consultations.models import Theme
from participation.accounts.models import PublicBody
from participation.base.clock import now
from participation.notifications.topics import Topic
from participation.territories.models import Territory


class NewsletterPage(Page):  # type: ignore[misc]  # Wagtail is untyped
    """A letter of a public body: read on the site by all, sent to those who follow."""

    lede = models.CharField(
        _("en une phrase"),
        max_length=300,
        help_text=_("Le plus important. Se lit en haut de la lettre et dans « Mes avis »."),
    )
    body = StreamField(LetterContent(), verbose_name=_("contenu"))
    themes = ParentalManyToManyField(
        Theme,
        blank=True,
        related_name="+",
        verbose_name=_("thèmes"),
        help_text=_("La lettre part aussi à qui suit ces thèmes."),
    )
    territories = ParentalManyToManyField(
        Territory,
        blank=True,
        related_name="+",
        verbose_name=_("territoires"),
        help_text=_("La lettre part aussi à qui suit ces territoires."),
        limit_choices_to={"consultations__isnull": False},
    )
    parent_page_types: ClassVar[list[str]] = ["cms.BodyPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("body"),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("territories", widget=forms.CheckboxSelectMultiple),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug"), FieldPanel("search_description")]
    template = "cms/newsletter.html"

    class Meta:
        verbose_name = _("lettre d’information")
        verbose_name_plural = _("lettres d’information")

    @property
    def public_body(self) -> PublicBody:
        """Whose letter it is: the body of the section it stands in."""
        found: PublicBody = self.get_parent().specific.public_body
        return found

    @property
    def topics(self) -> list[Topic]:
        """What its readers follow, the body first."""
        return [
            Topic("body", self.public_body.pk),
            *(Topic("theme", theme.pk) for theme in self.themes.all()),
            *(Topic("territory", place.pk) for place in self.territories.all()),
        ]


class NewsletterSending(models.Model):
    """That a newsletter was sent: once."""

    page = models.OneToOneField(NewsletterPage, models.CASCADE, related_name="sending")
    sent_at = models.DateTimeField(_("envoyée le"), default=now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("envoi d’une lettre d’information")
        verbose_name_plural = _("envois de lettres d’information")

    def __str__(self) -> str:
        return f"{self.page_id} {self.sent_at:%Y-%m-%d}"
