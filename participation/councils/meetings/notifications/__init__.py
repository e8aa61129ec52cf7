"""What people are told of meetings."""

from django.utils.translation import gettext_lazy as _

from participation.councils.meetings.notifications import followers, members, registrations
from participation.notifications.kinds import Category, NoticeKind, declare

__all__ = ["followers", "members", "registrations"]

declare(
    NoticeKind(
        "meeting_convocation",
        Category.ESSENTIAL,
        _("Une convocation à une réunion"),
        link="answer_url",
        is_proof=True,
    ),
    NoticeKind(
        "meeting_changed",
        Category.ESSENTIAL,
        _("Une réunion reportée ou annulée"),
        link="inbox_url",  # a guest's own address is a secret
        has_sms=True,
    ),
    NoticeKind(
        "meeting_minutes_late",
        Category.COUNCILS,
        _("Un compte rendu attendu"),
        link="minutes_url",
    ),
    NoticeKind("meeting_observer", Category.ESSENTIAL, _("Une invitation à une réunion")),
    NoticeKind("meeting_follow", Category.ESSENTIAL, _("Confirmer un suivi de réunions")),
    NoticeKind(
        "meeting_announced", Category.COUNCILS, _("Une réunion publique"), link="meeting_url"
    ),
    NoticeKind(
        "meeting_minutes_published",
        Category.COUNCILS,
        _("Un compte rendu publié"),
        link="meeting_url",
    ),
    NoticeKind(
        "meeting_changed_public",
        Category.COUNCILS,
        _("Une réunion publique reportée ou annulée"),
        link="meeting_url",
    ),
    NoticeKind("meeting_registration_asked", Category.ESSENTIAL, _("Confirmer une inscription")),
    NoticeKind("meeting_registration", Category.ESSENTIAL, _("Votre inscription à une réunion")),
    NoticeKind("meeting_place_freed", Category.ESSENTIAL, _("Une place qui se libère")),
)
