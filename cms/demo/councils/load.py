"""Loading the councils; a second time changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from cms.demo.cast import Cast
from cms.demo.councils.gathering import hold_meetings
from cms.demo.councils.keeping import keep_documents
from cms.demo.councils.lived import LivedCouncil, catch_up
from cms.demo.councils.lots import draw_by_lot
from cms.demo.councils.outlines import draw_outlines
from cms.demo.councils.people import (
    close_mandates,
    come_by,
    gather_members,
    invite_newcomer,
)
from cms.demo.councils.recognising import name_who_answers, recognise
from cms.demo.councils.referring import add_prefecture, refer
from cms.demo.councils.register import (
    Rules,
    add_places,
    enter_council,
    fill_seats,
    write_rules,
)
from cms.demo.councils.sharing import announce_dates, share
from cms.demo.councils.speaking import speak
from cms.demo.councils.talking import talk, work
from cms.demo.councils.teaching import teach
from cms.demo.councils.voting import decide, vote
from cms.demo.reading import DATA, Calendar, Told, read
from participation.base.clock import living_at
from participation.councils.meetings import actions as meetings
from participation.councils.models import Council
from participation.councils.tasks import actions as tasks


def load_councils(cast: Cast, calendar: Calendar) -> None:
    """Enter forty councils; each is made, and lived if it is, in a transaction of its own."""
    with transaction.atomic():
        add_places(cast)
        draw_outlines(cast)
        rules = write_rules()
        add_prefecture(cast)
        name_who_answers(cast, calendar)
    known = set(Council.objects.order_by().values_list("slug", flat=True))
    with no_mail():
        for told in read("councils/register"):
            if told["slug"] not in known:
                _make(told, cast, rules, calendar)
        with transaction.atomic():
            administrator = cast.accounts["administration@demo.example"]
            teach(calendar, administrator)
            share(calendar, administrator)
            announce_dates(cast, calendar, administrator)
            with living_at(calendar.at(-1)):
                catch_up()


@transaction.atomic
def _make(told: Told, cast: Cast, rules: Rules, calendar: Calendar) -> None:
    council = enter_council(told, cast, rules, calendar)
    recognise(council, told, calendar)
    if is_lived_in(told["slug"]):
        _live(LivedCouncil(council, read(f"councils/{told['slug']}"), cast, calendar))
    else:
        fill_seats(council, told, calendar)
        with living_at(calendar.at(-1)):
            catch_up()


def is_lived_in(slug: str) -> bool:
    return (DATA / "councils" / f"{slug}.json").exists()


def _live(life: LivedCouncil) -> None:
    gather_members(life)
    talk(life)
    documents = keep_documents(life)
    work(life)
    hold_meetings(life, documents)
    decide(life, vote(life))
    refer(life)
    speak(life)
    draw_by_lot(life)
    close_mandates(life)
    remind(life)
    invite_newcomer(life)
    come_by(life)


def remind(life: LivedCouncil) -> None:
    """Tell what is late, so that the clock has nothing old to tell when the site starts."""
    with life.at(-1, 9):
        meetings.ask_for_late_minutes()
        tasks.remind_due()


@contextmanager
def no_mail() -> Iterator[None]:
    """Let letters leave to nobody: they are of the past, and their readers invented."""
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = backend
