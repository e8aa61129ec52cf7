"""How long letters, notices and addresses are kept."""

from django.utils.translation import gettext_lazy as _

from participation.base.retention import RetentionRule, keeps
from participation.notifications.actions import (
    forget_old_letters,
    forget_old_notices,
    forget_unconfirmed,
)

keeps(
    RetentionRule(
        name="letters",
        what=_("Traces des courriels : à qui, quand, quel objet"),
        kept=_("12 mois ; leurs mots s’effacent dès l’envoi"),
        why=_("Répondre à qui dit n’avoir rien reçu"),
        remove=forget_old_letters,
    ),
    RetentionRule(
        name="notices",
        what=_("Avis"),
        kept=_("12 mois"),
        why=_("Les relire pendant la vie d’une démarche"),
        remove=forget_old_notices,
    ),
    RetentionRule(
        name="unconfirmed",
        what=_("Adresses laissées pour suivre, jamais confirmées"),
        kept=_("7 jours"),
        why=_("Personne n’a dit que l’adresse est la sienne"),
        remove=forget_unconfirmed,
    ),
)
