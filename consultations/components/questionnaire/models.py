"""Questionnaires in versions that no longer change once open, and the answers to them."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.files.storage import Storage, storages
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.components.questionnaire.conditions import Operator
from consultations.components.questionnaire.questions.names import QuestionKind
from consultations.errors import Frozen
from consultations.models import Contribution, Step
from participation.base.clock import now
from participation.territories.models import Territory

RowT = TypeVar("RowT", bound=models.Model)
valid_key = RegexValidator(r"^[a-z][a-z0-9_]*$", _("Des lettres sans accent, chiffres et _."))


def private_storage() -> Storage:
    """Where residents' files lie: no address leads there but the view that checks rights."""
    return storages["private"]


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


FROZEN = _(
    "Ces questions sont ouvertes aux habitants : elles ne changent plus. "
    "Seule une faute de rédaction se corrige, avec un motif."
)


def _refuse(version: Version) -> None:
    if version.is_frozen:
        raise Frozen(FROZEN)


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


class Section(Part):
    """A group of questions under a title."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="sections")
    title = models.CharField(_("titre"), max_length=200)
    intro = models.TextField(_("introduction"), blank=True)
    position = models.PositiveSmallIntegerField(_("rang"), default=0)

    class Meta:
        verbose_name = _("partie")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def in_version(self) -> Version:
        return self.version


class Question(Part):
    """One question. Its key stays the same from version to version; answers are compared by it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="questions")
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="questions"
    )
    position = models.PositiveSmallIntegerField(_("rang"), default=0)  # in the whole version
    key = models.CharField(_("repère"), max_length=40, validators=[valid_key])
    kind = models.CharField(_("sorte"), max_length=20, choices=QuestionKind)
    text = models.CharField(_("question"), max_length=500)
    help_text = models.CharField(_("aide"), max_length=500, blank=True)
    is_required = models.BooleanField(_("obligatoire"), default=False)
    offers_no_answer = models.BooleanField(
        _("propose « Je ne sais pas ou je préfère ne pas répondre »"), default=False
    )
    min_choices = models.PositiveSmallIntegerField(_("choix au moins"), null=True, blank=True)
    max_choices = models.PositiveSmallIntegerField(_("choix au plus"), null=True, blank=True)
    is_shuffled = models.BooleanField(_("ordre des choix au hasard"), default=False)
    has_other = models.BooleanField(_("propose « Autre »"), default=False)
    min_value = models.DecimalField(
        _("valeur la plus petite"), max_digits=15, decimal_places=4, null=True, blank=True
    )
    max_value = models.DecimalField(
        _("valeur la plus grande"), max_digits=15, decimal_places=4, null=True, blank=True
    )
    unit = models.CharField(_("unité"), max_length=30, blank=True)
    decimals = models.PositiveSmallIntegerField(_("décimales"), default=0)
    max_length = models.PositiveIntegerField(_("longueur la plus grande"), null=True, blank=True)
    starts_page = models.BooleanField(_("commence une page"), default=False)
    condition_mode = models.CharField(
        _("montrée si"),
        max_length=3,
        choices=[("all", _("toutes les conditions sont remplies")), ("any", _("l’une l’est"))],
        default="all",
    )

    class Meta:
        verbose_name = _("question")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="question_key_once"),
            models.CheckConstraint(
                name="question_choices_in_order",
                condition=Q(min_choices=None)
                | Q(max_choices=None)
                | Q(max_choices__gte=F("min_choices")),
            ),
            models.CheckConstraint(
                name="question_values_in_order",
                condition=Q(min_value=None) | Q(max_value=None) | Q(max_value__gte=F("min_value")),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def in_version(self) -> Version:
        return self.version


class Choice(Part):
    """Something to choose: an option, a column of a table, or one of its rows."""

    version_path = "question__version"

    class Axis(models.TextChoices):
        CHOICE = "choice", _("choix ou colonne")
        ROW = "row", _("ligne")

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    axis = models.CharField(max_length=6, choices=Axis, default=Axis.CHOICE)
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    key = models.CharField(_("repère"), max_length=40, validators=[valid_key])
    label = models.CharField(_("libellé"), max_length=300)

    class Meta:
        verbose_name = _("choix")
        verbose_name_plural = _("choix")
        ordering = ("position", "pk")
        constraints = [
            models.UniqueConstraint(fields=["question", "axis", "key"], name="choice_key_once")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def in_version(self) -> Version:
        return self.question.version


class Condition(Part):
    """Show `question` if an earlier one was answered in a certain way."""

    version_path = "question__version"

    question = models.ForeignKey(Question, models.CASCADE, related_name="conditions")
    depends_on = models.ForeignKey(Question, models.CASCADE, related_name="decides")
    operator = models.CharField(_("condition"), max_length=10, choices=Operator)
    text = models.CharField(_("texte ou nombre"), max_length=200, blank=True)
    choice_keys = models.JSONField(_("choix"), default=list, blank=True)  # keys of depends_on

    class Meta:
        verbose_name = _("condition")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="condition_on_another_question", condition=~Q(question=F("depends_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.depends_on_id} {self.operator}"

    @property
    def in_version(self) -> Version:
        return self.question.version


class AnswerSheet(models.Model):
    """What one contribution answers. A draft keeps what was typed; once sent, rows say it.

    `typed` holds the raw fields by question key, valid or not, so that nothing is ever lost; it
    is emptied when the answers are sent, and holds a correction that is being written.
    """

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="sheet")
    version = models.ForeignKey(Version, models.PROTECT, related_name="sheets")
    typed = models.JSONField(default=dict, blank=True)
    writers = models.JSONField(default=dict, blank=True)  # which open page wrote each key last
    opened_at = models.DateTimeField(null=True)  # when the person first saw a question
    warned_at = models.DateTimeField(null=True)  # when told that the draft will expire
    reminder_email = models.EmailField(max_length=254, blank=True)

    class Meta:
        verbose_name = _("feuille de réponses")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"#{self.pk}"


class Answer(models.Model):
    """One answer that counts; of a kind's columns only those it needs are filled."""

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)
    number = models.DecimalField(max_digits=15, decimal_places=4, null=True)
    date = models.DateField(null=True)
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, related_name="+")
    is_no_answer = models.BooleanField(default=False)
    other_text = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("réponse")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="answer_once"),
            models.CheckConstraint(
                name="answer_or_no_answer",
                condition=Q(is_no_answer=False)
                | Q(text="", other_text="", number=None, date=None, territory=None),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AnswerChoice(models.Model):
    """One thing chosen: with its rank in a ranking, with its row in a table."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="chosen")
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="+")
    row = models.ForeignKey(Choice, models.PROTECT, null=True, related_name="+")
    rank = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = _("choix fait")
        ordering = ("rank", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "choice"], name="answer_choice_once", condition=Q(row=None)
            ),
            models.UniqueConstraint(
                fields=["answer", "row"], name="answer_row_once", condition=Q(row__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["answer", "rank"], name="answer_rank_once", condition=Q(rank__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class AnswerFile(models.Model):
    """A file given with an answer, cleaned; it belongs to the sheet until the answer is sent."""

    sheet = models.ForeignKey(AnswerSheet, models.CASCADE, related_name="files")
    answer = models.OneToOneField(Answer, models.SET_NULL, null=True, related_name="file")
    key = models.CharField(max_length=40)  # of the question
    file = models.FileField(storage=private_storage, upload_to="answers/%Y/%m/", max_length=200)
    name = models.CharField(max_length=150)  # as the person called it, cleaned
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("fichier")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
