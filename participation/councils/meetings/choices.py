"""The kinds and states of meetings, of agenda items, of answers and of corrections."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    ORDINARY = "ordinary", _("Réunion du conseil")
    WORKING = "working", _("Groupe de travail")


class State(models.TextChoices):
    DRAFT = "draft", _("En préparation")
    SCHEDULED = "scheduled", _("Annoncée")
    POSTPONED = "postponed", _("Reportée")
    CANCELLED = "cancelled", _("Annulée")


class ItemState(models.TextChoices):
    PROPOSED = "proposed", _("Proposé")
    ACCEPTED = "accepted", _("À l’ordre du jour")
    DECLINED = "declined", _("Pas cette fois")


class Choice(models.TextChoices):
    """What a member answers to a convocation."""

    COMING = "coming", _("Je viens")
    ABSENT = "absent", _("Je ne viens pas")
    PROXY = "proxy", _("Je donne procuration")


class How(models.TextChoices):
    """How a member without e-mail was told."""

    PHONE = "phone", _("Par téléphone")
    POST = "post", _("Par courrier")
    IN_PERSON = "in_person", _("De vive voix")


class AmendmentState(models.TextChoices):
    OPEN = "open", _("À examiner")
    TAKEN = "taken", _("Reprise")
    DECLINED = "declined", _("Écartée")
