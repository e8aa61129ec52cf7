"""What a council did that others may do again, and who did it after whom."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.text import folded
from participation.councils.library.choices import EDITABLE, Category, PracticeState
from participation.councils.library.models.storing import LONGEST_SEARCHED, private_storage
from participation.councils.library.querysets import PracticeQuerySet
from participation.councils.models import Council


def photo_path(practice: "GoodPractice", filename: str) -> str:
    """Name a photo by chance alone."""
    return f"library/photos/{uuid4().hex}"


class GoodPractice(models.Model):
    """An action of a council, told with its costs and limits so that others can do it again.

    Its council alone sees it until it is proposed; everyone sees it once it is published. A photo
    is kept only with the agreement of the people on it.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="good_practices")
    author = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    category = models.CharField(_("famille"), max_length=20, choices=Category)
    title = models.CharField(_("titre"), max_length=150)
    story = models.TextField(_("ce que nous avons fait"))
    cost = models.CharField(_("ce que cela coûte"), max_length=300)
    duration = models.CharField(_("le temps qu’il faut"), max_length=200)
    limits = models.TextField(_("les limites"))
    again = models.TextField(_("ce que nous referions, ou pas"))
    search_text = models.CharField(max_length=LONGEST_SEARCHED, editable=False)
    photo = models.FileField(
        storage=private_storage, upload_to=photo_path, max_length=120, blank=True
    )
    photo_type = models.CharField(max_length=40, blank=True, editable=False)
    photo_alt = models.CharField(_("ce que montre la photo"), max_length=200, blank=True)
    photo_agreed = models.BooleanField(_("accord pour la photo"), default=False)
    state = models.CharField(
        _("état"), max_length=10, choices=PracticeState, default=PracticeState.DRAFT
    )
    answer = models.CharField(_("réponse de la relecture"), max_length=500, blank=True)
    written_at = models.DateTimeField(_("écrite le"), default=now)
    changed_at = models.DateTimeField(_("changée le"), default=now)
    published_at = models.DateTimeField(_("publiée le"), null=True)
    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("bonne pratique")
        verbose_name_plural = _("bonnes pratiques")
        ordering = ("-published_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="photo_only_with_agreement", condition=Q(photo="") | Q(photo_agreed=True)
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        words = f"{self.title} {self.council} {self.story} {self.limits} {self.again}"
        self.search_text = folded(words)[:LONGEST_SEARCHED]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("library:practice", args=[self.pk])

    @property
    def follows(self) -> "GoodPractice | None":
        """The practice of another council after which this one was made."""
        credit: Reuse | None = getattr(self, "credit", None)
        return credit.original if credit else None

    @property
    def is_published(self) -> bool:
        return self.state == PracticeState.PUBLISHED

    @property
    def is_proposed(self) -> bool:
        return self.state == PracticeState.PROPOSED

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE


class Reuse(models.Model):
    """A council did it after another one: the first is credited for as long as both exist."""

    version = models.OneToOneField(GoodPractice, models.CASCADE, related_name="credit")
    original = models.ForeignKey(GoodPractice, models.PROTECT, related_name="reuses")

    class Meta:
        verbose_name = _("reprise")
        verbose_name_plural = _("reprises")
        ordering = ("original", "pk")
        constraints = [
            models.CheckConstraint(
                name="practice_not_after_itself", condition=~Q(version=models.F("original"))
            )
        ]
