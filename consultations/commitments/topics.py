"""What may be followed of commitments: a whole plan, or one of its measures."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from consultations.commitments.models import Measure, Plan
from participation.notifications.topics import Topic, TopicKind, may_be_followed


def visible_measures(person: Any) -> Any:
    """Give the measures of the plans somebody may see."""
    return Measure.objects.filter(plan__in=Plan.objects.visible_to(person)).select_related("plan")


may_be_followed(
    TopicKind(
        name="plan",
        label=_("Plan d’action ou contrat"),
        promise=_("Nous vous prévenons quand une de ses mesures avance, ou quand il change."),
        visible_to=Plan.objects.visible_to,
        url=lambda plan: plan.get_absolute_url(),
    )
)
may_be_followed(
    TopicKind(
        name="measure",
        label=_("Mesure"),
        promise=_("Nous vous prévenons quand cette mesure avance, recule ou change."),
        visible_to=visible_measures,
        url=lambda measure: measure.get_absolute_url(),
    )
)


def topics_of(plan: Plan, measure: Measure | None) -> list[Topic]:
    """Give what is followed, the most precise first."""
    topics = [Topic("measure", measure.pk)] if measure else []
    return [*topics, Topic("plan", plan.pk)]
