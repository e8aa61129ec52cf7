"""Telling who follows a plan or a measure that it moved, and those whose words it comes from.

The officers of the body are reminded before a deadline.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.commitments.choices import TurnKind
from consultations.commitments.events import MeasureDue, TurnTaken
from consultations.commitments.models import Measure, Turn
from consultations.commitments.topics import topics_of
from consultations.commitments.words import turn_words
from consultations.models import Contribution
from participation.accounts.models import Officer
from participation.base.events import Heard, listen
from participation.notifications.actions import News, tell
from participation.notifications.kinds import Category, NoticeKind, Rhythm, declare
from participation.notifications.topics import Topic
from participation.ui.typography import day

declare(
    NoticeKind(
        "commitment_moved",
        Category.FOLLOWED,
        gettext_lazy("Une mesure ou un plan qui avance"),
        Rhythm.DAILY,
    ),
    NoticeKind("measure_due", Category.OFFICE, gettext_lazy("L’échéance d’une mesure approche")),
)
QUIET = {TurnKind.ADDED, TurnKind.SOURCE}  # they are read on the page, and told to nobody


@listen(TurnTaken)
def tell_followers(heard: Heard) -> None:
    """Tell one line of history; the authors of what a measure comes from are told as well."""
    rows = Turn.objects.select_related("plan__territory", "measure__plan")
    turn = rows.filter(pk=heard.event.turn_id).first()
    if turn is None or turn.kind in QUIET or not turn.plan.is_published:
        return
    thing = turn.measure or turn.plan
    topics = topics_of(turn.plan, turn.measure)
    if turn.kind == TurnKind.PUBLISHED:
        topics += [
            Topic("territory", turn.plan.territory_id),
            Topic("body", turn.plan.public_body_id),
        ]
    news = News(
        title=_("%(what)s : %(title)s") % {"what": turn.get_kind_display(), "title": thing},
        path=thing.get_absolute_url(),
        summary=turn_words(turn),
    )
    tell(heard.entry_id, "commitment_moved", news, topics=topics, accounts=_authors(turn.measure))


def _authors(measure: Measure | None) -> list[int]:
    """Give the accounts whose contributions the decisions behind a measure cite."""
    if measure is None:
        return []
    cited = Contribution.objects.filter(citations__response__sources__measure=measure)
    authors = cited.counted().exclude(author=None).order_by("author")
    return list(authors.values_list("author", flat=True).distinct())


@listen(MeasureDue)
def remind_officers(heard: Heard) -> None:
    """Tell each officer of the body that a measure is due soon, unless it is over meanwhile."""
    rows = Measure.objects.running().select_related("plan")
    measure = rows.filter(pk=heard.event.measure_id).first()
    if measure is None or measure.due_on is None or measure.due_on != measure.reminded_for:
        return
    news = News(
        title=_("Échéance proche : %(title)s") % {"title": measure.title},
        path=reverse("plans:measure", args=[measure.plan_id, measure.pk]),
        summary=_("Cette mesure est annoncée pour le %(day)s. Dites où elle en est.")
        % {"day": day(measure.due_on)},
    )
    officers = Officer.objects.filter(
        public_body=measure.plan.public_body_id, account__is_active=True
    )
    accounts = officers.order_by("account_id").values_list("account_id", flat=True)
    tell(heard.entry_id, "measure_due", news, accounts=accounts)
