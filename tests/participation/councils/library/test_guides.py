from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from participation.accounts.models import Account
from participation.base.clock import now
from participation.councils.actions import (
    end_regional_coordination,
    name_regional_coordinator,
)
from participation.councils.errors import Refused
from participation.councils.library import actions
from participation.councils.library.choices import GuideState
from participation.councils.library.models import Guide, GuideVersion
from participation.councils.library.room import room
from participation.councils.models import Council
from participation.councils.space import Space
from participation.councils.standing import standing_in
from participation.territories.models import Territory
from tests.factories import make_territory
from tests.participation.councils.library.making import (
    content_of,
    described,
    make_guide,
    make_published_guide,
    paper,
)
from tests.people import SignIn

LIST = "/ressources/guides/"
TYPED = {
    **described(title="Tenir une réunion", theme="meet", simplifies=""),
    "dated_on_day": "4",
    "dated_on_month": "3",
    "dated_on_year": "2026",
    "pages": "4",
    "text": "",
}


def address(name: str, council: Council, *more: int) -> str:
    return reverse(f"library:{name}", args=[council.slug, *more])


def file_of(guide: Guide, number: int = 1) -> str:
    return reverse("library:guide_file", args=[guide.pk, number])


def status_of_file(browser: Client, guide: Guide) -> int:
    answer = browser.get(file_of(guide))
    if answer.streaming:
        assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.status_code


def space_of(council: Council, person: Account) -> Space:
    standing = standing_in(council, person)
    assert standing is not None
    return Space(council, standing, person)


