"""The parts of a version: sections, questions, what may be chosen, and when each is shown."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultations.components.questionnaire.conditions import Operator
from consultations.components.questionnaire.models.versions import Part, Version
from consultations.components.questionnaire.questions.names import QuestionKind

valid_key = RegexValidator(r"^[a-z][a-z0-9_]*$", _("Des lettres sans accent, chiffres et _."))
SETTINGS = (  # what an author says of a question; a copy of it carries them over
    "kind",
    "text",
    "help_text",
    "is_required",
    "offers_no_answer",
    "min_choices",
    "max_choices",
    "is_shuffled",
    "has_other",
    "min_value",
    "max_value",
    "unit",
    "decimals",
    "max_length",
    "starts_page",
    "condition_mode",
)


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
