"""Who came into a space by exception, and who tried its door in vain."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from participation.councils.models import Attempt
from participation.councils.registry import News
from participation.councils.space import Space

MOST = 50


def comings_since(space: Space, since: datetime) -> list[News]:
    """Tell each coming since an instant, most recent first, in two queries."""
    council = space.council
    page = reverse("councils:entries", args=[council.slug])
    accesses = council.exceptional_accesses.filter(opened_at__gt=since)[:MOST]
    attempts = Attempt.objects.at(council).filter(tried_at__gt=since)
    told = [
        News(access.opened_at, _("Une personne qui administre la plateforme est entrée"), page)
        for access in accesses
    ]
    told += [
        News(attempt.tried_at, _("%(who)s a essayé d’entrer") % {"who": attempt.who}, page)
        for attempt in attempts.select_related("public_body")[:MOST]
    ]
    return sorted(told, key=lambda news: news.at, reverse=True)