def test_animator_files_and_administrator_publishes(
    council: Council, animator: Account, administrator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(animator)
    answer = browser.post(address("write_guide", council), {**TYPED, "file": paper()})
    guide = Guide.objects.get()
    assert answer["Location"] == guide.get_absolute_url()
    assert (guide.state, guide.author) == (GuideState.DRAFT, animator)
    assert "Tenir une réunion" in browser.get(address("space_guides", council)).text
    browser.post(address("propose_guide", council, guide.pk))
    browser = browsing_as(administrator)
    assert "Tenir une réunion" in browser.get("/ressources/a-relire/").text
    browser.post(f"{guide.get_absolute_url()}decider/", {"decision": "publish"})
    assert "Aucun document n’attend." in browser.get("/ressources/a-relire/").text
    browser.logout()
    assert "Tenir une réunion" in browser.get(LIST).text
    assert "Tenir une réunion" in browser.get("/ressources/").text
    page = browser.get(guide.get_absolute_url()).text.replace("\u00a0", " ")
    for words in ("Le réseau des conseils", "4 mars 2026", "4 pages"):
        assert words in page


def test_administrator_publishes_at_once_and_keeps_versions(
    administrator: Account, councillor: Account, browsing_as: SignIn
) -> None:
    assert browsing_as(councillor).post(f"{LIST}ajouter/", TYPED).status_code == 404
    browser = browsing_as(administrator)
    assert (
        browser.post(f"{LIST}ajouter/", {**TYPED, "text": "Un tour de table."}).status_code == 302
    )
    guide = Guide.objects.get()
    assert guide.is_published
    assert browser.post(f"{LIST}{guide.pk}/version/", {"file": paper()}).status_code == 302
    renamed = {**TYPED, "title": "Finir à l’heure"}
    assert browser.post(f"{LIST}{guide.pk}/modifier/", renamed).status_code == 302
    browser.logout()
    page = browser.get(guide.get_absolute_url()).text
    assert all(words in page for words in ("Finir à l’heure", "Version 1", "Version 2", "PDF"))
    assert "Un tour de table." not in page


def test_who_answers_for_a_territory_adds_documents_and_keeps_their_own(
    administrator: Account, resident: Account, browsing_as: SignIn
) -> None:
    region = make_territory("Bretagne", kind=Territory.Kind.REGION)
    named = name_regional_coordinator(
        region,
        email=resident.email,
        role="Coordination de Bretagne",
        contact_email="bretagne@example.org",
        actor=administrator,
    )
    other = make_guide(actor=administrator)
    browser = browsing_as(resident)
    assert "Ajouter un document" in browser.get(LIST).text
    assert browser.post(f"{LIST}ajouter/", {**TYPED, "text": "Un mot."}).status_code == 302
    guide = Guide.objects.get(author=resident)
    assert guide.is_published
    told = {"text": "Un autre mot."}
    for path, typed in (
        ("version/", told),
        ("retirer/", {"reason": "Vieux"}),
        ("modifier/", TYPED),
    ):
        assert browser.post(f"{guide.get_absolute_url()}{path}", typed).status_code == 302
        assert browser.get(guide.get_absolute_url()).status_code == 200
        assert browser.post(f"{other.get_absolute_url()}{path}", typed).status_code == 404
    assert browser.get("/ressources/a-relire/").status_code == 404
    end_regional_coordination(named, actor=administrator)
    assert "Ajouter un document" not in browser.get(LIST).text
    assert browser.post(f"{LIST}ajouter/", {**TYPED, "text": "Un mot."}).status_code == 404
    assert browser.get(f"{guide.get_absolute_url()}modifier/").status_code == 404


def test_a_draft_is_seen_by_its_council_alone(
    council: Council,
    councillor: Account,
    neighbour: Account,
    administrator: Account,
    browsing_as: SignIn,
) -> None:
    guide = make_guide(council)
    people = (councillor, neighbour, administrator)
    pages = [browsing_as(person).get(guide.get_absolute_url()).status_code for person in people]
    files = [status_of_file(browsing_as(person), guide) for person in people]
    assert (pages, files) == ([200, 404, 404], [200, 404, 404])
    actions.propose_guide(guide, actor=None)
    pages = [browsing_as(person).get(guide.get_absolute_url()).status_code for person in people]
    files = [status_of_file(browsing_as(person), guide) for person in people]
    assert (pages, files) == ([200, 404, 200], [200, 404, 200])


def test_a_public_file_may_be_kept_and_is_not_sent_twice(
    client: Client, council: Council, councillor: Account, browsing_as: SignIn
) -> None:
    draft, guide = make_guide(council), make_published_guide(council)
    answer = client.get(file_of(guide))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content == b"%PDF-1.4 Un guide"
    assert answer["Cache-Control"] == "public, max-age=300"
    assert 'filename="guide.pdf"' in answer["Content-Disposition"]
    again = client.get(file_of(guide), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "public, max-age=300")
    private = browsing_as(councillor).get(file_of(draft))
    assert b"".join(private.streaming_content) == content  # type: ignore[attr-defined]
    assert (private["Cache-Control"], "ETag" in private) == ("private, no-store", False)
    assert client.get(file_of(guide, 2)).status_code == 404


def test_a_text_has_no_file(client: Client, db: None) -> None:
    guide = make_guide(content=content_of("Un tour\n\nde table."))
    assert client.get(file_of(guide)).status_code == 404
    assert "<p>Un tour</p>" in client.get(guide.get_absolute_url()).text


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({}, "Choisissez un fichier, ou écrivez le texte."),
        ({"text": "Deux", "file": True}, "Pas les deux."),
        ({"file": b"MZ un programme"}, "n’est pas d’un type accepté"),
        ({"file": True, "title": " "}, "Choisissez le fichier à nouveau"),
        ({"file": True, "dated_on_month": "13"}, "Cette date n’existe pas."),
        ({"text": "Un", "pages": "0"}, "supérieure ou égale à 1"),
    ],
    ids=["nothing", "both", "program", "no-title", "no-such-day", "no-page"],
)
def test_what_is_typed_badly_is_said_and_nothing_is_kept(
    council: Council,
    animator: Account,
    browsing_as: SignIn,
    changes: dict[str, Any],
    complaint: str,
) -> None:
    sent = changes.pop("file", None)
    files = {"file": paper(content=sent) if isinstance(sent, bytes) else paper()} if sent else {}
    typed = {**TYPED, **changes, **files}
    answer = browsing_as(animator).post(address("write_guide", council), typed)
    changes["file"] = sent
    assert (answer.status_code, complaint in answer.text) == (422, True)
    assert not Guide.objects.exists()


