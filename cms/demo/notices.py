"""What people of the demonstration follow, what they were told, a newsletter, a reader by post."""

import json
from datetime import timedelta

from django.db import transaction
from wagtail.models import Page

from cms import actions
from cms.demo.cast import Cast
from cms.demo.councils.lived import catch_up
from cms.demo.councils.load import no_mail
from cms.demo.reading import Calendar, read
from cms.models import BodyPage, NewsletterPage
from consultations import notifications as told
from participation.accounts.models import Account
from participation.base.clock import living_at
from participation.base.events import KINDS, Heard
from participation.councils.models import Council
from participation.journal.models import Entry
from participation.notifications.actions import (
    add_by_post,
    choose_rhythms,
    follow,
    read_notice,
)
from participation.notifications.kinds import Category, Rhythm
from participation.notifications.models import Notice, Subscriber
from participation.notifications.topics import Topic
from participation.territories.models import Territory

LISTENERS = {
    "ConsultationAnnounced": told.tell_announced,
    "ConsultationOpened": told.tell_opened,
    "ConsultationClosed": told.tell_closed,
    "SynthesisPublished": told.tell_synthesis,
}
READ_AFTER = timedelta(days=12)


def load_notices(cast: Cast, calendar: Calendar) -> None:
    """Follow, be told, read the older notices; a second time changes nothing."""
    if not Subscriber.objects.exclude(postal_address="").exists():
        with no_mail():  # letters leave with the commit
            _live(cast, calendar)


@transaction.atomic
def _live(cast: Cast, calendar: Calendar) -> None:
    resident, member = cast.accounts["lucile@demo.example"], cast.accounts["membre@demo.example"]
    region = Territory.objects.filter(kind=Territory.Kind.REGION).order_by("pk").first()
    assert region is not None
    council = Council.objects.order_by("pk").first()
    follow(resident, Topic("territory", region.pk))
    follow(resident, Topic("theme", cast.themes["alimentation"].pk), rhythm=Rhythm.WEEKLY)
    follow(member, Topic("territory", cast.town("Vermonde").pk))
    for person in (resident, member):
        follow(person, Topic("body", cast.bodies["vermonde"].pk))
        if council is not None:
            follow(person, Topic("council", council.pk))
    _tell_the_past(resident, member)
    _write_to_paper(cast)
    with living_at(calendar.at(-3, 9)):
        _send_newsletter(cast)
    with living_at(calendar.at(-1)):  # nothing is left for the next load to tell
        catch_up()
    for person in (resident, member):
        _read_older(person, calendar)


def _tell_the_past(*people: Account) -> None:
    """Let them have been there: notices of what happened, and no letter for it."""
    for person in people:
        choose_rhythms(person, {Category.FOLLOWED: Rhythm.NOTHING})
    for entry in Entry.objects.filter(event__in=LISTENERS).order_by("pk"):
        event = KINDS[entry.event].from_payload(entry.payload)
        LISTENERS[entry.event](Heard(event, entry.pk))
    for person in people:
        choose_rhythms(person, {Category.FOLLOWED: Rhythm.DAILY})


def _read_older(person: Account, calendar: Calendar) -> None:
    older = calendar.at(0) - READ_AFTER
    for notice in Notice.objects.visible_to(person).unread().filter(at__lt=older):
        read_notice(notice)


def _write_to_paper(cast: Cast) -> None:
    officer = cast.officer_of("vermonde")
    topic = Topic("body", cast.bodies["vermonde"].pk)
    for row in read("notices")["by_post"]:
        add_by_post(name=row["name"], postal_address=row["address"], topics=[topic], actor=officer)


def _send_newsletter(cast: Cast) -> None:
    row = read("notices")["newsletter"]
    section = BodyPage.objects.get(public_body=cast.bodies["vermonde"])
    if Page.objects.child_of(section).filter(slug=row["slug"]).exists():
        return
    page = NewsletterPage(title=row["title"], slug=row["slug"], lede=row["lede"])
    page.body = json.dumps(row["body"])
    section.add_child(instance=page)
    page.save_revision().publish()
    actions.send_newsletter(
        NewsletterPage.objects.get(pk=page.pk), actor=cast.officer_of("vermonde")
    )
