"""Who keeps which council, for how long, and whom the public is told to write to."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from participation.accounts.actions import erase_account
from participation.accounts.models import Account
from participation.accounts.personal import everything_about
from participation.base.clock import living_at, now
from participation.councils.actions import (
    change_activity,
    create_host,
    edit_council,
    edit_regional_coordinator,
    end_regional_coordination,
    forget_member,
    name_regional_coordinator,
)
from participation.councils.choices import Activity
from participation.councils.errors import Refused
from participation.councils.models import Attempt, Council, HostOrganisation, RegionalCoordinator
from participation.councils.queries.regional import regional_contacts
from participation.journal.models import Entry
from tests.factories import make_account, make_officer, make_public_body, make_territory
from tests.participation.councils.keeping import Country, make_country, make_regional
from tests.people import SignIn

TODAY = timezone.localdate


@pytest.fixture
def country(db: None) -> Country:
    return make_country()


def kept(person: object) -> set[str]:
    return {council.name for council in Council.objects.kept_by(person)}


def test_each_keeps_the_councils_of_their_territory_alone(
    country: Country, administrator: Account, resident: Account, moderator: Account
) -> None:
    region = make_regional(country.sorane).account
    department = make_regional(country.haute).account
    assert kept(region) == {"Conseil du Haut", "Conseil du Bas"}
    assert kept(department) == {"Conseil du Haut"}
    assert kept(make_regional(country.ambre).account) == {"Conseil des Dunes"}
    assert kept(administrator) == {"Conseil du Haut", "Conseil du Bas", "Conseil des Dunes"}
    officer = make_officer(make_public_body())
    assert [kept(one) for one in (resident, moderator, officer, AnonymousUser())] == [set()] * 4


def test_somebody_may_answer_for_two_territories(country: Country) -> None:
    account = make_regional(country.haute).account
    make_regional(country.ambre, account=account)
    assert kept(account) == {"Conseil du Haut", "Conseil des Dunes"}


def test_keeping_the_register_opens_no_private_space(country: Country) -> None:
    keeper = make_regional(country.sorane).account
    assert not Council.objects.entered_by(keeper).exists()


def test_a_keeper_who_tries_a_private_address_is_noted(
    country: Country, browsing_as: SignIn
) -> None:
    keeper = make_regional(country.sorane).account
    assert browsing_as(keeper).get(country.above.space_url).status_code == 404
    assert Attempt.objects.get().role == Attempt.Role.REGIONAL


def test_rights_run_from_the_first_day_to_the_last(country: Country) -> None:
    today = TODAY()
    coming = make_regional(country.haute, starts_on=today + timedelta(days=1)).account
    going = make_regional(country.haute, ends_on=today + timedelta(days=1)).account
    assert (kept(coming), kept(going)) == (set(), {"Conseil du Haut"})
    with living_at(now() + timedelta(days=1)):
        assert (kept(coming), kept(going)) == ({"Conseil du Haut"}, set())


def test_a_role_ends_today_and_once(country: Country) -> None:
    coordinator = make_regional(country.haute)
    end_regional_coordination(coordinator, actor=None)
    assert kept(coordinator.account) == set()
    end_regional_coordination(coordinator, actor=None)
    assert Entry.objects.filter(event="RegionalCoordinatorEnded").count() == 1


def test_an_account_that_is_closed_keeps_nothing(country: Country) -> None:
    coordinator = make_regional(country.haute)
    erase_account(coordinator.account, actor=None)
    forget_member(coordinator.account_id)
    coordinator.refresh_from_db()
    assert coordinator.ends_on == TODAY()
    assert regional_contacts([country.above.commune.path]) == {country.above.commune.path: []}


def test_what_is_held_of_them_is_given_to_them(country: Country) -> None:
    coordinator = make_regional(country.haute, ends_on=TODAY() + timedelta(days=9))
    (told,) = everything_about(coordinator.account)["conseils"]["coordinations_regionales"]
    assert told["territoire"] == "Haute-Sorane"
    assert told["jusqu_au"] == (TODAY() + timedelta(days=9)).isoformat()


def test_an_account_is_made_for_an_address_without_one(country: Country) -> None:
    coordinator = name_regional_coordinator(
        country.sorane,
        email=" Nouvelle@Example.org",
        role="Coordination",
        contact_email="conseils@sorane.example.org",
        actor=None,
    )
    assert coordinator.account.email == "nouvelle@example.org"
    assert not coordinator.account.has_usable_password()
    assert (coordinator.starts_on, coordinator.last_day) == (TODAY(), None)


def test_a_commune_has_no_regional_coordinator(country: Country) -> None:
    with pytest.raises(Refused, match="une région ou un département"):
        make_regional(country.above.commune)
    assert not RegionalCoordinator.objects.exists()


def test_days_follow_one_another(country: Country) -> None:
    with pytest.raises(Refused, match="vient avant le premier"):
        make_regional(country.haute, starts_on=TODAY(), ends_on=TODAY())
    coordinator = make_regional(country.haute)
    with pytest.raises(Refused, match="vient avant le premier"):
        edit_regional_coordinator(coordinator, ends_on=coordinator.starts_on, actor=None)


def test_nobody_has_the_same_role_twice_at_a_time(country: Country) -> None:
    today = TODAY()
    first = make_regional(country.haute, ends_on=today)
    with pytest.raises(Refused, match="a déjà ce rôle"):
        make_regional(country.haute, account=first.account, starts_on=today - timedelta(days=1))
    with pytest.raises(Refused, match="a déjà ce rôle"):
        make_regional(
            country.haute,
            account=first.account,
            starts_on=first.starts_on - timedelta(days=9),
            ends_on=today,
        )
    again = make_regional(country.haute, account=first.account, starts_on=today)
    assert again.pk != first.pk


def test_a_host_is_renamed_by_who_keeps_all_its_councils(
    country: Country, administrator: Account
) -> None:
    region, other = make_regional(country.sorane).account, make_regional(country.ambre).account
    host = create_host(name="Régie du Haut", actor=region)
    edit_council(country.above, host=host, actor=None)

    def keeps(person: Account) -> bool:
        return HostOrganisation.objects.kept_by(person).filter(pk=host.pk).exists()

    assert [keeps(person) for person in (region, other, administrator)] == [True, False, True]
    edit_council(country.elsewhere, host=host, actor=None)
    assert [keeps(person) for person in (region, other, administrator)] == [False, False, True]


# What everyone reads --------------------------------------------------------------------------


def test_the_smallest_territory_answers(country: Country) -> None:
    make_regional(country.sorane, role="Coordination de Sorane")
    make_regional(country.haute, role="Coordination du Haut")
    make_regional(country.haute, role="Ancienne coordination", ends_on=TODAY())
    above, below, far = (
        council.commune.path for council in (country.above, country.below, country.elsewhere)
    )
    found = regional_contacts([above, below, far])
    assert {path: [str(one) for one in rows] for path, rows in found.items()} == {
        above: ["Coordination du Haut"],
        below: ["Coordination de Sorane"],
        far: [],
    }


def test_the_page_of_a_council_tells_the_role_and_never_the_person(
    country: Country, client: Client
) -> None:
    account = make_account("marie.durand@example.org", display_name="Marie Durand")
    make_regional(country.haute, account=account, contact_phone="01 00 00 00 01")
    page = client.get(country.above.get_absolute_url()).content.decode()
    assert "Votre interlocuteur régional" in page
    assert "mailto:conseils@region.example.org" in page
    assert "tel:0100000001" in page
    assert "durand" not in page.casefold()
    other = client.get(country.elsewhere.get_absolute_url()).content.decode()
    assert "interlocuteur" not in other


def finder(client: Client, **asked: str) -> str:
    return client.get("/conseils/", asked).content.decode()


def test_a_dormant_council_comes_with_somebody_to_write_to(
    country: Country, client: Client
) -> None:
    make_regional(country.sorane)
    assert "conseils@region.example.org" not in finder(client)
    change_activity(country.above, Activity.DORMANT, actor=None)
    assert finder(client).count("mailto:conseils@region.example.org") == 1


def test_a_place_or_a_department_comes_with_somebody_to_write_to(
    country: Country, client: Client
) -> None:
    make_regional(country.sorane)
    for asked in ({"q": "Hautville"}, {"departement": "1A"}):
        assert "mailto:conseils@region.example.org" in finder(client, **asked), asked
    for asked in ({"q": "Merville"}, {"departement": "2A"}):
        assert "mailto:conseils@region.example.org" not in finder(client, **asked), asked


def test_a_search_without_result_still_gives_somebody_to_write_to(
    country: Country, client: Client
) -> None:
    make_regional(country.sorane)
    make_regional(country.ambre, contact_email="conseils@ambre.example.org")
    page = finder(client, nature="youth_council")
    assert "Rien ne correspond" in page
    assert "conseils@region.example.org" in page
    assert "conseils@ambre.example.org" in page
    make_territory("Nulleville", parent=country.basse)
    page = finder(client, q="Nulleville", nature="youth_council")
    assert "conseils@region.example.org" in page
    assert "conseils@ambre.example.org" not in page
