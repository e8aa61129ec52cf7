"""The words a consultation and a contribution are described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    ANNOUNCED = "announced", _("Annoncée")
    OPEN = "open", _("Ouverte")
    CLOSED = "closed", _("Close, réponse attendue")
    SYNTHESIS_PUBLISHED = "synthesis_published", _("Synthèse publiée")
    RESPONDED = "responded", _("Réponse publiée")
    FOLLOW_UP = "follow_up", _("Suivi des engagements")
    ARCHIVED = "archived", _("Archivée")
    SUSPENDED = "suspended", _("Suspendue")
    WITHDRAWN = "withdrawn", _("Retirée")


PUBLIC_STATES = [state for state in State if state != State.DRAFT]
ENDED_STATES = [
    State.CLOSED,
    State.SYNTHESIS_PUBLISHED,
    State.RESPONDED,
    State.FOLLOW_UP,
    State.ARCHIVED,
]


class IdentityLevel(models.IntegerChoices):
    OPEN = 0, _("Ouverte à tous, sans vérification")
    EMAIL_CODE = 1, _("Un code reçu par courriel : une personne, une contribution")


class Anonymity(models.TextChoices):
    PSEUDONYM = "pseudonym", _("Publique : le pseudonyme s’affiche si la contribution est publiée")
    CONFIDENTIAL = "confidential", _("Confidentielle : aucun nom ne s’affiche")
    ANONYMOUS = "anonymous", _("Anonyme : rien ne relie la contribution à une personne")


class EasyRead(models.TextChoices):
    NONE = "none", _("Aucune")
    DRAFT = "draft", _("Version simplifiée, pas encore relue")
    REVIEWED = "reviewed", _("Relue par des personnes concernées")


class Channel(models.TextChoices):
    ONLINE = "online", _("En ligne")
    PAPER = "paper", _("Papier")
    PHONE = "phone", _("Téléphone")
    IN_PERSON = "in_person", _("Sur place")
    POST = "post", _("Courrier")
    HELPER = "helper", _("Avec un aidant")
    IMPORTED = "imported", _("Repris d’une autre plateforme")


class Timeliness(models.TextChoices):
    IN_TIME = "in_time", _("Dans les délais")
    IN_GRACE = "in_grace", _("Dans le délai de tolérance")
