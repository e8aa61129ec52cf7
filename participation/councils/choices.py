"""What a council may be, and how one comes to sit in it and leaves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyType(models.TextChoices):
    CITIZENS_COUNCIL = "citizens_council", _("Conseil citoyen")
    NEIGHBOURHOOD_COUNCIL = "neighbourhood_council", _("Conseil de quartier")
    NEIGHBOURHOOD_TABLE = "neighbourhood_table", _("Table de quartier")
    USER_COMMITTEE = "user_committee", _("Comité d’usagers")
    DEVELOPMENT_COUNCIL = "development_council", _("Conseil de développement")
    YOUTH_COUNCIL = "youth_council", _("Conseil de jeunes")
    LOCAL_MENTAL_HEALTH_COUNCIL = (
        "local_mental_health_council",
        _("Conseil local de santé mentale"),
    )
    WORKING_GROUP = "working_group", _("Groupe de travail")
    OTHER = "other", _("Autre instance")


class Activity(models.TextChoices):
    BEING_SET_UP = "being_set_up", _("En cours de création")
    ACTIVE = "active", _("Actif")
    DORMANT = "dormant", _("En sommeil")
    BEING_RENEWED = "being_renewed", _("En renouvellement")
    ENDED = "ended", _("Terminé")


class CollegeKind(models.TextChoices):
    RESIDENTS = "residents", _("Habitants")
    LOCAL_ACTORS = "local_actors", _("Associations et acteurs locaux")
    CONCERNED_PEOPLE = "concerned_people", _("Personnes concernées")


class Way(models.TextChoices):
    """How a member came to sit."""

    BY_LOT = "by_lot", _("Par tirage au sort")
    VOLUNTEER = "volunteer", _("Volontaire")
    APPOINTED = "appointed", _("Par désignation")


class Gender(models.TextChoices):
    WOMAN = "woman", _("Femme")
    MAN = "man", _("Homme")
    OTHER = "other", _("Autre")
    UNSAID = "", _("Non précisé")


class PublicOffice(models.TextChoices):
    """What a person declares before sitting; some frameworks bar some of these."""

    NONE = "", _("Aucune de ces fonctions")
    ELECTED = "elected", _("Élue ou élu")
    STATE_AGENT = "state_agent", _("Agent de l’État")
    CITY_AGENT = "city_agent", _("Agent chargé de la politique de la ville")


class EndReason(models.TextChoices):
    TERM = "term", _("Fin du mandat")
    RESIGNED = "resigned", _("Départ volontaire")
    MOVED = "moved", _("Déménagement")
    ABSENT = "absent", _("Absences répétées")
    INCOMPATIBLE = "incompatible", _("Fonction incompatible")
    REPLACED = "replaced", _("Remplacement")
    DECEASED = "deceased", _("Décès")
    OTHER = "other", _("Autre raison")


class Asked(models.TextChoices):
    """What became of somebody's request to join."""

    OPEN = "open", _("En attente")
    INVITED = "invited", _("Acceptée")
    DECLINED = "declined", _("Refusée")
    WITHDRAWN = "withdrawn", _("Retirée")
