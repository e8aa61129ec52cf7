"""The states of a session and of an enrolment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionState(models.TextChoices):
    PLANNED = "planned", _("Prévue")
    SETTLED = "settled", _("Places attribuées")
    HELD = "held", _("Terminée")
    CANCELLED = "cancelled", _("Annulée")


class EnrolmentState(models.TextChoices):
    ASKED = "asked", _("Demande enregistrée")
    PLACED = "placed", _("Place attribuée")
    WAITING = "waiting", _("Sur liste d’attente")
    CANCELLED = "cancelled", _("Annulée")
    ABSENT = "absent", _("Absente ou absent")
    ATTENDED = "attended", _("Présente ou présent")


STILL_IN = [EnrolmentState.ASKED, EnrolmentState.PLACED, EnrolmentState.WAITING]
