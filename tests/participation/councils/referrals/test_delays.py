"""What is awaited and until when: counted on the council's calendar, stored nowhere."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from participation.base.clock import living_at
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Awaited, Basis, State
from participation.councils.referrals.models import Delay, Referral
from participation.councils.referrals.queries import Progress, progress_of
from tests.participation.councils.referrals.making import make_referral, make_sent, make_step


def seen(referral: Referral, day: date, hour: int = 12, zone: str = "Europe/Paris") -> Progress:
    instant = datetime(day.year, day.month, day.day, hour, 30, tzinfo=ZoneInfo(zone))
    with living_at(instant):
        return progress_of(Referral.objects.get(pk=referral.pk))


def test_silence_and_lateness_begin_at_midnight_for_the_council(council: Council) -> None:
    referral = make_sent(council)
    due = council.today + timedelta(days=15)
    last, next_day = seen(referral, due, 23), seen(referral, due + timedelta(days=1), 0)
    assert (last.silent_days, last.days_late) == (15, 0)
    assert (next_day.silent_days, next_day.days_late) == (16, 1)
    Council.objects.update(zone="Indian/Reunion")
    assert seen(referral, due, 23).days_late == 1  # in Paris; on the island it is tomorrow
    assert seen(referral, due, 23, "Indian/Reunion").days_late == 0


def test_an_answer_ends_the_silence_and_says_how_long_it_lasted(council: Council) -> None:
    referral = make_sent(council)
    day = council.today + timedelta(days=20)
    with living_at(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Paris"))):
        make_step(referral, State.ACKNOWLEDGED, day)
    progress = seen(referral, day + timedelta(days=2))
    assert (progress.silent_days, progress.answered_in, progress.days_late) == (None, 20, 0)
    received, answer = progress.dues
    assert (received.met_by is not None, received.days_late, received.is_overdue) == (
        True,
        5,
        False,
    )
    assert answer.met_by is None
    assert seen(referral, day + timedelta(days=41)).days_late == 1


def test_a_transfer_begins_the_days_anew(council: Council) -> None:
    referral = make_sent(council, council.today - timedelta(days=14))
    make_step(referral, State.REDIRECTED, council.today)
    assert seen(referral, council.today + timedelta(days=15)).days_late == 0
    assert seen(referral, council.today + timedelta(days=16)).days_late == 1


@pytest.mark.parametrize(
    ("state", "moot"), [(State.CLOSED, [True, True, True]), (State.NO_ACTION, [False, False, True])]
)
def test_nothing_more_is_awaited_after_a_refusal_or_the_end(
    council: Council, state: State, moot: list[bool]
) -> None:
    referral = make_referral(council)
    assert progress_of(referral).dues == []
    referral = make_sent(council)
    actions.set_delay(
        referral,
        awaited=Awaited.DEBATED,
        days=90,
        basis=Basis.OF_BODY,
        source="Lettre du 3 mars",
        actor=None,
    )
    make_step(referral, state)
    progress = seen(referral, council.today + timedelta(days=300))
    assert [due.is_moot for due in progress.dues] == moot
    assert progress.days_late == 0


def test_by_default_nothing_is_given_for_a_law(council: Council) -> None:
    referral = make_referral(council)
    assert {delay.basis for delay in referral.delays.all()} == {Basis.WISHED}


@pytest.mark.parametrize("basis", [Basis.LEGAL, Basis.OF_BODY])
def test_the_word_of_others_needs_its_source_and_stays(council: Council, basis: Basis) -> None:
    referral = make_sent(council)
    said = {"awaited": Awaited.DIAGNOSIS, "basis": basis, "actor": None}
    with pytest.raises(Refused):
        actions.set_delay(referral, days=30, source=" ", **said)  # type: ignore[arg-type]
    delay = actions.set_delay(referral, days=30, source="Charte, article 4", **said)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        actions.set_delay(referral, days=90, source="Charte, article 4", **said)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        actions.remove_delay(delay, actor=None)
    assert Delay.objects.get(basis=basis).days == 30


def test_a_wish_changes_until_the_sending(council: Council) -> None:
    draft = make_referral(council)
    wish = {"awaited": Awaited.DIAGNOSIS, "basis": Basis.WISHED, "actor": None}
    changed = actions.set_delay(draft, days=45, **wish)  # type: ignore[arg-type]
    assert draft.delays.get(awaited=Awaited.DIAGNOSIS) == changed
    actions.remove_delay(changed, actor=None)
    sent = make_sent(council)
    with pytest.raises(Refused):
        actions.set_delay(sent, days=45, **wish)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        actions.remove_delay(sent.delays.get(awaited=Awaited.DIAGNOSIS), actor=None)
    assert draft.delays.count() == 1
