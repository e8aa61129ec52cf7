"""One of everything that meetings hold."""

from datetime import timedelta

from participation.councils.meetings import actions
from participation.councils.meetings.choices import Choice
from participation.councils.meetings.models import Summons
from participation.councils.models import Council, Membership
from tests.factories import make_member
from tests.participation.councils.documents.making import make_document
from tests.participation.councils.meetings.making import (
    make_draft,
    make_held,
    make_meeting,
    make_published,
)
from tests.participation.councils.samples import Sample, Seed

PUBLIC = "a public meeting is announced to everyone"
FOLLOWING = "whoever likes follows public meetings, without an account"
COMING = "whoever likes comes to a public meeting, with or without an account"
BY_SECRET = "the secret in the address is the right; it ends with the meeting or the mandate"


def sample(seed: Seed) -> Sample:
    council, coordinator = seed.council, seed.coordinator
    member = Membership.objects.running().get(council=council, account=seed.member)
    carrier, on_paper = make_member(council), make_member(council)
    Membership.objects.filter(pk=on_paper.pk).update(account=None)
    meeting = make_draft(
        council,
        title=seed.word(),
        description=seed.word(),
        place=seed.word(),
        address=seed.word(),
        online_link=seed.link(),
    )
    document = make_document(council, actor=seed.member, title=seed.word())
    item = actions.propose_item(
        meeting,
        title=seed.word(),
        details=seed.word(),
        presenter=seed.word(),
        document=document,
        is_accepted=True,
        actor=coordinator,
    )
    actions.announce_meeting(meeting, actor=coordinator)
    declined = actions.propose_item(meeting, title=seed.word(), actor=seed.member)
    actions.decline_item(declined, reason=seed.word(), actor=coordinator)
    Council.objects.filter(pk=council.pk).update(own_notice_days=90)
    convocation = actions.convene(meeting, urgency=seed.word(), actor=coordinator)
    summons = Summons.objects.get(convocation=convocation, membership=member)
    actions.answer(meeting, member, choice=Choice.PROXY, proxy_to=carrier, actor=seed.member)
    given = actions.give_pass(meeting, name=seed.word(), email=seed.email(), actor=coordinator)
    actions.ask_to_follow(council, seed.email())
    actions.make_calendar_link(council, actor=seed.member)
    later = {
        "starts_at": meeting.starts_at + timedelta(days=7),
        "ends_at": meeting.ends_at + timedelta(days=7),
    }
    actions.postpone_meeting(meeting, reason=seed.word(), actor=coordinator, **later)
    held = make_held(council, title=seed.word())
    actions.take_attendance(held, present=[member.pk], guests=2, actor=coordinator)
    version = actions.write_minutes(
        held, text=seed.word(), note=seed.word(), after=0, actor=coordinator
    )
    amendment = actions.propose_amendment(
        version, text=seed.word(), reason=seed.word(), actor=seed.member
    )
    actions.answer_amendment(amendment, is_taken=False, reason=seed.word(), actor=coordinator)
    open_one = make_meeting(
        council, title="Réunion publique", is_public=True, takes_registrations=True, places=1
    )
    published = make_published(council).meeting
    caller = actions.note_registration(
        open_one, name=seed.word(), phone=seed.word(), needs=seed.word(), actor=coordinator
    )
    actions.ask_for_place(open_one, name=seed.word(), email=seed.email(), needs=seed.word())
    actions.register(open_one, name=seed.word(), account=seed.member)
    here: dict[str, object] = {"meeting_id": meeting.pk}
    minutes: dict[str, object] = {"meeting_id": held.pk}
    of_item = {**here, "item_id": item.pk}
    noted = {**minutes, "part": f"item-{held.items.get().pk}"}
    opened: dict[str, object] = {"meeting_id": open_one.pk}
    return Sample(
        addresses={
            **dict.fromkeys(HERE, here),
            **dict.fromkeys(ITEM, of_item),
            **dict.fromkeys(MINUTES, minutes),
            "meetings:told": {**here, "summons_id": summons.pk},
            "meetings:revoke": {**here, "pass_id": given.pk},
            "meetings:amendment": {**minutes, "amendment_id": amendment.pk},
            "meetings:public": {"meeting_id": published.pk},
            "meetings:decide": noted,
            "meetings:answer_for": {**here, "membership_id": on_paper.pk},
            "meetings:registrations": opened,
            "meetings:end_registration": {**opened, "registration_id": caller.pk},
            "meetings:register": opened,
            "meetings:register_asked": opened,
            "meetings:public_file": opened,
        },
        public_routes={
            "meetings:public_list": PUBLIC,
            "meetings:public": PUBLIC,
            "meetings:public_calendar": PUBLIC,
            "meetings:news": PUBLIC,
            "meetings:follow": FOLLOWING,
            "meetings:asked": FOLLOWING,
            "meetings:confirm": "the secret is sent to the address that is to be confirmed",
            "meetings:unfollow": "the secret is in each letter",
            "meetings:public_file": PUBLIC,
            "meetings:register": COMING,
            "meetings:register_asked": COMING,
            "meetings:registration": "the secret is sent to the address of who comes",
            "meetings:calendar": BY_SECRET,
            "meetings:observe": BY_SECRET,
            "meetings:observed_document": BY_SECRET,
        },
        public_fields={
            "meetings.ObserverPass.nonce": "drawn by chance, and signed where it is shown",
            "meetings.Registration.nonce": "drawn by chance, and signed where it is shown",
            "meetings.Follower.nonce": "drawn by chance, and signed where it is shown",
            "meetings.CalendarLink.nonce": "drawn by chance, and signed where it is shown",
        },
    )


HERE = tuple(
    f"meetings:{name}"
    for name in (
        *("meeting", "file", "edit", "announce", "postpone", "cancel", "propose", "convene"),
        *("proof", "answer", "attendance", "passes"),
    )
)
ITEM = ("meetings:item", "meetings:arrange", "meetings:decline")
MINUTES = tuple(
    f"meetings:{name}"
    for name in (
        "minutes",
        "write_minutes",
        "amend",
        "approve",
        "put_to_vote",
        "publish",
        "unpublish",
    )
)
