"""Tasks: something to do, by whom and by when."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.base.clock import now
from participation.base.text import folded
from participation.councils.models import Council
from participation.councils.tasks.querysets import TaskQuerySet


class Task(models.Model):
    """Something that one member does for the council, or that nobody has taken yet.

    `origin` and `origin_url` lead to what it comes from: a decision, a meeting, a message.
    `reminded_for` is the day of which its assignee was reminded.
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="tasks")
    title = models.CharField(_("à faire"), max_length=150)
    details = models.TextField(_("précisions"), blank=True)
    search_text = models.TextField(blank=True, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, editable=False)
    due_on = models.DateField(_("pour le"), null=True)
    reminded_for = models.DateField(null=True, editable=False)
    done_at = models.DateTimeField(_("faite le"), null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("ajoutée le"), default=now)
    origin = models.CharField(_("d’où elle vient"), max_length=150, blank=True)
    origin_url = models.CharField(max_length=300, blank=True, editable=False)
    key = models.UUIDField(editable=False)
    objects = TaskQuerySet.as_manager()
    assignee_name: str  # the names the council knows; the queries of pages put them there
    added_by_name: str
    done_by_name: str
    is_free: bool  # nobody does it, or whoever did has left

    class Meta:
        verbose_name = _("tâche")
        verbose_name_plural = _("tâches")
        ordering = ("due_on", "added_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["council", "added_by", "key"], name="task_once"),
            models.CheckConstraint(
                name="task_done_by_somebody_at_some_time",
                condition=models.Q(done_by=None) | models.Q(done_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["council", "due_on"], name="task_list")]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("tasks:task", args=[self.council.slug, self.pk])

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_late(self) -> bool:
        """Whether its day is over, on the council's own calendar, and it is still to do."""
        return not self.is_done and self.due_on is not None and self.due_on < self.council.today

    def fill_search_text(self) -> None:
        self.search_text = folded(f"{self.title} {self.details}")
