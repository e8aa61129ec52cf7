"""Who sits, until when; seats and substitutes; no council without coordination by accident."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from participation.accounts.actions import appoint_officer
from participation.accounts.models import Account, PublicBody
from participation.base.clock import living_at, now
from participation.councils import actions
from participation.councils.choices import CollegeKind, EndReason, PublicOffice
from participation.councils.errors import Refused
from participation.councils.models import Animation, Council, Membership
from participation.councils.standing import standing_in
from participation.journal.models import Entry
from tests.factories import (
    make_account,
    make_animator,
    make_council,
    make_framework,
    make_member,
    make_officer,
    make_public_body,
)
from tests.participation.councils.making import college_of, mandate_of


@pytest.mark.parametrize(
    "office", [PublicOffice.ELECTED, PublicOffice.STATE_AGENT, PublicOffice.CITY_AGENT]
)
def test_a_barred_office_is_refused_where_the_framework_says_so(
    council: Council, office: PublicOffice
) -> None:
    with pytest.raises(Refused, match="ni élus, ni agents publics"):
        make_member(council, make_account(), office=office)
    open_council = make_council(
        framework=make_framework(bars_elected=False, bars_state_agents=False, bars_officers=False)
    )
    assert make_member(open_council, make_account(), office=office).office == office


def test_an_officer_neither_sits_nor_animates(council: Council, officer: Account) -> None:
    for let_in in (make_member, make_animator):
        with pytest.raises(Refused, match="ni élus, ni agents publics"):
            let_in(council, officer)
    helper = make_officer(make_public_body(kind=PublicBody.Kind.ASSOCIATION))
    assert make_member(council, helper).account == helper  # an association is no authority


def test_a_member_who_becomes_an_officer_is_suspended_at_once(
    council: Council, councillor: Account, public_body: PublicBody
) -> None:
    rows: Any = Membership.objects.with_is_suspended()
    assert not rows.get(account=councillor).is_suspended
    appoint_officer(councillor, public_body, actor=None)
    assert rows.get(account=councillor).is_suspended
    assert standing_in(council, councillor) is None


def test_nobody_has_two_mandates_in_one_council(council: Council, councillor: Account) -> None:
    with pytest.raises(Refused, match="déjà un mandat"):
        make_member(council, councillor)
    actions.end_mandate(mandate_of(councillor), reason=EndReason.MOVED, actor=None)
    make_member(council, councillor)
    assert council.memberships.filter(account=councillor).count() == 2


def test_a_council_keeps_its_framework_when_the_law_changes(
    council: Council, councillor: Account
) -> None:
    new_law = make_framework()
    with pytest.raises(Refused, match="Des personnes siègent sous ce cadre"):
        actions.edit_council(council, framework=new_law, actor=None)
    council.framework.valid_to = council.today - timedelta(days=1)
    council.framework.save()
    assert make_member(council).college.framework == council.framework
    with pytest.raises(Refused, match="n’existe pas dans le cadre"):
        make_member(council, college=new_law.colleges.get(kind=CollegeKind.RESIDENTS))
    empty = make_council()
    assert actions.edit_council(empty, framework=new_law, actor=None).framework == new_law


# Seats -------------------------------------------------------------------------------------


def test_one_seat_has_one_member(council: Council) -> None:
    residents = college_of(council)
    first, second = actions.set_seats(council, residents, 2, ["Rue des Tilleuls"], actor=None)
    assert (str(first), str(second)) == ("Rue des Tilleuls", "Habitants 2")
    holder = make_member(council, seat=first)
    with pytest.raises(Refused, match="déjà pourvu"):
        make_member(council, seat=first)
    with pytest.raises(Refused, match="autre collège"):
        make_member(council, seat=second, college=college_of(council, CollegeKind.LOCAL_ACTORS))
    actions.end_mandate(holder, reason=EndReason.MOVED, actor=None)
    assert make_member(council, seat=first).seat == first


def test_seats_that_are_held_stay(council: Council) -> None:
    residents = college_of(council)
    seats = actions.set_seats(council, residents, 3, actor=None)
    make_member(council, seat=seats[1])
    with pytest.raises(Refused, match="occupé"):
        actions.set_seats(council, residents, 1, actor=None)
    actions.set_seats(council, residents, 2, ["", "Tour B"], actor=None)
    assert [seat.label for seat in council.seats.order_by("number")] == ["", "Tour B"]


def test_a_member_moves_to_a_free_seat(council: Council, councillor: Account) -> None:
    first, second = actions.set_seats(council, college_of(council), 2, actor=None)
    make_member(council, seat=first)
    membership = mandate_of(councillor)
    with pytest.raises(Refused, match="déjà pourvu"):
        actions.give_seat(membership, first, actor=None)
    assert actions.give_seat(membership, second, actor=None).seat == second
    actions.give_seat(membership, second, actor=None)
    assert Entry.objects.filter(event="SeatGiven").count() == 1


def test_substitutes_move_up_in_their_rank(council: Council, coordinator: Account) -> None:
    (seat,) = actions.set_seats(council, college_of(council), 1, actor=None)
    holder = make_member(council, seat=seat)
    first, second = [make_member(council, is_substitute=True) for _ in range(2)]
    assert (first.substitute_rank, second.substitute_rank) == (1, 2)
    with pytest.raises(Refused, match="déjà pourvu"):
        actions.promote_substitute(first, seat=seat, actor=coordinator)
    actions.end_mandate(holder, reason=EndReason.MOVED, actor=coordinator)
    with pytest.raises(Refused, match="Une autre personne passe avant"):
        actions.promote_substitute(second, seat=seat, actor=coordinator)
    with pytest.raises(Refused, match="Choisissez un siège"):
        actions.promote_substitute(first, actor=coordinator)
    assert first.account is not None
    assert standing_in(council, first.account) is None
    actions.promote_substitute(first, seat=seat, actor=coordinator)
    assert standing_in(council, first.account) is not None
    assert (first.seat, first.starts_on) == (seat, council.today)
    actions.promote_substitute(first, seat=seat, actor=coordinator)  # sent twice
    assert Entry.objects.filter(event="SubstituteSeated").count() == 1


def test_a_personal_substitute_takes_the_seat_of_the_person_replaced(council: Council) -> None:
    (seat,) = actions.set_seats(council, college_of(council), 1, actor=None)
    holder = make_member(council, seat=seat)
    make_member(council, is_substitute=True)
    personal = make_member(council, is_substitute=True, substitute_for=holder)
    actions.end_mandate(holder, reason=EndReason.MOVED, actor=None)
    assert actions.promote_substitute(personal, seat=seat, actor=None).seat == seat


def test_a_substitute_who_became_an_officer_is_not_seated(
    council: Council, public_body: PublicBody
) -> None:
    substitute = make_member(council, is_substitute=True)
    assert substitute.account is not None
    appoint_officer(substitute.account, public_body, actor=None)
    with pytest.raises(Refused, match="ni élus, ni agents publics"):
        actions.promote_substitute(substitute, actor=None)


# Terms -------------------------------------------------------------------------------------


def test_a_mandate_with_a_last_day_ends_by_itself(council: Council, councillor: Account) -> None:
    membership = mandate_of(councillor)
    last_day = council.today + timedelta(days=3)
    actions.end_mandate(membership, reason=EndReason.MOVED, on=last_day, actor=councillor)
    assert standing_in(council, councillor) is not None
    assert actions.close_ended_mandates() == 0
    with living_at(now() + timedelta(days=3)):
        assert standing_in(council, councillor) is None
        assert actions.close_ended_mandates() == 1
        assert actions.close_ended_mandates() == 0
    membership.refresh_from_db()
    assert (membership.end_reason, membership.closed_at is None) == (EndReason.MOVED, False)
    assert Entry.objects.filter(event="MandateEnded").count() == 1
    assert Entry.objects.filter(event="MandateEndSet").count() == 1


def test_a_term_that_is_over_is_named_so(council: Council) -> None:
    membership = make_member(council, ends_on=council.today + timedelta(days=1))
    with living_at(now() + timedelta(days=1)):
        actions.close_ended_mandates()
    membership.refresh_from_db()
    assert membership.end_reason == EndReason.TERM


def test_ending_twice_changes_nothing_more(council: Council, councillor: Account) -> None:
    membership = mandate_of(councillor)
    actions.end_mandate(membership, reason=EndReason.MOVED, actor=None)
    assert actions.end_mandate(membership, reason=EndReason.OTHER, actor=None).end_reason == "moved"
    assert Entry.objects.filter(event="MandateEnded").count() == 1


def test_a_mandate_is_extended(council: Council, councillor: Account) -> None:
    membership = mandate_of(councillor)
    until = council.today + timedelta(days=300)
    with pytest.raises(Refused, match="Ce jour est passé"):
        actions.extend_mandate(membership, ends_on=council.today, actor=None)
    assert actions.extend_mandate(membership, ends_on=until, actor=None).ends_on == until
    actions.end_mandate(membership, reason=EndReason.MOVED, actor=None)
    with pytest.raises(Refused, match="Ce mandat est terminé"):
        actions.extend_mandate(membership, ends_on=until, actor=None)


def test_a_renewed_mandate_leaves_the_one_before_in_history(council: Council) -> None:
    (seat,) = actions.set_seats(council, college_of(council), 1, actor=None)
    membership = make_member(council, seat=seat, is_coordinator=True)
    renewed = actions.renew_mandate(
        membership, ends_on=council.today + timedelta(days=365), actor=None
    )
    assert renewed.pk != membership.pk
    assert (renewed.seat, renewed.starts_on, renewed.is_coordinator) == (seat, council.today, True)
    membership.refresh_from_db()
    assert (membership.end_reason, membership.ends_on) == (EndReason.TERM, council.today)
    assert membership.account is not None
    assert standing_in(council, membership.account) is not None


# Coordination ------------------------------------------------------------------------------


def test_the_last_coordinator_hands_over_before_leaving(
    council: Council, coordinator: Account, councillor: Account
) -> None:
    membership = mandate_of(coordinator)
    leaving: tuple[Callable[[], object], ...] = (
        lambda: actions.end_mandate(membership, reason=EndReason.RESIGNED, actor=coordinator),
        lambda: actions.stand_down(membership, actor=coordinator),
        lambda: actions.end_mandate(
            membership,
            reason=EndReason.MOVED,
            on=council.today + timedelta(days=9),
            actor=coordinator,
        ),
    )
    for leave in leaving:
        with pytest.raises(Refused, match="Confiez d’abord la coordination"):
            leave()
    actions.name_coordinator(mandate_of(councillor), actor=coordinator)
    actions.end_mandate(membership, reason=EndReason.RESIGNED, actor=coordinator)
    assert standing_in(council, coordinator) is None


def test_a_coordinator_who_leaves_sooner_does_not_count(
    council: Council, coordinator: Account, councillor: Account
) -> None:
    other = actions.name_coordinator(mandate_of(councillor), actor=coordinator)
    soon, later = (council.today + timedelta(days=number) for number in (5, 9))
    actions.end_mandate(other, reason=EndReason.MOVED, on=soon, actor=None)
    with pytest.raises(Refused, match="Confiez d’abord"):
        actions.end_mandate(mandate_of(coordinator), reason=EndReason.MOVED, on=later, actor=None)


def test_who_is_outside_cannot_coordinate(
    council: Council, coordinator: Account, councillor: Account, public_body: PublicBody
) -> None:
    appoint_officer(councillor, public_body, actor=None)
    substitute = make_member(council, is_substitute=True)
    for membership in (mandate_of(councillor), substitute):
        with pytest.raises(Refused, match="n’entre pas dans l’espace"):
            actions.name_coordinator(membership, actor=coordinator)


def test_a_member_takes_on_the_coordination_that_nobody_holds(
    council: Council, coordinator: Account, councillor: Account, public_body: PublicBody
) -> None:
    with pytest.raises(Refused, match="Quelqu’un coordonne déjà"):
        actions.take_coordination(mandate_of(councillor), actor=councillor)
    appoint_officer(coordinator, public_body, actor=None)
    assert actions.take_coordination(mandate_of(councillor), actor=councillor).is_coordinator


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_last_coordinators_who_leave_at_once_do_not_both_leave() -> None:
    council = make_council()
    leaving = [make_member(council, is_coordinator=True).pk for _ in range(2)]

    def leave(pk: int) -> bool:
        try:
            actions.end_mandate(
                Membership.objects.get(pk=pk), reason=EndReason.RESIGNED, actor=None
            )
        except Refused:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        left = sorted(pool.map(leave, leaving))
    assert left == [False, True]
    assert Membership.objects.coordinators().filter(council=council).count() == 1


# Animation ---------------------------------------------------------------------------------


def test_animation_is_no_longer_than_the_framework_lets(council: Council) -> None:
    person = make_account()
    too_long = council.today + timedelta(days=400)
    with pytest.raises(Refused, match="limite l’animation extérieure à 12 mois"):
        make_animator(council, person, ends_on=too_long)
    with pytest.raises(Refused, match="jour à venir"):
        make_animator(council, person, ends_on=council.today)
    council.framework.animation_months = None
    council.framework.save()
    assert make_animator(council, person, ends_on=too_long).ends_on == too_long


def test_the_months_of_animation_add_up(council: Council) -> None:
    person = make_account()
    half = council.today - timedelta(days=200)
    make_animator(council, person, starts_on=half, ends_on=council.today)
    with pytest.raises(Refused, match="12 mois"):
        make_animator(council, person, ends_on=council.today + timedelta(days=200))
    make_animator(council, person, ends_on=council.today + timedelta(days=150))


def test_an_animation_ends_when_the_council_says_so(council: Council, animator: Account) -> None:
    animation = Animation.objects.get(account=animator)
    actions.end_animation(animation, actor=None)
    assert standing_in(council, animator) is None
    actions.end_animation(animation, actor=None)
    assert Entry.objects.filter(event="AnimationEnded").count() == 1
