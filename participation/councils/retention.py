"""How long what surrounds councils is kept; and whose accounts serve without signing in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from participation.accounts.models import spares_accounts
from participation.base.retention import RetentionRule, keeps
from participation.councils.actions.attempts import tidy_attempts
from participation.councils.actions.forgetting import forget_old_invitations
from participation.councils.models import Membership

keeps(
    RetentionRule(
        name="invitations",
        what=_("Invitations retirées ou jamais acceptées"),
        kept=_("1 mois après leur fin"),
        why=_("Elles ne servent plus à rien"),
        remove=forget_old_invitations,
    ),
    RetentionRule(
        name="attempts",
        what=_("Tentatives d’entrée là où il n’y a aucun conseil"),
        kept=_("Quelques jours"),
        why=_("Personne ne peut les lire"),
        remove=tidy_attempts,
    ),
)


@spares_accounts
def members() -> Any:
    """Keep the account of who sits in a council: the mandate says until when."""
    rows = Membership.objects.running().exclude(account=None).order_by()
    return rows.values("account_id")