def test_the_former_version_is_read_until_the_new_one_is_accepted(
    council: Council, animator: Account, administrator: Account, browsing_as: SignIn
) -> None:
    guide = make_published_guide(council, content=content_of("Le premier texte."))
    browser = browsing_as(animator)
    url = address("add_guide_version", council, guide.pk)
    browser.post(url, {"text": "Le second texte.", "note": "Plus court."})
    assert "Une version est déjà en relecture." in browser.post(url, {"text": "Encore."}).text
    assert "Le second texte." in browser.get(guide.get_absolute_url()).text
    browser.logout()
    page = browser.get(guide.get_absolute_url()).text
    assert ("Le premier texte." in page, "second" in page, "Plus court" in page) == (
        True,
        False,
        False,
    )
    browser = browsing_as(administrator)
    assert "Nouvelle version" in browser.get("/ressources/a-relire/").text
    assert "Le second texte." in browser.get(guide.get_absolute_url()).text
    browser.post(f"{guide.get_absolute_url()}decider/", {"decision": "publish"})
    browser.logout()
    page = browser.get(guide.get_absolute_url()).text
    assert ("Le second texte." in page, "Plus court." in page) == (True, True)


def test_a_new_version_sent_back_leaves_the_former_one_and_may_be_replaced(
    council: Council, django_capture_on_commit_callbacks: Any
) -> None:
    guide = make_published_guide(council)
    version = actions.add_guide_version(guide, actor=None, content=content_of(content=b"%PDF-2"))
    guide = actions.send_back_guide(guide, reason="Trop long.", actor=None)
    assert (guide.state, guide.answer) == (GuideState.PUBLISHED, "Trop long.")
    name, storage = version.file.name, version.file.storage
    assert name is not None
    with django_capture_on_commit_callbacks(execute=True):
        actions.add_guide_version(guide, actor=None, content=content_of("Plus court."))
    assert not storage.exists(name)
    actions.publish_guide(guide, actor=None)
    told = list(guide.versions.values_list("number", "text"))
    assert told == [(2, "Plus court."), (1, "")]


def test_the_page_of_a_published_document_asks_its_council_for_what_was_sent_back(
    council: Council, animator: Account
) -> None:
    guide = make_published_guide(council, actor=animator, title="Le tour")
    actions.add_guide_version(guide, actor=animator, content=content_of("Deux"))
    actions.send_back_guide(guide, reason="Trop long.", actor=None)
    [waiting] = room.waiting(space_of(council, animator))
    assert (waiting.url, "Le tour" in str(waiting.text)) == (guide.get_absolute_url(), True)


@pytest.mark.django_db(transaction=True)
def test_one_sent_back_tells_its_author_and_may_be_written_anew(
    council: Council, animator: Account, administrator: Account, browsing_as: SignIn
) -> None:
    guide = make_guide(council, actor=animator, title="La fresque")
    actions.propose_guide(guide, actor=animator)
    decide = f"{guide.get_absolute_url()}decider/"
    browser = browsing_as(administrator)
    assert browser.post(decide, {"decision": "send_back"}).status_code == 422
    browser.post(decide, {"decision": "send_back", "reason": "Dites l’année."})
    [letter] = [sent for sent in mail.outbox if animator.email in sent.to]
    assert ("Dites l’année." in letter.body, "La fresque" in letter.subject) == (True, False)
    browser = browsing_as(animator)
    assert "Dites l’année." in browser.get(guide.get_absolute_url()).text
    url = address("edit_guide", council, guide.pk)
    assert browser.post(url, {**TYPED, "title": "La grande fresque"}).status_code == 302
    browser.post(address("propose_guide", council, guide.pk))
    actions.publish_guide(guide, actor=None)
    [_sent_back, published] = [sent for sent in mail.outbox if animator.email in sent.to]
    assert "La grande fresque" in published.body


