"""Documents of method: how to do what a council does, as a file or a text, version by version."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.accounts.models import Account
from participation.base.clock import now
from participation.base.text import folded
from participation.councils.library.choices import EDITABLE, GuideState, Language, Theme
from participation.councils.library.models.storing import LONGEST_SEARCHED, private_storage
from participation.councils.library.querysets import GuideQuerySet, GuideVersionQuerySet
from participation.councils.models import Council


def guide_path(version: "GuideVersion", filename: str) -> str:
    """Name a file by chance alone."""
    return f"library/guides/{uuid4().hex}"


class Guide(models.Model):
    """One document of method, whatever the number of its versions.

    A council that wrote it alone sees it until it is proposed; everyone reads it once it is
    published. One without a council is kept by the administrators, and published as it is written.
    """

    council = models.ForeignKey(Council, models.CASCADE, null=True, related_name="guides")
    author = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("titre"), max_length=150)
    summary = models.TextField(_("en quelques phrases"), max_length=1000)
    theme = models.CharField(_("thème"), max_length=20, choices=Theme)
    organisation = models.CharField(_("qui le tient"), max_length=150)
    dated_on = models.DateField(_("date du document"))
    language = models.CharField(
        _("langue"), max_length=2, choices=Language, default=Language.FRENCH
    )
    simplifies = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="simplified",
        verbose_name=_("version simplifiée de"),
    )
    search_text = models.CharField(max_length=LONGEST_SEARCHED, editable=False)
    state = models.CharField(_("état"), max_length=10, choices=GuideState, default=GuideState.DRAFT)
    answer = models.CharField(_("réponse de la relecture"), max_length=500, blank=True)
    written_at = models.DateTimeField(_("écrit le"), default=now)
    changed_at = models.DateTimeField(_("changé le"), default=now)
    published_at = models.DateTimeField(_("publié le"), null=True)
    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("document de méthode")
        verbose_name_plural = _("documents de méthode")
        ordering = ("-published_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="guide_does_not_simplify_itself",
                condition=Q(simplifies=None) | ~Q(simplifies=models.F("id")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        words = f"{self.title} {self.organisation} {self.summary}"
        self.search_text = folded(words)[:LONGEST_SEARCHED]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def get_absolute_url(self) -> str:
        return reverse("library:guide", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.state == GuideState.PUBLISHED

    @property
    def is_proposed(self) -> bool:
        return self.state == GuideState.PROPOSED

    @property
    def is_editable(self) -> bool:
        """Whether its description may be written anew without another reading."""
        return self.council_id is None or self.state in EDITABLE


class GuideVersion(models.Model):
    """What a document of method said at some time: a file, or a text.

    At most one version of a document is not published; nothing is put in the place of the others.
    """

    guide = models.ForeignKey(Guide, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("numéro"))
    text = models.TextField(_("texte"), blank=True)
    file = models.FileField(
        storage=private_storage, upload_to=guide_path, max_length=120, blank=True
    )
    name = models.CharField(_("nom du fichier"), max_length=150, blank=True)
    size = models.PositiveBigIntegerField(_("poids"), default=0)
    pages = models.PositiveSmallIntegerField(_("nombre de pages"), null=True)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True)
    content_type = models.CharField(_("type"), max_length=100, blank=True)
    note = models.CharField(_("ce qui change"), max_length=300, blank=True)
    added_at = models.DateTimeField(_("ajoutée le"), default=now)
    proposed_at = models.DateTimeField(_("proposée le"), null=True)
    published_at = models.DateTimeField(_("publiée le"), null=True)
    objects = GuideVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version d’un document de méthode")
        verbose_name_plural = _("versions de documents de méthode")
        ordering = ("guide", "-number")
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="guide_version_once"),
            models.UniqueConstraint(
                fields=["guide"], condition=Q(published_at=None), name="guide_one_version_waits"
            ),
            models.CheckConstraint(
                name="guide_version_is_a_file_or_a_text",
                condition=(Q(text="") & ~Q(file="")) | (~Q(text="") & Q(file="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide_id}.{self.number}"

    @property
    def kind_name(self) -> str:
        """« PDF », « ODT »…: what people call this kind of file."""
        return self.name.rsplit(".", 1)[-1].upper()

    @property
    def url(self) -> str:
        """Where its file is downloaded."""
        return reverse("library:guide_file", args=[self.guide_id, self.number])
