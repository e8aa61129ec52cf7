"""What each template knows of the site: its name, its help, whether it is a demonstration."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

NAVIGATION = (
    ("/demarches/", _("Démarches")),
    ("/conseils/", _("Conseils")),
    ("/ressources/", _("Ressources")),
    ("/organismes/", _("Organismes")),
    ("/actualites/", _("Actualités")),
    ("/aide/", _("Aide")),
    ("/mes-participations/", _("Mes participations")),
)


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the names that `base.html` reads. No query is made here."""
    return {
        "site_name": getattr(settings, "SITE_NAME", "Participation"),
        "site_navigation": NAVIGATION,
        "site_languages": settings.LANGUAGES,
        "help_phone": getattr(settings, "HELP_PHONE", ""),
        "help_email": getattr(settings, "HELP_EMAIL", ""),
        "is_demo": getattr(settings, "SHOW_DEMO_BANNER", False),
    }
