"""What people answer: a sheet, its answers, what they chose, and the files they gave."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.components.questionnaire.models.questions import Choice, Question
from consultations.components.questionnaire.models.versions import Version
from consultations.models import Contribution
from participation.territories.models import Territory


def private_storage() -> Storage:
    """Where residents' files lie: no address leads there but the view that checks rights."""
    return storages["private"]


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
