"""Councils may be followed: their public meetings, decisions and referrals."""

from django.utils.translation import gettext_lazy as _

from participation.councils.models import Council
from participation.notifications.topics import Topic, TopicKind, may_be_followed, seen_by_all

may_be_followed(
    TopicKind(
        name="council",
        label=_("Conseil"),
        promise=_("Nous vous prévenons de ses réunions publiques, de ses décisions et saisines."),
        visible_to=seen_by_all(Council),
        url=lambda council: council.get_absolute_url(),
    )
)


def topic_of(council_id: int) -> Topic:
    return Topic("council", council_id)
