"""The life of a referral, step by step: which step may follow which, and who may record it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """To whom it goes. Source of the first: law 2017-86 of 27 January 2017, articles 153 to 156."""

    TO_PREFECT = "to_prefect", _("Saisine du préfet")
    TO_BODY = "to_body", _("Interpellation d’un organisme public")


class State(models.TextChoices):
    DRAFTED = "drafted", _("Brouillon")
    VOTING = "voting", _("Soumise au vote du conseil")
    ADOPTED = "adopted", _("Adoptée par le conseil")
    SENT = "sent", _("Envoyée")
    REDIRECTED = "redirected", _("Transmise à l’autorité compétente")
    ACKNOWLEDGED = "acknowledged", _("Réception confirmée")
    TRANSMITTED = "transmitted", _("Transmise pour avis ou action")
    DIAGNOSIS = "diagnosis", _("Réponse : diagnostic et actions")
    NO_ACTION = "no_action", _("Réponse : pas d’action")
    ON_AGENDA = "on_agenda", _("Inscrite à l’ordre du jour")
    DEBATED = "debated", _("Débattue")
    CLOSED = "closed", _("Terminée")


S = State
NEXT: dict[State, tuple[State, ...]] = {
    S.DRAFTED: (S.VOTING, S.ADOPTED),
    S.VOTING: (S.ADOPTED, S.DRAFTED),
    S.ADOPTED: (S.SENT,),
    # An authority may say nothing for long, then answer at once: what it skipped is not invented.
    S.SENT: (S.ACKNOWLEDGED, S.REDIRECTED, S.TRANSMITTED, S.DIAGNOSIS, S.NO_ACTION, S.CLOSED),
    S.REDIRECTED: (S.ACKNOWLEDGED, S.REDIRECTED, S.TRANSMITTED, S.DIAGNOSIS, S.NO_ACTION, S.CLOSED),
    S.ACKNOWLEDGED: (S.REDIRECTED, S.TRANSMITTED, S.DIAGNOSIS, S.NO_ACTION, S.CLOSED),
    S.TRANSMITTED: (S.DIAGNOSIS, S.NO_ACTION, S.ON_AGENDA, S.CLOSED),
    S.DIAGNOSIS: (S.ON_AGENDA, S.CLOSED),
    S.NO_ACTION: (S.ON_AGENDA, S.CLOSED),
    S.ON_AGENDA: (S.ON_AGENDA, S.DEBATED, S.CLOSED),
    S.DEBATED: (S.CLOSED,),
    S.CLOSED: (),
}
BY_ADDRESSEE = frozenset(
    {
        *(S.REDIRECTED, S.ACKNOWLEDGED, S.TRANSMITTED, S.DIAGNOSIS),
        *(S.NO_ACTION, S.ON_AGENDA, S.DEBATED),
    }
)
BY_HAND = BY_ADDRESSEE | {S.CLOSED}  # a council's vote adopts, and sending has its own page
RANK = {
    S.ACKNOWLEDGED: 1,
    S.TRANSMITTED: 2,
    S.DIAGNOSIS: 3,
    S.ON_AGENDA: 4,
    S.DEBATED: 5,
    S.NO_ACTION: 5,
    S.CLOSED: 5,  # nothing more is awaited after these
}
NEEDED = {  # what a step must say, and the sentence where it does not
    S.NO_ACTION: {"text": _("Écrivez la raison : un refus se justifie.")},
    S.DIAGNOSIS: {"text": _("Écrivez ce que dit la réponse.")},
    S.REDIRECTED: {"to": _("Écrivez à quelle autorité la saisine est transmise.")},
    S.TRANSMITTED: {"to": _("Écrivez à qui la saisine est transmise.")},
    S.ON_AGENDA: {
        "assembly": _("Écrivez quelle assemblée en débattra."),
        "scheduled_on": _("Indiquez le jour de la séance."),
    },
    S.DEBATED: {"assembly": _("Écrivez quelle assemblée en a débattu.")},
    S.CLOSED: {
        "outcome": _("Choisissez un résultat."),
        "text": _("Écrivez l’avis du conseil sur ce qui a été obtenu."),
    },
}
IN_ADDRESSES = {
    "reception": S.ACKNOWLEDGED,
    "autre-autorite": S.REDIRECTED,
    "transmission": S.TRANSMITTED,
    "diagnostic": S.DIAGNOSIS,
    "pas-d-action": S.NO_ACTION,
    "ordre-du-jour": S.ON_AGENDA,
    "debat": S.DEBATED,
    "fin": S.CLOSED,
}


class Side(models.TextChoices):
    """Who recorded a step."""

    COUNCIL = "council", _("Saisi par le conseil")
    ADDRESSEE = "addressee", _("Saisi par l’organisme")


class Means(models.TextChoices):
    """How it was sent, and so what proves it."""

    EMAIL = "email", _("Par courriel, depuis cette plateforme")
    POST = "post", _("Par la poste, en recommandé")
    BY_HAND = "by_hand", _("Remise en main propre")


class Outcome(models.TextChoices):
    OBTAINED = "obtained", _("Demande satisfaite")
    PARTLY = "partly", _("Demande satisfaite en partie")
    REFUSED = "refused", _("Demande refusée")
    UNANSWERED = "unanswered", _("Restée sans réponse")
    WITHDRAWN = "withdrawn", _("Le conseil y renonce")


class Awaited(models.TextChoices):
    """What a delay is about; a later step meets it as well."""

    ACKNOWLEDGED = S.ACKNOWLEDGED.value, _("confirmer la réception")
    TRANSMITTED = S.TRANSMITTED.value, _("transmettre")
    DIAGNOSIS = S.DIAGNOSIS.value, _("répondre")
    ON_AGENDA = S.ON_AGENDA.value, _("inscrire à l’ordre du jour")
    DEBATED = S.DEBATED.value, _("débattre")


class Basis(models.TextChoices):
    """Where a number of days comes from. No text of law is known to give one: a source is asked."""

    WISHED = "wished", _("souhaité par le conseil")
    OF_BODY = "of_body", _("fixé par l’organisme")
    LEGAL = "legal", _("légal")


WISHES = {Awaited.ACKNOWLEDGED: 15, Awaited.DIAGNOSIS: 60}
