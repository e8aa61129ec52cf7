"""The states of a draw, and what becomes of each person drawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    PREPARED = "prepared", _("En préparation")
    COMMITTED = "committed", _("Annoncé : règle et listes publiées")
    DRAWN = "drawn", _("Tiré")
    DONE = "done", _("Terminé")
    CANCELLED = "cancelled", _("Annulé")


class Answer(models.TextChoices):
    TO_CONTACT = "to_contact", _("À contacter")
    CONTACTED = "contacted", _("Contactée")
    ACCEPTED = "accepted", _("A accepté")
    REFUSED = "refused", _("A refusé")
    UNREACHABLE = "unreachable", _("Injoignable")
    MOVED = "moved", _("A déménagé")


GONE = [Answer.REFUSED, Answer.UNREACHABLE, Answer.MOVED]
