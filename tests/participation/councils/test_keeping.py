"""The register of councils: what is entered, dated, corrected, and what the rules refuse."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils import actions
from participation.councils.choices import Activity, BodyType, CollegeKind, Way
from participation.councils.errors import Refused
from participation.councils.models import Council, Framework, Invitation
from participation.councils.queries import composition
from participation.journal.models import Entry
from tests.factories import (
    make_council,
    make_framework,
    make_territory,
)
from tests.participation.councils.making import college_of, make_invitation, make_invited
from tests.participation.councils.test_profile import words

MARCH, JUNE = date(2026, 3, 2), date(2026, 6, 1)
RESIDENTS = {"kind": CollegeKind.RESIDENTS, "name": "Habitants", "seat_count": 6}
ACTORS = {"kind": CollegeKind.LOCAL_ACTORS, "name": "Associations", "seat_count": 2}


def events() -> list[str]:
    """Give what the journal tells of councils."""
    told = Entry.objects.filter(subject__startswith="council:")
    return list(told.order_by("pk").values_list("event", flat=True))


# Orders -----------------------------------------------------------------------------------------


def make_order(council: Council, **fields: Any) -> Any:
    order = {"number": "2026-12", "signed_on": MARCH, "authority": "Le préfet de Sorane", **fields}
    return actions.record_order(council, actor=None, **order)


def test_everyone_reads_the_orders_the_latest_first(council: Council, client: Client) -> None:
    make_order(council)
    make_order(council, number="2019-4", signed_on=date(2019, 5, 6), subject="Composition")
    page = words(client, council)
    assert page.index("Arrêté n°\xa02026-12") < page.index("Arrêté n°\xa02019-4")
    assert "Le préfet de Sorane" in page
    assert "Corrigé le" not in page


def test_a_correction_is_visible_and_one_without_change_is_none(
    council: Council, client: Client
) -> None:
    order = make_order(council)
    actions.correct_order(order, number="2026-12", actor=None)
    assert order.corrected_at is None
    actions.correct_order(order, number="2026-21", actor=None)
    page = words(client, council)
    assert "Arrêté n°\xa02026-21" in page
    assert "Corrigé le" in page
    assert events()[-2:] == ["OrderRecorded", "OrderCorrected"]


def test_an_annulled_order_stays_with_its_reason_and_recognises_nothing(
    council: Council, client: Client
) -> None:
    order = make_order(council)
    asked = "Aucun arrêté de reconnaissance n’est enregistré."
    assert asked not in words(client, council)
    actions.annul_order(order, on=JUNE, reason="Annulé par le tribunal.", actor=None)
    page = words(client, council)
    assert asked in page
    assert "Annulé par le tribunal." in page
    assert "Arrêté n°\xa02026-12" in page
    with pytest.raises(Refused, match="déjà annulé"):
        actions.annul_order(order, on=JUNE, reason="Encore.", actor=None)


@pytest.mark.parametrize(
    ("day", "standing"), [(date(2026, 3, 1), 0), (MARCH, 1), (date(2026, 5, 31), 1), (JUNE, 0)]
)
def test_an_order_stands_from_its_signature_until_it_is_annulled(
    council: Council, day: date, standing: int
) -> None:
    actions.annul_order(make_order(council), on=JUNE, reason="Retrait.", actor=None)
    assert len(composition(council, day).orders) == standing


def test_an_order_is_signed_before_it_is_entered(council: Council) -> None:
    with pytest.raises(Refused, match="pas encore venu"):
        make_order(council, signed_on=council.today + timedelta(days=1))
    order = make_order(council)
    for day in (MARCH - timedelta(days=1), council.today + timedelta(days=1)):
        with pytest.raises(Refused, match="entre la signature"):
            actions.annul_order(order, on=day, reason="Trop tôt, trop tard.", actor=None)
    actions.annul_order(order, on=JUNE, reason="Retrait.", actor=None)
    with pytest.raises(Refused, match="après son annulation"):
        actions.correct_order(order, signed_on=JUNE + timedelta(days=1), actor=None)


def test_a_number_is_entered_once_for_a_council(council: Council) -> None:
    make_order(council)
    with pytest.raises(Refused, match="de ce numéro"):
        make_order(council)
    make_order(make_council())
    other = make_order(council, number="2026-13")
    with pytest.raises(Refused, match="de ce numéro"):
        actions.correct_order(other, number="2026-12", actor=None)


# Coverage ---------------------------------------------------------------------------------------


def test_a_place_is_covered_from_a_day_until_another(council: Council, client: Client) -> None:
    tomorrow = council.today + timedelta(days=1)
    coming = actions.cover(council, make_territory("Le Port"), valid_from=tomorrow, actor=None)
    actions.cover(council, make_territory("Les Tilleuls"), valid_to=tomorrow, actor=None)
    page = words(client, council)
    assert "Les Tilleuls" in page
    assert "Le Port" not in page
    with living_at(now() + timedelta(days=1)):
        page = words(client, council)
        assert "Le Port" in page.partition("Nos quartiers")[2]
        assert "Les Tilleuls" not in page.partition("Nos quartiers")[2].partition("</p>")[0]
    actions.date_coverage(coming, valid_from=council.today, valid_to=None, actor=None)
    assert "Le Port" in words(client, council)
    actions.remove_coverage(coming, actor=None)
    assert "Le Port" not in words(client, council)
    assert events()[-4:] == [
        *("NeighbourhoodCovered", "NeighbourhoodCovered"),
        *("CoverageDated", "CoverageRemoved"),
    ]


def test_the_end_comes_after_the_beginning(council: Council) -> None:
    with pytest.raises(Refused, match="vient avant le premier"):
        actions.cover(council, make_territory(), valid_from=JUNE, valid_to=JUNE, actor=None)
    assert not council.coverages.exists()


def test_a_place_is_covered_within_its_own_days(council: Council) -> None:
    old = make_territory("Ancien périmètre", valid_from=date(2015, 1, 1), valid_to=date(2024, 1, 1))
    with pytest.raises(Refused, match="n’existe que depuis"):
        actions.cover(
            council, old, valid_from=date(2014, 6, 1), valid_to=date(2023, 1, 1), actor=None
        )
    for until in (None, date(2024, 1, 2)):
        with pytest.raises(Refused, match="n’existe plus depuis"):
            actions.cover(council, old, valid_to=until, actor=None)
    covered = actions.cover(council, old, valid_to=date(2024, 1, 1), actor=None)
    with pytest.raises(Refused, match="n’existe plus depuis"):
        actions.date_coverage(covered, valid_from=None, valid_to=None, actor=None)


def test_a_place_is_covered_once_at_a_time(council: Council) -> None:
    place = make_territory("Les Tilleuls", code="QN1", vintage=2024)
    later = make_territory("Les Tilleuls", code="QN1", vintage=2026)
    first = actions.cover(council, place, valid_from=MARCH, valid_to=JUNE, actor=None)
    for days in (
        {"valid_from": None},
        {"valid_from": MARCH, "valid_to": JUNE},
        {"valid_from": date(2026, 5, 31)},
    ):
        with pytest.raises(Refused, match="couvre déjà"):
            actions.cover(council, later, actor=None, **days)
    actions.cover(council, later, valid_from=JUNE, actor=None)
    actions.cover(council, place, valid_to=MARCH, actor=None)
    actions.date_coverage(first, valid_from=MARCH, valid_to=date(2026, 5, 1), actor=None)
    actions.cover(make_council(), place, actor=None)


# States -----------------------------------------------------------------------------------------


def test_everyone_reads_each_state_with_its_reason(council: Council, client: Client) -> None:
    actions.change_activity(council, Activity.DORMANT, reason="Plus de salle.", actor=None)
    history = words(client, council).partition('id="histoire"')[2]
    assert history.index("En sommeil") < history.index("Plus de salle.") < history.index("Actif")


def test_a_state_is_never_of_tomorrow_nor_before_the_last(council: Council) -> None:
    with pytest.raises(Refused, match="pas encore venu"):
        actions.change_activity(
            council, Activity.DORMANT, on=council.today + timedelta(days=1), actor=None
        )
    with pytest.raises(Refused, match="a déjà changé depuis"):
        actions.change_activity(
            council, Activity.DORMANT, on=council.today - timedelta(days=1), actor=None
        )
    council.refresh_from_db()
    assert council.activity == Activity.ACTIVE


# Frameworks -------------------------------------------------------------------------------------


def make_rules(name: str = "Cadre de 2024", **fields: Any) -> Framework:
    rules = {"source": "Une charte", "valid_from": date(2024, 1, 1), **fields}
    colleges = rules.pop("colleges", [RESIDENTS, ACTORS])
    return actions.write_framework(name=name, colleges=colleges, actor=None, **rules)


@pytest.mark.django_db
def test_a_framework_keeps_its_colleges_in_their_order() -> None:
    framework = make_rules()
    assert [college.name for college in framework.colleges.order_by("rank")] == [
        "Habitants",
        "Associations",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"colleges": []}, "au moins un collège"),
        ({"colleges": [RESIDENTS, RESIDENTS]}, "même nature"),
        (
            {"colleges": [{**RESIDENTS, "least_percent": 60}, {**ACTORS, "least_percent": 41}]},
            "dépassent 100",
        ),
        ({"valid_to": date(2024, 1, 1)}, "finir après"),
        ({"name": "Cadre pris"}, "déjà ce nom"),
    ],
    ids=["empty", "twice", "shares", "end", "name"],
)
def test_rules_that_do_not_hold_together_are_refused(fields: dict[str, Any], why: str) -> None:
    make_rules("Cadre pris")
    with pytest.raises(Refused, match=why):
        make_rules(**fields)
    assert Framework.objects.count() == 1


def test_a_revision_follows_and_councils_keep_what_they_have(council: Council) -> None:
    before = council.framework
    after = actions.revise_framework(
        before,
        name="Cadre de 2027",
        source="Une loi",
        valid_from=date(2027, 1, 1),
        colleges=[RESIDENTS],
        actor=None,
    )
    before.refresh_from_db()
    council.refresh_from_db()
    assert (before.valid_to, after.replaces, council.framework) == (
        date(2027, 1, 1),
        before,
        before,
    )
    with pytest.raises(Refused, match="déjà été révisé"):
        actions.revise_framework(
            before, name="Autre", valid_from=date(2028, 1, 1), colleges=[RESIDENTS], actor=None
        )


@pytest.mark.django_db
def test_a_revision_begins_after_what_it_replaces() -> None:
    before = make_rules(valid_to=date(2026, 1, 1))
    with pytest.raises(Refused, match="commencer après"):
        actions.revise_framework(
            before,
            name="Autre",
            valid_from=before.valid_from,
            colleges=[RESIDENTS],
            actor=None,
        )
    actions.revise_framework(
        before, name="Autre", valid_from=date(2026, 9, 1), colleges=[RESIDENTS], actor=None
    )
    before.refresh_from_db()
    assert before.valid_to == date(2026, 1, 1)


@pytest.mark.django_db
def test_only_rules_that_nobody_lives_under_are_taken_out() -> None:
    council = make_council()
    before = council.framework
    after = actions.revise_framework(
        before, name="Faute", valid_from=date(2027, 1, 1), colleges=[RESIDENTS], actor=None
    )
    with pytest.raises(Refused, match="ne peut plus être retiré"):
        actions.remove_framework(before, actor=None)
    actions.edit_council(council, framework=make_rules("Un troisième"), actor=None)
    with pytest.raises(Refused, match="Un autre cadre suit"):
        actions.remove_framework(before, actor=None)
    actions.remove_framework(after, actor=None)
    before.refresh_from_db()
    assert before.valid_to is None
    actions.remove_framework(before, actor=None)
    assert list(Framework.objects.values_list("name", flat=True)) == ["Un troisième"]


# A new council ----------------------------------------------------------------------------------


def found(framework: Framework, **fields: Any) -> Council:
    return actions.found_council(
        actor=None,
        name="Conseil neuf",
        slug="neuf",
        body_type=BodyType.CITIZENS_COUNCIL,
        framework=framework,
        commune=make_territory(),
        contact_role="La coordination",
        **fields,
    )


@pytest.mark.django_db
def test_a_new_council_has_the_seats_of_its_framework() -> None:
    made = found(make_rules())
    assert [seat.college.name for seat in made.seats.order_by("college__rank", "number")] == [
        *["Habitants"] * 6,
        *["Associations"] * 2,
    ]
    other = make_rules("Autre", colleges=[{**ACTORS, "seat_count": 3}])
    actions.edit_council(made, framework=other, actor=None)
    assert [seat.college.framework for seat in made.seats.select_related("college__framework")] == [
        other
    ] * 3


def test_a_council_keeps_its_framework_once_somebody_sits_or_is_invited(
    council: Council,
) -> None:
    with pytest.raises(Refused, match="siègent sous ce cadre"):
        actions.edit_council(council, framework=make_framework(), actor=None)
    empty = make_council()
    make_invitation(empty)
    with pytest.raises(Refused, match="Une invitation attend"):
        actions.edit_council(empty, framework=make_framework(), actor=None)


def invite_first(council: Council, email: str = "premiere@example.org", **fields: Any) -> Any:
    fields.setdefault("actor", None)
    return actions.invite_first_coordinator(
        council, email=email, college=college_of(council), way=Way.VOLUNTEER, **fields
    )


@pytest.mark.django_db
def test_the_first_coordinator_comes_in_by_their_link(administrator: Account) -> None:
    council = make_council()
    invitation = invite_first(council, actor=administrator)
    person = make_invited("premiere@example.org")
    mandate = actions.accept_invitation(invitation, account=person, name="Inès")
    assert mandate.is_coordinator  # type: ignore[union-attr]
    assert Council.objects.entered_by(person).get() == council
    with pytest.raises(Refused, match="Le conseil seul choisit"):
        invite_first(council, "seconde@example.org", actor=administrator)


def test_a_council_that_is_coordinated_chooses_alone(
    council: Council, coordinator: Account, administrator: Account
) -> None:
    with pytest.raises(Refused, match="Le conseil seul choisit"):
        invite_first(council, actor=administrator)
    assert not Invitation.objects.exists()


def test_somebody_is_invited_again_when_nobody_is_left(
    council: Council, administrator: Account
) -> None:
    invitation = invite_first(council, actor=administrator)
    with pytest.raises(Refused, match="attend déjà"):
        invite_first(council, "autre@example.org", actor=administrator)
    actions.revoke_invitation(invitation, actor=administrator)
    again = invite_first(council, "autre@example.org", actor=administrator)
    with living_at(again.expires_at + timedelta(days=1)):
        assert invite_first(council, "autre@example.org", actor=administrator).is_pending


def test_what_the_council_sends_does_not_stop_the_register(
    council: Council, councillor: Account, administrator: Account
) -> None:
    make_invitation(council, "amie@example.org", is_coordinator=True, actor=councillor)
    assert invite_first(council, actor=administrator).is_pending
    sent = Invitation.objects.from_outside()
    assert [invitation.email for invitation in sent] == ["premiere@example.org"]


def test_nobody_lets_themselves_in_by_the_register(
    council: Council, administrator: Account
) -> None:
    make_invited("autre@example.org")
    administrator.emailaddress_set.create(email="Moi@example.org")  # type: ignore[attr-defined]
    for address in (administrator.email.upper(), "moi@example.org"):
        with pytest.raises(Refused, match="par sa propre invitation"):
            invite_first(council, address, actor=administrator)
    assert not Invitation.objects.exists()


def test_a_council_that_has_ended_is_entrusted_to_nobody(administrator: Account) -> None:
    council = make_council(activity=Activity.ENDED)
    with pytest.raises(Refused, match="a pris fin"):
        invite_first(council, actor=administrator)


def test_whom_the_framework_bars_is_refused_at_the_door(
    officer: Account, administrator: Account
) -> None:
    council = make_council()
    invitation = invite_first(council, officer.email, actor=administrator)
    officer.emailaddress_set.create(email=officer.email, verified=True)  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="n’y admet ni élus, ni agents"):
        actions.accept_invitation(invitation, account=officer, name="Agente")
    assert not council.memberships.exists()
