"""How long what surrounds contributions is kept."""

from django.utils.translation import gettext_lazy as _

from consultations.actions import forget_old_checks
from consultations.registry import components
from participation.base.retention import RetentionRule, keeps


def tidy_components() -> int:
    """Let each kind of step warn of drafts that expire, and delete those that have."""
    return sum(component.tidy() for component in components().values())


keeps(
    RetentionRule(
        name="codes",
        what=_("Codes envoyés pour vérifier une adresse"),
        kept=_("Le double de leur durée de validité"),
        why=_("Ils ne servent plus à rien"),
        remove=forget_old_checks,
    ),
    RetentionRule(
        name="drafts",
        what=_("Brouillons"),
        kept=_("60 jours sans changement, 30 après la clôture ; un courriel 7 jours avant"),
        why=_("Le temps de finir, et pas plus"),
        remove=tidy_components,
    ),
)
