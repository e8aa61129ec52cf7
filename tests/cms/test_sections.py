"""Each public body edits its own section, and learns nothing of another's."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms import actions
from cms.models import BodyPage, ConsultationPage, Picture, Section
from consultations.models import Consultation
from participation.accounts.actions import appoint_officer, create_public_body, remove_officer
from participation.accounts.models import Account, Officer, PublicBody
from participation.journal.actions import sweep
from tests.cms.conftest import InAdmin, make_attachment, make_picture, picture_file
from tests.factories import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("section", "other_section")]

# Named addresses that take the page's id: reached by its own officers, by no others.
OF_A_PAGE = [
    "wagtailadmin_explore",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:usage",
]
# And those that nobody but an administrator reaches, for the page's place and life are fixed.
FIXED = [
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:move",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:set_privacy",
]
OF_A_CONSULTATION = [
    "workbench",
    "promise",
    "publish",
    "extend",
    "suspend",
    "resume",
    "withdraw",
    "follow_up",
    "archive",
    "duplicate",
    "preview",
    "phone",
    "synthesis",
    "answer",
    "add_step",
]
SECRETS = ("Projet confidentiel", "Mots encore secrets")


def refused(response: Any) -> bool:
    """Nothing shown: absent, forbidden, or sent back to the dashboard by Wagtail."""
    words = response.content.decode(errors="ignore")
    assert not any(secret in words for secret in SECRETS)
    home = reverse("wagtailadmin_home")
    sent_back = response.status_code == 302 and response["Location"] in {
        home,
        *(reverse("wagtailadmin_explore", args=[page.pk]) for page in BodyPage.objects.all()),
    }
    return sent_back or response.status_code in {403, 404, 405}


@pytest.mark.parametrize("name", OF_A_PAGE)
def test_a_page_is_edited_in_its_own_section_alone(
    name: str, draft: Consultation, officer: Account, outsider: Account, in_admin: InAdmin
) -> None:
    page = ConsultationPage.objects.get(consultation=draft)
    address = reverse(name, args=[page.pk])
    allowed = in_admin(officer).get(address)
    assert allowed.status_code == 200 or name == "wagtailadmin_explore", allowed
    assert refused(in_admin(outsider).get(address))
    assert refused(in_admin(outsider).post(address))


@pytest.mark.parametrize("name", FIXED)
def test_the_place_and_life_of_a_consultations_page_are_not_an_editors(
    name: str, draft: Consultation, officer: Account, outsider: Account, in_admin: InAdmin
) -> None:
    page = ConsultationPage.objects.get(consultation=draft)
    for address in (reverse(name, args=[page.pk]), reverse(name, args=[page.get_parent().pk])):
        for person in (officer, outsider):
            response = in_admin(person).post(address, {"title": "x", "slug": "x"})
            assert response.status_code in {302, 403, 404}
    assert ConsultationPage.objects.get() == page
    assert BodyPage.objects.count() == 2


def test_earlier_versions_are_compared_in_the_section_alone(
    draft: Consultation, officer: Account, outsider: Account, in_admin: InAdmin
) -> None:
    page = ConsultationPage.objects.get(consultation=draft)
    name = "wagtailadmin_pages:revisions_compare"
    revision = page.latest_revision.pk
    addresses = [
        reverse(name, args=[page.pk, "earliest", "latest"]),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision]),
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision]),
    ]
    for address in addresses:
        assert in_admin(officer).get(address).status_code == 200, address
        assert refused(in_admin(outsider).get(address)), address


@pytest.mark.parametrize("act", ["delete", "move", "publish", "unpublish"])
def test_acting_on_many_pages_reaches_no_other_section(
    act: str, draft: Consultation, outsider: Account, in_admin: InAdmin
) -> None:
    page = ConsultationPage.objects.get(consultation=draft)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    response = in_admin(outsider).post(f"{address}?id={page.pk}&next=/cms/", {"chooser": page.pk})
    assert "Mots encore secrets" not in response.content.decode()
    page.refresh_from_db()
    assert (page.live, ConsultationPage.objects.count()) == (False, 1)


@pytest.mark.parametrize("name", OF_A_CONSULTATION)
def test_a_consultation_is_led_by_its_own_body_alone(
    name: str, draft: Consultation, officer: Account, outsider: Account, in_admin: InAdmin
) -> None:
    address = reverse(f"editing:{name}", args=[draft.pk])
    assert in_admin(officer).get(address).status_code in {200, 302}
    client = in_admin(outsider)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code in {404, 405}


def test_lists_searches_and_choosers_show_no_other_bodys_drafts(
    draft: Consultation, officer: Account, outsider: Account, in_admin: InAdmin
) -> None:
    page = ConsultationPage.objects.get(consultation=draft)
    index = page.get_parent()
    addresses = [
        reverse("editing:consultations"),
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:search") + "?q=confidentiel",
        reverse("wagtailadmin_choose_page_child", args=[index.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=confidentiel",
        reverse("wagtailadmin_explore_root"),
        "/cms/reports/site-history/",
        "/cms/reports/aging-pages/",
        "/cms/reports/page-types-usage/",
        f"/cms/pages/workflow/preview/{page.pk}/1/",
        reverse("wagtailadmin_choose_page_child", args=[page.pk]),
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, index.pk]),
    ]
    seen = 0
    for address in addresses:
        seen += "Projet confidentiel" in in_admin(officer).get(address).content.decode()
        shown = in_admin(outsider).get(address, follow=True).content.decode()
        assert "Projet confidentiel" not in shown, address
    assert seen >= 3  # the draft could have leaked


def test_pictures_and_documents_stay_in_their_section(
    section: Section, officer: Account, outsider: Account, in_admin: InAdmin
) -> None:
    picture, attachment = make_picture(section), make_attachment(section)
    own = [
        reverse("wagtailimages:edit", args=[picture.pk]),
        reverse("wagtaildocs:edit", args=[attachment.pk]),
    ]
    for address in own:
        assert in_admin(officer).get(address).status_code == 200, address
        assert refused(in_admin(outsider).get(address)), address
    lists = ["wagtailimages:index", "wagtailimages_chooser:choose", "wagtaildocs:index"]
    lists.append("wagtaildocs_chooser:choose")
    for name in lists:
        shown = in_admin(outsider).get(reverse(name)).content.decode()
        assert "La halle" not in shown, name
        assert "étude" not in shown, name
    for name in ("wagtailimages_chooser:chosen", "wagtailimages:url_generator"):
        response = in_admin(outsider).get(reverse(name, args=[picture.pk]))
        assert "La halle" not in response.content.decode(), name


def test_a_file_cannot_be_laid_in_another_section(
    section: Section, other_section: Section, outsider: Account, in_admin: InAdmin
) -> None:
    picture = {"title": "Intruse", "file": picture_file(), "collection": section.collection_id}
    in_admin(outsider).post(reverse("wagtailimages:add"), picture)
    assert not Picture.objects.filter(collection=section.collection).exists()


def test_people_and_groups_are_changed_by_our_actions_alone(
    officer: Account, in_admin: InAdmin
) -> None:
    client = in_admin(officer)
    for address in ("/cms/users/", "/cms/groups/", "/cms/sites/", "/cms/collections/"):
        assert refused(client.get(address)), address


def test_the_admin_does_not_exist_for_residents(
    resident: Account, moderator: Account, in_admin: InAdmin, client: Client
) -> None:
    assert client.get("/cms/")["Location"].startswith(reverse("account_login"))
    for person in (resident, moderator):
        assert in_admin(person).get("/cms/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_section_comes_with_its_body_and_officers_come_and_go() -> None:
    public_body = create_public_body(actor=None, name="Ville de Brume", slug="brume", kind="town")
    page = BodyPage.objects.get(public_body=public_body)
    assert page.url == "/organismes/brume/"
    account = make_account()
    officer = appoint_officer(account, public_body, actor=None)
    assert [group.section.public_body for group in account.groups.all()] == [public_body]
    remove_officer(officer, actor=None)
    assert not account.groups.exists()
    assert sweep() == 0


def test_opening_a_section_or_admitting_twice_changes_nothing(
    public_body: PublicBody, officer: Account, section: Section
) -> None:
    assert actions.open_section(public_body) == section
    actions.admit_officer(officer, public_body)
    assert officer.groups.count() == 1


def test_news_that_arrives_late_follows_what_is_true_now(
    public_body: PublicBody, officer: Account, section: Section
) -> None:
    actions.dismiss_officer(officer, public_body)
    assert officer.groups.count() == 1  # still an officer: the removal was of another time
    Officer.objects.all().delete()
    actions.dismiss_officer(officer, public_body)
    actions.admit_officer(officer, public_body)
    assert officer.groups.count() == 0
