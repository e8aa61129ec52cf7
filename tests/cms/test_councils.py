"""Keeping the register of councils in the admin: who may, where, and what is said when not."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from cms.councils.forms.contacts import looks_personal
from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.actions import (
    cover,
    create_host,
    end_regional_coordination,
    record_order,
)
from participation.councils.choices import Activity, CollegeKind
from participation.councils.models import (
    Council,
    Framework,
    HostOrganisation,
    Invitation,
    RegionalCoordinator,
)
from tests.cms.conftest import InAdmin
from tests.factories import make_account, make_council, make_framework, make_member, make_territory
from tests.participation.councils.keeping import Country, make_country, make_regional
from tests.participation.councils.making import college_of, make_invitation

LIST, DESK = 26, 30  # with what every page of the admin asks


@pytest.fixture
def country(db: None) -> Country:
    return make_country()


@pytest.fixture
def keeper(country: Country) -> Account:
    """Somebody who answers for the first region alone."""
    return make_regional(country.sorane).account


@pytest.fixture
def desk(keeper: Account, in_admin: InAdmin) -> Client:
    """A browser in the admin, of that person."""
    return in_admin(keeper)


def at(name: str, *where: Any) -> str:
    return reverse(f"keeping:{name}", args=where)


def words(client: Client, *where: Any) -> str:
    return client.get(at(*where)).content.decode()


def identity(country: Country, **typed: Any) -> dict[str, Any]:
    return {
        "name": "Conseil citoyen des Bords",
        "body_type": "citizens_council",
        "commune": "Hautville",
        "framework": country.above.framework_id,
        "contact_role": "La coordination",
        **typed,
    }


# Who may ----------------------------------------------------------------------------------------


def addresses(council: Council, framework: Framework) -> dict[str, list[str]]:
    """Give every address of the register: those of a council, of all keepers, of administrators."""
    territory = make_territory("Le Port", parent=council.commune)
    coverage = cover(council, territory, actor=None)
    order = record_order(
        council, number="1", signed_on=council.today, authority="Le préfet", actor=None
    )
    admin = make_account(is_superuser=True)
    invitation = make_invitation(council, is_coordinator=True, actor=admin)
    host = create_host(name=f"Structure {council.pk}", actor=None)
    council.host = host
    council.save()
    pk = council.pk
    coordinator = RegionalCoordinator.objects.order_by("pk").first()
    assert coordinator is not None
    return {
        "council": [
            *(at(name, pk) for name in ("desk", "edit", "activity", "cover", "record_order")),
            at("invite", pk),
            *(at(name, pk, coverage.pk) for name in ("coverage", "uncover")),
            *(at(name, pk, order.pk) for name in ("order", "annul_order")),
            at("revoke", pk, invitation.pk),
            at("host", host.pk),
        ],
        "keepers": [
            *(at(name) for name in ("councils", "new", "frameworks", "hosts", "new_host")),
            at("framework", framework.pk),
        ],
        "administrators": [
            *(at(name) for name in ("coordinators", "new_coordinator", "new_framework")),
            at("revise_framework", framework.pk),
            at("remove_framework", framework.pk),
            at("coordinator", coordinator.pk),
            at("end_coordinator", coordinator.pk),
        ],
    }


def asked(client: Client, urls: list[str]) -> set[int]:
    return {client.get(url).status_code for url in urls}


def test_each_address_is_there_for_who_keeps_that_council(
    country: Country, in_admin: InAdmin, administrator: Account
) -> None:
    region, other = make_regional(country.sorane).account, make_regional(country.ambre).account
    urls = addresses(country.above, country.above.framework)
    assert sum(map(len, urls.values())) == 25
    for person, seen in (
        (administrator, {"council", "keepers", "administrators"}),
        (region, {"council", "keepers"}),
        (other, {"keepers"}),
    ):
        client = in_admin(person)
        for kind, found in urls.items():
            expected = {200, 302} if kind in seen else {404}
            assert asked(client, found) <= expected, (kind, person)
            if kind not in seen:
                assert {client.post(url).status_code for url in found} <= {404, 405}
    assert Council.objects.get(pk=country.above.pk).recognition_orders.get().annulled_on is None


@pytest.mark.usefixtures("section")
def test_nobody_else_finds_any_of_them(
    country: Country, in_admin: InAdmin, officer: Account, resident: Account, moderator: Account
) -> None:
    former = make_regional(country.sorane)
    urls = addresses(country.above, country.above.framework)
    end_regional_coordination(former, actor=None)
    for person in (officer, resident, moderator, former.account):
        client = in_admin(person)
        assert asked(client, [url for kind in urls.values() for url in kind]) == {404}
    assert "/cms/conseils/" not in in_admin(officer).get("/cms/").content.decode()


def test_the_admin_opens_and_closes_with_the_role(country: Country, in_admin: InAdmin) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    keeper = make_regional(country.sorane, ends_on=tomorrow).account
    client = in_admin(keeper)
    home = client.get("/cms/").content.decode()
    assert "/cms/conseils/" in home
    assert "/cms/demarches/" not in home
    assert "Conseil du Haut" in home
    with living_at(now() + timedelta(days=1)):
        assert client.get("/cms/").status_code == 404


def test_keeping_councils_opens_no_consultation(desk: Client) -> None:
    for url in ("/cms/demarches/", "/cms/demarches/nouvelle/consultation/"):
        assert desk.get(url).status_code == 404
        assert desk.post(url).status_code in {404, 405}


def test_a_keeper_proves_a_second_factor(
    country: Country, client: Client, browsing_as: Any
) -> None:
    keeper = make_regional(country.sorane).account
    answer = browsing_as(keeper).get(at("councils"))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("second_factor")


# The list ---------------------------------------------------------------------------------------


def test_the_list_holds_one_s_own_councils_and_what_they_lack(
    country: Country, desk: Client
) -> None:
    make_member(country.below, is_coordinator=True)
    page = words(desk, "councils")
    assert "Conseil du Haut" in page
    assert "Conseil du Bas" in page
    assert "Conseil des Dunes" not in page
    assert page.count("<strong>Personne ne coordonne</strong>") == 1


@pytest.mark.parametrize(
    ("asked_for", "found"),
    [
        ({"q": "haut"}, {"Haut"}),
        ({"etat": "dormant"}, {"Bas"}),
        ({"departement": "1B"}, {"Bas"}),
        ({"departement": "2A"}, {"Haut", "Bas"}),
        ({"sans": "on"}, {"Haut"}),
        ({"cadre": "rien"}, {"Haut", "Bas"}),
        ({"q": "dunes"}, set()),
    ],
    ids=["name", "state", "department", "foreign", "alone", "nonsense", "none"],
)
def test_filters(country: Country, desk: Client, asked_for: Any, found: set[str]) -> None:
    make_member(country.below, is_coordinator=True)
    Council.objects.filter(pk=country.below.pk).update(activity=Activity.DORMANT)
    page = desk.get(at("councils"), asked_for).content.decode()
    assert {name for name in ("Haut", "Bas", "Dunes") if f"Conseil du {name}<" in page} == found
    assert ("Rien ne correspond" in page) is (not found)


def test_the_framework_is_a_filter(country: Country, desk: Client) -> None:
    page = desk.get(at("councils"), {"cadre": country.above.framework_id}).content.decode()
    assert "Conseil du Haut<" in page
    assert "Conseil du Bas<" not in page


def test_the_same_queries_for_one_council_and_for_four(
    country: Country, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get(at("councils"))
    with django_assert_num_queries(LIST):
        desk.get(at("councils"))
    for _number in range(3):
        make_council(commune=country.above.commune, framework=country.above.framework)
    with django_assert_num_queries(LIST):
        desk.get(at("councils"))


def test_the_same_queries_for_a_long_history_and_a_short_one(
    country: Country, desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk.get(at("desk", country.above.pk))
    with django_assert_num_queries(DESK):
        desk.get(at("desk", country.above.pk))
    for number in range(3):
        place = make_territory(parent=country.above.commune)
        cover(country.above, place, actor=None)
        record_order(
            country.above,
            number=str(number),
            signed_on=country.above.today,
            authority="Le préfet",
            actor=None,
        )
    with django_assert_num_queries(DESK):
        desk.get(at("desk", country.above.pk))


# A council --------------------------------------------------------------------------------------


def test_a_council_is_created_with_its_seats_then_somebody_is_invited(
    country: Country,
    desk: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    country.above.framework.colleges.update(seat_count=3)
    answer = desk.post(at("new"), identity(country))
    council = Council.objects.get(slug="conseil-citoyen-des-bords")
    assert answer["Location"] == at("invite", council.pk)
    assert (council.activity, council.seats.count()) == (Activity.BEING_SET_UP, 6)
    typed = {
        "email": "premiere@example.org",
        "college": college_of(council).pk,
        "way": "volunteer",
        "words": "Bienvenue parmi nous.",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(at("invite", council.pk), typed)
    assert answer["Location"] == at("desk", council.pk)
    (letter,) = mail.outbox
    assert letter.to == ["premiere@example.org"]
    invitation = Invitation.objects.get()
    assert invitation.is_coordinator
    page = words(desk, "desk", council.pk)
    assert "premiere@example.org" in page
    assert "Inviter qui le coordonnera" not in page
    desk.post(at("revoke", council.pk, invitation.pk))
    assert "Inviter qui le coordonnera" in words(desk, "desk", council.pk)


def test_two_councils_of_one_name_have_two_addresses(country: Country, desk: Client) -> None:
    for _twice in range(2):
        desk.post(at("new"), identity(country))
    slugs = Council.objects.filter(name="Conseil citoyen des Bords").values_list("slug", flat=True)
    assert set(slugs) == {"conseil-citoyen-des-bords", "conseil-citoyen-des-bords-2"}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"commune": "Merville"}, "n’est pas dans votre territoire"),
        ({"commune": "Sorane"}, "Aucun territoire ne s’appelle ainsi"),
        ({"commune": ""}, "Écrivez la commune"),
        ({"founded_on": "2999-01-01"}, "pas encore venu"),
        ({"founded_on": "2013-01-01"}, "n’est pas en vigueur le jour"),
        ({"contact_email": "marie.durand@gmail.com"}, "ressemble à celle d’une personne"),
        ({"slug": "conseil-pris"}, "existe déjà"),
    ],
    ids=["elsewhere", "kind", "empty", "future", "framework", "person", "slug"],
)
def test_what_does_not_hold_is_said_and_nothing_typed_is_lost(
    country: Country, desk: Client, typed: dict[str, str], why: str
) -> None:
    make_council(slug="conseil-pris")
    before = Council.objects.count()
    answer = desk.post(at("new"), identity(country, summary="Au bord de l’eau.", **typed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert "Au bord de l’eau." in page
    assert Council.objects.count() == before


def test_an_address_that_looks_personal_is_kept_when_it_is_a_role_s(
    country: Country, desk: Client
) -> None:
    typed = identity(country, contact_email="les.bords@orange.fr")
    assert "is_of_a_role" in desk.post(at("new"), typed).content.decode()
    desk.post(at("new"), {**typed, "is_of_a_role": "on"})
    council = Council.objects.get(contact_email="les.bords@orange.fr")
    answer = desk.post(at("edit", council.pk), {**typed, "contact_role": "Le bureau"})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("email", "is_personal"),
    [
        ("marie.durand@gmail.com", True),
        ("Marie@Orange.FR", True),
        ("conseil.tilleuls@gmail.com", False),
        ("contact@laposte.net", False),
        ("marie@centre-social.example", False),
        ("", False),
    ],
)
def test_which_addresses_look_personal(email: str, is_personal: bool) -> None:
    assert looks_personal(email) is is_personal


def test_a_council_is_changed_and_keeps_its_address_and_its_framework(
    country: Country, desk: Client
) -> None:
    make_member(country.above)
    old = country.above.slug
    typed = identity(country, name="Conseil renommé", slug="ailleurs")
    desk.post(at("edit", country.above.pk), typed)
    country.above.refresh_from_db()
    assert (country.above.name, country.above.slug) == ("Conseil renommé", old)
    answer = desk.post(at("edit", country.above.pk), {**typed, "framework": make_framework().pk})
    assert answer.status_code == 422
    assert "siègent sous ce cadre" in answer.content.decode()


def test_a_framework_that_has_ended_is_kept_and_not_newly_chosen(
    country: Country, desk: Client
) -> None:
    Framework.objects.update(valid_to=timezone.localdate())
    page = desk.post(at("new"), identity(country)).content.decode()
    assert "n’est pas en vigueur" in page
    assert desk.post(at("edit", country.above.pk), identity(country)).status_code == 302


def test_the_state_changes_with_a_reason(country: Country, desk: Client) -> None:
    url = at("activity", country.above.pk)
    today = timezone.localdate()
    answer = desk.post(url, {"activity": "dormant", "on": today, "reason": ""})
    assert answer.status_code == 422
    assert "Dites pourquoi" in answer.content.decode()
    answer = desk.post(url, {"activity": "active", "on": today, "reason": "Rien ne change."})
    assert answer.status_code == 422
    tomorrow = today + timedelta(days=2)
    answer = desk.post(url, {"activity": "dormant", "on": tomorrow, "reason": "Bientôt."})
    assert "pas encore venu" in answer.content.decode()
    desk.post(url, {"activity": "dormant", "on": today, "reason": "Plus de salle."})
    country.above.refresh_from_db()
    assert country.above.activity == Activity.DORMANT
    assert "Plus de salle." in words(desk, "desk", country.above.pk)
    assert desk.get(url).status_code == 302


def test_the_desk_tells_nothing_of_who_sits(country: Country, desk: Client) -> None:
    coordinator = make_member(country.above, name="Clotilde", is_coordinator=True)
    make_invitation(country.above, "secrete@example.org", actor=coordinator.account)
    make_invitation(
        country.above, "aussi@example.org", is_coordinator=True, actor=coordinator.account
    )
    page = words(desk, "desk", country.above.pk) + words(desk, "invite", country.above.pk)
    assert "Le conseil est coordonné." in page
    assert "1 personne siège." in page
    for private in ("Clotilde", "secrete@", "aussi@"):
        assert private not in page


def test_what_a_council_sends_itself_is_not_taken_back_from_outside(
    country: Country, desk: Client
) -> None:
    coordinator = make_member(country.above, is_coordinator=True)
    sent = make_invitation(country.above, is_coordinator=True, actor=coordinator.account)
    assert desk.post(at("revoke", country.above.pk, sent.pk)).status_code == 404
    sent.refresh_from_db()
    assert sent.is_pending


def test_a_coordinated_council_refuses_and_keeps_what_was_typed(
    country: Country, desk: Client
) -> None:
    make_member(country.above, is_coordinator=True)
    college = college_of(country.above)
    typed = {"email": "une@example.org", "college": college.pk, "way": "volunteer"}
    answer = desk.post(at("invite", country.above.pk), typed)
    assert answer.status_code == 422
    assert "Le conseil seul choisit" in answer.content.decode()
    assert 'value="une@example.org"' in answer.content.decode()


def test_a_council_that_has_ended_says_so(country: Country, desk: Client) -> None:
    Council.objects.update(activity=Activity.ENDED)
    assert "Ce conseil a pris fin" in words(desk, "invite", country.above.pk)


# Coverage ---------------------------------------------------------------------------------------


def test_a_place_is_found_by_name_or_code_and_covered(country: Country, desk: Client) -> None:
    quarter = make_territory(
        "Les Tilleuls", kind="qpv", code="QN1A01", parent=country.above.commune
    )
    make_territory("Les Tilleuls", kind="qpv", code="QN2A01", parent=country.elsewhere.commune)
    url = at("cover", country.above.pk)
    for typed in ("tilleuls", "QN1A01"):
        page = desk.get(url, {"q": typed}).content.decode()
        assert page.count("QN1A01") and "QN2A01" not in page
    assert "Aucun territoire" in desk.get(url, {"q": "QN2A01"}).content.decode()
    answer = desk.post(f"{url}?q=tilleuls", {"valid_from": "2026-01-01"})
    assert "Choisissez un quartier." in answer.content.decode()
    answer = desk.post(url, {"territory": quarter.pk})
    assert answer.status_code == 422
    days = {"valid_from": "2026-01-01", "last": "2999-12-31"}
    desk.post(f"{url}?q=tilleuls", {"territory": quarter.pk, **days})
    coverage = country.above.coverages.get()
    assert (coverage.territory, str(coverage.valid_to)) == (quarter, "3000-01-01")
    answer = desk.post(f"{url}?q=tilleuls", {"territory": quarter.pk})
    assert "couvre déjà" in answer.content.decode()


def test_days_of_a_place_are_changed_or_it_is_taken_out(country: Country, desk: Client) -> None:
    place = make_territory("Le Port", parent=country.above.commune)
    coverage = cover(country.above, place, actor=None)
    url = at("coverage", country.above.pk, coverage.pk)
    answer = desk.post(url, {"valid_from": "2026-03-01", "last": "2026-02-01"})
    assert answer.status_code == 422
    assert 'value="2026-02-01"' in answer.content.decode()
    desk.post(url, {"valid_from": "2026-03-01", "last": "2026-03-31"})
    page = words(desk, "desk", country.above.pk)
    assert "du 1er\u00a0mars\u00a02026 au 31\u00a0mars\u00a02026" in page
    assert "terminé" in page
    assert desk.get(at("uncover", country.above.pk, coverage.pk)).status_code == 302
    assert country.above.coverages.exists()
    desk.post(at("uncover", country.above.pk, coverage.pk))
    assert not country.above.coverages.exists()


# Orders -----------------------------------------------------------------------------------------

ORDER = {"number": "2026-7", "signed_on": "2026-02-03", "authority": "Le préfet de Sorane"}


def test_an_order_is_entered_corrected_and_annulled(country: Country, desk: Client) -> None:
    pk = country.above.pk
    assert "Son cadre en demande un" in words(desk, "desk", pk)
    desk.post(at("record_order", pk), ORDER)
    again = desk.post(at("record_order", pk), ORDER)
    assert "de ce numéro" in again.content.decode()
    order = country.above.recognition_orders.get()
    desk.post(at("order", pk, order.pk), {**ORDER, "number": "2026-8"})
    order.refresh_from_db()
    assert order.number == "2026-8"
    assert order.corrected_at
    typed = {"annul-on": "2026-03-01", "annul-reason": ""}
    answer = desk.post(at("annul_order", pk, order.pk), typed)
    assert "Dites pourquoi cet arrêté" in answer.content.decode()
    desk.post(at("annul_order", pk, order.pk), {**typed, "annul-reason": "Retrait."})
    order.refresh_from_db()
    assert order.annulled_because == "Retrait."
    page = words(desk, "order", pk, order.pk)
    assert "Retrait." in page
    assert "Annuler l’arrêté" not in page
    assert desk.get(at("annul_order", pk, order.pk)).status_code == 302


def test_an_order_of_another_council_is_absent(country: Country, desk: Client) -> None:
    desk.post(at("record_order", country.below.pk), ORDER)
    order = country.below.recognition_orders.get()
    assert desk.get(at("order", country.above.pk, order.pk)).status_code == 404


# Frameworks, hosts, who answers -----------------------------------------------------------------


def rules(**typed: Any) -> dict[str, Any]:
    college = {"kind": "residents", "name": "Habitants", "seat_count": "8", "least_percent": "50"}
    numbers = {"quorum_percent": "50", "notice_days": "8", "minutes_days": "30"}
    rows = {f"colleges-0-{name}": value for name, value in college.items()}
    blank = {
        f"colleges-{row}-{name}": value
        for row in (1, 2)
        for name, value in {"kind": "", "name": "", "seat_count": "0", "least_percent": "0"}.items()
    }
    return {
        "name": "Cadre de 2027",
        "source": "Une loi",
        "valid_from": "2027-01-01",
        "colleges-TOTAL_FORMS": "3",
        "colleges-INITIAL_FORMS": "0",
        **numbers,
        **rows,
        **blank,
        **typed,
    }


def test_a_framework_is_written_and_revised_by_administrators(
    country: Country, administrator: Account, in_admin: InAdmin
) -> None:
    client = in_admin(administrator)
    assert client.post(at("new_framework"), rules()).status_code == 302
    written = Framework.objects.get(name="Cadre de 2027")
    college = written.colleges.get()
    assert (college.kind, college.seat_count, college.least_percent) == (
        CollegeKind.RESIDENTS,
        8,
        50,
    )
    start = words(client, "revise_framework", written.pk)
    assert "Habitants" in start
    assert "Une loi" in start
    revised = rules(**{"name": "Cadre de 2028", "colleges-INITIAL_FORMS": "1"})
    answer = client.post(at("revise_framework", written.pk), revised)
    assert "commencer après" in answer.content.decode()
    client.post(at("revise_framework", written.pk), {**revised, "valid_from": "2028-01-01"})
    page = words(client, "framework", written.pk)
    assert "Cadre de 2028" in page
    assert "Réviser ce cadre" not in page
    assert written.notice_days == 8
    assert "8 jours" in page
    new = Framework.objects.get(name="Cadre de 2028")
    assert "Cadre de 2027" in words(client, "framework", new.pk)
    client.post(at("remove_framework", written.pk))
    assert Framework.objects.filter(pk=written.pk).exists()
    client.post(at("remove_framework", new.pk))
    assert not Framework.objects.filter(pk=new.pk).exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"colleges-0-name": ""}, "Habitants"),
        ({"colleges-0-least_percent": "101"}, "ne dépasse pas 100"),
        ({"colleges-0-kind": "", "colleges-0-name": ""}, "au moins un collège"),
        ({"last": "2026-12-31"}, "finir après"),
        ({"name": ""}, 'href="#id_name"'),
    ],
    ids=["college", "share", "none", "end", "name"],
)
def test_rules_that_do_not_hold_are_given_back(
    administrator: Account, in_admin: InAdmin, typed: dict[str, str], why: str
) -> None:
    given = rules(summary="Ce que nous voulons.", **typed)
    if typed.get("colleges-0-kind") == "":
        given |= {"colleges-0-seat_count": "0", "colleges-0-least_percent": "0"}
    answer = in_admin(administrator).post(at("new_framework"), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert "Ce que nous voulons." in page
    assert not Framework.objects.exists()


def test_a_keeper_reads_frameworks_and_writes_none(country: Country, desk: Client) -> None:
    framework = country.above.framework
    assert framework.name in words(desk, "frameworks")
    page = words(desk, "framework", framework.pk)
    assert "Les élus, les agents de l’État, les agents publics concernés" in page
    assert "Réviser" not in page


def test_a_host_is_entered_once_and_renamed(country: Country, desk: Client) -> None:
    desk.post(at("new_host"), {"name": "Régie du Haut"})
    host = HostOrganisation.objects.get()
    assert "existe déjà" in desk.post(at("new_host"), {"name": host.name}).content.decode()
    desk.post(at("host", host.pk), {"name": "Régie du Bas"})
    assert "Régie du Bas" in words(desk, "hosts")
    country.elsewhere.host = host
    country.elsewhere.save()
    assert desk.post(at("host", host.pk), {"name": "À moi"}).status_code == 404
    assert at("host", host.pk) not in words(desk, "hosts")


ROLE = {
    "email": "Nouvelle@Example.org",
    "territory": "Sorane",
    "role": "Coordination régionale",
    "contact_email": "conseils@sorane.example.org",
    "starts_on": "2026-01-01",
}


def test_an_administrator_names_changes_and_ends_who_answers(
    country: Country, administrator: Account, in_admin: InAdmin
) -> None:
    client = in_admin(administrator)
    client.post(at("new_coordinator"), ROLE)
    coordinator = RegionalCoordinator.objects.select_related("account").get()
    assert coordinator.account.email == "nouvelle@example.org"
    assert coordinator.territory == country.sorane
    again = client.post(at("new_coordinator"), ROLE)
    assert "a déjà ce rôle" in again.content.decode()
    changed = {**ROLE, "role": "Mission régionale", "last": "2999-12-31"}
    client.post(at("coordinator", coordinator.pk), changed)
    page = words(client, "coordinators")
    assert "Mission régionale" in page
    assert "31\u00a0décembre\u00a02999" in page
    assert client.get(at("end_coordinator", coordinator.pk)).status_code == 302
    client.post(at("end_coordinator", coordinator.pk))
    coordinator.refresh_from_db()
    assert coordinator.ends_on == timezone.localdate()
    assert "Terminer aujourd’hui" not in words(client, "coordinators")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"territory": "Hautville"}, "Aucun territoire ne s’appelle ainsi"),
        ({"contact_email": "marie@gmail.com"}, "ressemble à celle d’une personne"),
        ({"last": "2025-01-01"}, "vient avant le premier"),
        ({"email": "non"}, "adresse"),
    ],
    ids=["commune", "person", "days", "email"],
)
def test_a_role_that_does_not_hold_is_given_back(
    country: Country, administrator: Account, in_admin: InAdmin, typed: Any, why: str
) -> None:
    answer = in_admin(administrator).post(at("new_coordinator"), {**ROLE, **typed})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not RegionalCoordinator.objects.exists()
