"""What may be followed of consultations: one of them, a theme; and whom an event is about."""

from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation, Theme
from participation.base.http import with_query
from participation.notifications.topics import Topic, TopicKind, may_be_followed, seen_by_all
from participation.territories.models import Territory

may_be_followed(
    TopicKind(
        name="consultation",
        label=_("Démarche"),
        promise=_("Nous vous prévenons à chaque étape, jusqu’à la réponse et à ses suites."),
        visible_to=Consultation.objects.visible_to,
        url=lambda consultation: consultation.get_absolute_url(),
    )
)
may_be_followed(
    TopicKind(
        name="theme",
        label=_("Thème"),
        promise=_("Nous vous prévenons des démarches qui s’ouvrent sur ce thème."),
        visible_to=seen_by_all(Theme),
        url=lambda theme: with_query("/demarches/", theme=theme.slug),
        is_listed=True,
    )
)


def topic_of(consultation: Consultation) -> Topic:
    return Topic("consultation", consultation.pk)


def topics_around(consultation: Consultation) -> list[Topic]:
    """Give the consultation, its theme, the territories it lies in, its public body.

    The most precise first: it is the reason one gives to who follows several of them.
    """
    topics = [topic_of(consultation)]
    if consultation.theme_id:
        topics.append(Topic("theme", consultation.theme_id))
    topics += [Topic("territory", pk) for pk in _around(consultation.territory)]
    return [*topics, Topic("body", consultation.public_body_id)]


def _around(territory: Territory) -> list[int]:
    """Give the territory and those it lies in, the smallest first."""
    found, here = [territory.pk], territory
    while here.parent_id:
        assert here.parent is not None
        here = here.parent
        found.append(here.pk)
    beside = territory.also_in.order_by("pk").values_list("pk", flat=True)
    return list(dict.fromkeys([*found, *beside]))
