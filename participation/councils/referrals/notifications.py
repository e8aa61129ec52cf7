"""Letters: the referral itself to its addressee, and each step to those who follow it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.accounts.models import Account
from participation.base.codes import absolute
from participation.base.events import Heard, listen
from participation.councils.models import Council
from participation.councils.queries.insiders import insiders
from participation.councils.referrals.actions import enrol_members
from participation.councils.referrals.choices import Means, State
from participation.councils.referrals.events import ReferralFollowAsked, StepRecorded
from participation.councils.referrals.models import Follower, Referral, Step
from participation.councils.referrals.queries import SENT_LETTER
from participation.councils.topics import topic_of
from participation.notifications.actions import News, tell, write_letter
from participation.notifications.guards import guards_letters
from participation.notifications.kinds import Category, NoticeKind, declare

declare(
    NoticeKind(
        "referral_follow", Category.ESSENTIAL, gettext_lazy("Confirmer un suivi de saisine")
    ),
    NoticeKind(SENT_LETTER, Category.ESSENTIAL, gettext_lazy("Une saisine qui vous est adressée")),
    NoticeKind(
        "referral_step", Category.COUNCILS, gettext_lazy("Une saisine adoptée"), link="page_url"
    ),
    NoticeKind(
        "referral_followed",
        Category.COUNCILS,
        gettext_lazy("Une saisine qui avance"),
        link="page_url",
    ),
)


@guards_letters("referral_follower")
def may_still_be_told(recipient: str, follower_id: int) -> bool:
    """Say whether this address still asks to be told, or is still inside, for a member."""
    rows = Follower.objects.filter(pk=follower_id, stopped_at=None)
    follower = rows.select_related("account", "referral").first()
    if follower is None or follower.address != recipient:
        return False
    if not follower.is_by_default:
        return True
    entered = Council.objects.entered_by(follower.account)
    return entered.filter(pk=follower.referral.council_id).exists()


@listen(StepRecorded)
def send_to_addressee(heard: Heard) -> None:
    """Write the referral itself to its addressee, when it is sent by e-mail."""
    step = _step(heard)
    referral = step.referral
    if step.state != State.SENT or step.means != Means.EMAIL:
        return
    write_letter(
        entry_id=heard.entry_id,
        to=referral.email,
        kind=SENT_LETTER,
        subject=_("%(council)s vous saisit : %(title)s")
        % {"council": referral.council, "title": referral.title},
        context={
            "council": referral.council,
            "referral": referral,
            "page_url": absolute(referral.get_absolute_url()),
        },
    )


@listen(StepRecorded)
def tell_members(heard: Heard) -> None:
    """Tell those inside that a text is adopted, which nobody outside knows yet; not its words."""
    step = _step(heard)
    if step.state != State.ADOPTED:
        return
    referral: Referral = step.referral
    council = referral.council
    for address in Account.objects.filter(pk__in=insiders(council)).values_list("email", flat=True):
        write_letter(
            entry_id=heard.entry_id,
            to=address,
            kind="referral_step",
            subject=_("Une saisine avance : %(council)s") % {"council": council},
            context={"council": council, "page_url": absolute(referral.space_url)},
            guard=("council", council.pk),
        )


@listen(StepRecorded)
def tell_followers(heard: Heard) -> None:
    """Tell of each public step those who follow, members first of all; one click ends it."""
    step = _step(heard)
    if step.state == State.ADOPTED:
        return
    referral: Referral = step.referral
    enrol_members(referral)
    rows = Follower.objects.told().filter(referral=referral).select_related("account")
    for follower in rows.order_by("pk"):
        write_letter(
            entry_id=heard.entry_id,
            to=follower.address,
            kind="referral_followed",
            subject=_("Saisine : %(state)s") % {"state": step.get_state_display()},
            context={
                "council": referral.council,
                "referral": referral,
                "step": step,
                "page_url": absolute(referral.get_absolute_url()),
            },
            unsubscribe_url=follower.stop_url,
            guard=("referral_follower", follower.pk),
        )
    title = _("%(council)s : une saisine avance") % {"council": referral.council}
    summary = f"{referral.title} – {step.get_state_display()}"
    news = News(title, referral.get_absolute_url(), summary)
    tell(heard.entry_id, "referral_followed", news, topics=[topic_of(referral.council_id)])


@listen(ReferralFollowAsked)
def ask_to_confirm(heard: Heard) -> None:
    """Write to the address left, so that nobody subscribes somebody else."""
    rows = Follower.objects.filter(pk=heard.event.follower_id, confirmed_at=None)
    follower = rows.select_related("referral__council").first()
    if follower is None:
        return
    write_letter(
        entry_id=heard.entry_id,
        to=follower.email,
        kind="referral_follow",
        subject=_("Confirmez votre adresse : %(council)s") % {"council": follower.referral.council},
        context={
            "referral": follower.referral,
            "council": follower.referral.council,
            "confirm_url": absolute(reverse("referrals:confirm", args=[follower.token])),
        },
        guard=("referral_follower", follower.pk),
    )


def _step(heard: Heard) -> Step:
    found: Step = Step.objects.select_related(
        "referral__council__framework", "referral__addressee"
    ).get(pk=heard.event.step_id)
    return found