def test_administrators_own_documents_tell_nobody(administrator: Account) -> None:
    guide = make_guide(actor=administrator)
    actions.withdraw_guide(guide, reason="Trop vieux", actor=administrator)
    assert mail.outbox == []


def test_one_that_is_withdrawn_is_gone_for_others_with_its_files(
    council: Council, animator: Account, browsing_as: SignIn
) -> None:
    guide = make_published_guide(council)
    url = address("withdraw_guide", council, guide.pk)
    browser = browsing_as(animator)
    assert browser.post(url, {"reason": ""}).status_code == 422
    assert browser.post(url, {"reason": "Des noms y sont."}).status_code == 302
    assert "Des noms y sont." in browser.get(guide.get_absolute_url()).text
    browser.logout()
    assert browser.get(guide.get_absolute_url()).status_code == 404
    assert browser.get(file_of(guide)).status_code == 404
    assert "Tenir" not in browser.get(f"{LIST[:-1]}.atom").text
    refused = browsing_as(animator).post(
        address("add_guide_version", council, guide.pk), {"text": "Autre"}
    )
    assert refused.status_code == 422
    again = actions.edit_guide(guide, actor=None, title="Autre")
    assert again.state == GuideState.DRAFT


def test_administrator_withdraws_any_and_takes_back_their_own(
    administrator: Account, browsing_as: SignIn
) -> None:
    guide = make_guide()
    browser = browsing_as(administrator)
    browser.post(f"{guide.get_absolute_url()}retirer/", {"reason": "Trop vieux"})
    guide.refresh_from_db()
    assert guide.state == GuideState.WITHDRAWN
    assert browser.get(guide.get_absolute_url()).status_code == 200
    browser.post(f"{guide.get_absolute_url()}modifier/", TYPED)
    guide.refresh_from_db()
    assert guide.is_published


def test_what_is_read_again_or_published_is_not_written_anew(council: Council) -> None:
    proposed = actions.propose_guide(make_guide(council), actor=None)
    for guide in (proposed, make_published_guide(council)):
        with pytest.raises(Refused):
            actions.edit_guide(guide, actor=None, title="Autre")
    with pytest.raises(Refused):
        actions.add_guide_version(proposed, actor=None, content=content_of("Autre"))


def test_each_step_is_taken_once_and_in_its_turn(council: Council) -> None:
    draft = make_guide(council)
    for act in (actions.send_back_guide, actions.withdraw_guide):
        with pytest.raises(Refused):
            act(draft, reason="Non", actor=None)
    with pytest.raises(Refused):
        actions.publish_guide(draft, actor=None)
    proposed = actions.propose_guide(draft, actor=None)
    assert actions.propose_guide(draft, actor=None).changed_at == proposed.changed_at
    first = actions.publish_guide(draft, actor=None).published_at
    assert actions.publish_guide(draft, actor=None).published_at == first
    with pytest.raises(Refused):
        actions.propose_guide(draft, actor=None)
    gone = actions.withdraw_guide(draft, reason="Non", actor=None)
    assert actions.withdraw_guide(draft, reason="Encore", actor=None).answer == gone.answer


def test_a_stale_page_is_answered_with_words(
    council: Council, animator: Account, administrator: Account, browsing_as: SignIn
) -> None:
    guide = make_published_guide(council)
    browser = browsing_as(animator)
    assert browser.get(address("propose_guide", council, guide.pk)).status_code == 200
    url = address("propose_guide", council, guide.pk)
    answer = browser.post(url, follow=True)
    assert "Rechargez la page" in answer.text
    decide = f"{guide.get_absolute_url()}decider/"
    sent = {"decision": "send_back", "reason": "Trop long."}
    assert "Rechargez la page" in browsing_as(administrator).post(decide, sent).text


