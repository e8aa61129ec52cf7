"""What may go wrong with what another site says of its councils."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Why a register was not taken over; what was known before stays."""

    NONE = "", _("Tout va bien.")
    UNREACHABLE = "unreachable", _("Ce site ne répond pas.")
    NO_REGISTER = "no_register", _("Ce site répond, mais il ne donne pas de registre.")
    TOO_BIG = "too_big", _("Ce registre est trop grand pour être repris.")
    NOT_A_REGISTER = "not_a_register", _("Ce n’est pas un registre que nous savons lire.")
    OTHER_SITE = "other_site", _("Ce registre parle au nom d’un autre site.")
    SIGNATURE = "signature", _("La signature ne va pas avec le registre. Rien n’a été repris.")
    NEW_KEY = "new_key", _("Ce site signe avec une autre clé. Rien n’est repris sans votre accord.")
    OLDER = "older", _("Le registre reçu est plus ancien que celui que nous avons.")
    FUTURE = "future", _("Ce registre est daté dans l’avenir. Rien n’a été repris.")


class Fault(models.TextChoices):
    """Why one council of a register was left out."""

    UNREADABLE = "unreadable", _("ce n’est pas la description d’un conseil")
    NO_ID = "no_id", _("son adresse courte manque ou n’est pas valable")
    TWICE = "twice", _("la même adresse courte sert déjà")
    NAME = "name", _("son nom manque ou il est trop long")
    URL = "url", _("sa page n’est pas sur le site qui publie")
    PLACE = "place", _("sa commune manque ou n’est pas lisible")
    STATE = "state", _("son état n’est pas connu")
