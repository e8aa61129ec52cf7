"""How long accounts are kept: as long as they serve, then two years, with a warning."""

from django.utils.translation import gettext_lazy as _

from participation.accounts.actions import erase_inactive, warn_inactive
from participation.accounts.models import Account
from participation.base.retention import RetentionRule, keeps


def warn_then_erase() -> int:
    """Warn a month before, then erase, by the action that a request to be erased calls."""
    warn_inactive()
    return erase_inactive()


keeps(
    RetentionRule(
        name="accounts",
        what=_("Comptes sans connexion"),
        kept=_("24 mois après la dernière connexion, avec un courriel un mois avant"),
        why=_("RGPD, article 5 : pas plus longtemps que nécessaire"),
        remove=warn_then_erase,
        count=lambda: Account.objects.to_erase().count(),
    )
)
