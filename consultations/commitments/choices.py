"""The words a plan and its measures are described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanKind(models.TextChoices):
    PLAN = "plan", _("Plan d’action")
    CONTRACT = "contract", _("Contrat")


class Status(models.TextChoices):
    """Where a measure stands; that it is late is computed, never typed."""

    NOT_STARTED = "not_started", _("Pas commencée")
    IN_PROGRESS = "in_progress", _("En cours")
    DONE = "done", _("Faite")
    ABANDONED = "abandoned", _("Abandonnée")


ENDED = (Status.DONE, Status.ABANDONED)
PILLS = {
    Status.NOT_STARTED: "",
    Status.IN_PROGRESS: "in_progress",
    Status.DONE: "done",
    Status.ABANDONED: "withdrawn",
}


class Rhythm(models.IntegerChoices):
    """How often, in days, the body announces news of each measure."""

    MONTHLY = 31, _("chaque mois")
    QUARTERLY = 92, _("chaque trimestre")
    HALF_YEARLY = 183, _("deux fois par an")
    YEARLY = 366, _("chaque année")


class TurnKind(models.TextChoices):
    """What one dated line of the history says."""

    PUBLISHED = "published", _("Publication")
    ADDED = "added", _("Mesure ajoutée")
    STATUS = "status", _("Changement d’état")
    NEWS = "news", _("Nouvelle")
    DEADLINE = "deadline", _("Échéance repoussée")
    MERGED = "merged", _("Fusion")
    CORRECTION = "correction", _("Erratum")
    FIGURE = "figure", _("Chiffre publié")
    SOURCE = "source", _("Lien avec une décision")
    SIGNED = "signed", _("Signature")
    AMENDED = "amended", _("Avenant")


class AmendmentKind(models.TextChoices):
    AMENDMENT = "amendment", _("Avenant")
    EXTENSION = "extension", _("Prorogation")
    REVISION = "revision", _("Révision")