def test_an_easier_version_and_its_original_lead_to_each_other(client: Client, db: None) -> None:
    original = make_guide(title="La réunion")
    easy = make_guide(title="La réunion, simplement", simplifies=original)
    assert easy.get_absolute_url() in client.get(original.get_absolute_url()).text
    assert original.get_absolute_url() in client.get(easy.get_absolute_url()).text
    actions.withdraw_guide(original, reason="Trop vieux", actor=None)
    assert original.get_absolute_url() not in client.get(easy.get_absolute_url()).text


def test_search_by_word_theme_and_language_without_accents(
    client: Client, council: Council
) -> None:
    make_guide(title="Le goûter partagé", theme="reach_out")
    make_guide(title="Speaking up", language="en", theme="rights")
    make_guide(council, title="Le goûter secret")
    assert "goûter partagé" in client.get(LIST, {"q": "gouter"}).text
    assert "goûter secret" not in client.get(LIST, {"q": "gouter"}).text
    by_theme = client.get(LIST, {"theme": "rights"}).text
    assert ("Speaking up" in by_theme, "goûter" in by_theme) == (True, False)
    by_language = client.get(LIST, {"langue": "en"}).text
    assert ('lang="en">Speaking up' in by_language, "goûter" in by_language) == (True, False)
    assert "Aucun document ne correspond" in client.get(LIST, {"q": "zèbre"}).text
    assert client.get(LIST, {"theme": "x", "langue": "y", "page": "z"}).status_code == 200


def test_the_feed_holds_what_is_published(client: Client, council: Council) -> None:
    make_guide(council, title="Le brouillon")
    make_published_guide(council, title="Le publié")
    answer = client.get("/ressources/guides.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert ("Le publié" in answer.text, "Le brouillon" in answer.text) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_queries(
    client: Client, db: None, number: int, django_assert_num_queries: Any
) -> None:
    for _each in range(number):
        make_guide()
    client.get(LIST)
    with django_assert_num_queries(3):
        client.get(LIST)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_a_council_asks_the_same_number_of_queries(
    council: Council,
    animator: Account,
    browsing_as: SignIn,
    number: int,
    django_assert_num_queries: Any,
) -> None:
    for _each in range(number):
        make_guide(council)
    browser = browsing_as(animator)
    browser.get(address("space_guides", council))
    with django_assert_num_queries(14):
        browser.get(address("space_guides", council))


def test_the_room_tells_and_finds_documents(council: Council, councillor: Account) -> None:
    space = space_of(council, councillor)
    since = now()
    guide = make_published_guide(council, title="La criée")
    [news] = room.news(space, since)
    assert "La criée" in str(news.text)
    [found] = room.find(space, ["criee"])
    assert found.url == guide.get_absolute_url()
    assert list(room.waiting(space)) == []


def test_the_document_stays_when_its_author_is_erased(council: Council, animator: Account) -> None:
    guide = make_published_guide(council, actor=animator)
    [told] = room.personal_data(animator)
    assert told["titre"] == guide.title
    room.forget(animator)
    guide.refresh_from_db()
    assert (guide.author, room.personal_data(animator)) == (None, None)


def test_a_version_is_a_file_or_a_text_and_one_waits(council: Council) -> None:
    guide = make_guide(council)
    assert [str(version) for version in GuideVersion.objects.all()] == [f"{guide.pk}.1"]
    actions.add_guide_version(guide, actor=None, content=content_of("Un texte"))
    version = GuideVersion.objects.get()
    assert (version.text, bool(version.file), version.name, version.pages) == (
        "Un texte",
        False,
        "",
        None,
    )
