"""Questionnaires in versions, whose parts no longer change once residents answer them."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.errors import Frozen
from consultations.models import Step
from participation.base.clock import now

RowT = TypeVar("RowT", bound=models.Model)
FROZEN = _(
    "Ces questions sont ouvertes aux habitants : elles ne changent plus. "
    "Seule une faute de rédaction se corrige, avec un motif."
)


class Layout(models.TextChoices):
    ONE_PER_PAGE = "one_per_page", _("Une question par page")
    GROUPED = "grouped", _("Questions groupées par page")


class Questionnaire(models.Model):
    """What one step asks; its questions live in versions."""

    step = models.OneToOneField(Step, models.CASCADE, related_name="questionnaire")
    layout = models.CharField(
        _("présentation"), max_length=15, choices=Layout, default=Layout.ONE_PER_PAGE
    )

    class Meta:
        verbose_name = _("questionnaire")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"


class Version(models.Model):
    """One state of the questions. Frozen at the opening; a later one only mends wording."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("numéro"), default=1)
    frozen_at = models.DateTimeField(_("figée le"), null=True, editable=False)
    erratum_reason = models.TextField(_("motif de la correction"), blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("version")
        ordering = ("questionnaire", "number")
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="version_number_once"),
            models.CheckConstraint(
                name="version_erratum_with_reason", condition=Q(number=1) | ~Q(erratum_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


def _refuse(version: Version) -> None:
    if version.is_frozen:
        raise Frozen(FROZEN)


class PartQuerySet(models.QuerySet[RowT]):
    """Parts of a version: none changes by any path once the version is frozen."""

    def _refuse_frozen(self) -> None:
        version = getattr(self.model, "version_path", "version")
        if self.order_by().filter(**{f"{version}__frozen_at__isnull": False}).exists():
            raise Frozen(FROZEN)

    def update(self, **values: Any) -> int:
        self._refuse_frozen()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_frozen()
        return super().delete()

    def bulk_create(self, objs: Iterable[RowT], *args: Any, **kwargs: Any) -> list[RowT]:
        rows = list(objs)
        for version in {row.in_version for row in rows}:  # type: ignore[attr-defined]
            _refuse(version)
        return super().bulk_create(rows, *args, **kwargs)


class Part(models.Model):
    """A row that belongs to a version and is frozen with it."""

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def in_version(self) -> Version:
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        _refuse(self.in_version)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse(self.in_version)
        return super().delete(*args, **kwargs)
