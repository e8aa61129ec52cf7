"""What people are told of their draft: that it will be deleted in a week."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.components.questionnaire.actions import expires_at
from consultations.components.questionnaire.events import DraftExpiring
from consultations.components.questionnaire.models import AnswerSheet
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.notifications.actions import write_letter
from participation.notifications.kinds import Category, NoticeKind, declare

declare(
    NoticeKind(
        "draft_expiring",
        Category.ESSENTIAL,
        gettext_lazy("Un brouillon qui sera effacé"),
        link="link",
    )
)


@listen(DraftExpiring)
def warn_of_expiry(heard: Heard) -> None:
    """Write to the address that once asked for the link, or to the account, if there is one.

    The letter holds no link to the draft itself: who reads our tables must not open it.
    """
    sheet = (
        AnswerSheet.objects.filter(pk=heard.event.sheet_id, contribution__state="draft")
        .select_related("contribution__step__consultation__public_body", "contribution__author")
        .first()
    )
    if sheet is None:  # sent or deleted meanwhile
        return
    draft = sheet.contribution
    address = sheet.reminder_email or (draft.author.email if draft.author else "")
    if not address:
        return
    title = draft.step.consultation.title
    write_letter(
        entry_id=heard.entry_id,
        to=address,
        kind="draft_expiring",
        subject=_("Votre brouillon sera bientôt effacé : %(title)s") % {"title": title},
        context={
            "step": draft.step,
            "consultation": draft.step.consultation,
            "is_of_account": draft.author_id is not None,
            "link": absolute(draft.step.get_absolute_url()),
            "expires_at": expires_at(draft),
        },
    )
