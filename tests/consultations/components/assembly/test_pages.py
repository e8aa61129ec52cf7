"""The pages of a meeting: who sees what, what is refused, and what is told live to whom."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations import actions as heart
from consultations.components.assembly import actions
from consultations.components.assembly.models import Assembly, Question, Support, Vote
from consultations.components.assembly.printing import qr_svg
from consultations.components.assembly.queries import personal_words
from consultations.models import Contribution
from participation.accounts.models import Account, PublicBody
from participation.live.topics import audience_of, stream_in
from tests.consultations.components.assembly.making import ask, make_meeting, make_open_meeting
from tests.factories import make_consultation
from tests.people import SignIn

pytestmark = pytest.mark.django_db
DESKS = ("animer/", "animer/papier/", "sondages/preparer/", "notes/", "transcription/relire/")


@pytest.fixture
def assembly(public_body: PublicBody) -> Assembly:
    return make_open_meeting(public_body=public_body, anonymity="pseudonym")


def start(assembly: Assembly) -> str:
    return assembly.step.get_absolute_url()


def told(assembly: Assembly, topic: str, after: int) -> list[tuple[int, str]]:
    """Give what a page that follows this topic is told, each by its number and its id."""
    found = stream_in(topic)
    assert found is not None
    frame = found[0].read(assembly.pk, audience="public", language="fr", after=after)
    assert frame is not None
    assert frame.items is not None
    return [(item.seq, item.html.partition('id="')[2].partition('"')[0]) for item in frame.items]


# Who --------------------------------------------------------------------------------------


def test_the_desk_is_absent_but_for_officers(
    client: Client,
    browsing_as: SignIn,
    assembly: Assembly,
    resident: Account,
    moderator: Account,
    outsider: Account,
    officer: Account,
) -> None:
    question = ask(assembly)
    tend = f"questions/{question.contribution.tracking_code}/traiter/"
    addresses = [f"{start(assembly)}{path}" for path in (*DESKS, tend)]
    assert {client.get(address).status_code for address in addresses} == {404}
    for person in (resident, moderator, outsider):
        someone = browsing_as(person)
        assert {someone.get(address).status_code for address in addresses} == {404}
        answer = someone.post(addresses[0], {"do": "close"})
        assert answer.status_code == 404
        assert audience_of(person, assembly.desk_topic) is None
    assert {browsing_as(officer).get(address).status_code for address in addresses} == {200}
    assert audience_of(officer, assembly.desk_topic) == "officers"
    assembly.refresh_from_db()
    assert assembly.state == "open"


def test_a_draft_s_meeting_is_followed_by_its_officers_alone(
    client: Client, public_body: PublicBody, officer: Account, resident: Account
) -> None:
    assembly = make_meeting(make_consultation(public_body=public_body))
    for topic in assembly.topics:
        assert (audience_of(resident, topic), audience_of(officer, topic)) == (None, "officers")
    assert client.get(f"/r/{assembly.code}/").status_code == 404
    assert client.get(f"{start(assembly)}qr.svg").status_code == 404


def test_a_row_of_another_meeting_is_absent_on_the_desk(
    browsing_as: SignIn, assembly: Assembly, officer: Account
) -> None:
    stranger = ask(make_open_meeting())
    desk = f"{start(assembly)}animer/"
    for do in (f"take:{stranger.pk}", "take:", "take:x", "explode:1"):
        assert browsing_as(officer).post(desk, {"do": do}).status_code == 404
    stranger.refresh_from_db()
    assert stranger.state == "waiting"


def test_the_short_address_and_its_code_lead_to_the_meeting(
    client: Client, assembly: Assembly
) -> None:
    answer: Any = client.get(f"/r/{assembly.code.lower()}/")
    assert answer["Location"] == start(assembly)
    picture = client.get(f"{start(assembly)}qr.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.decode() == qr_svg(assembly.short_address)
    assert client.get("/r/ABCDEF/").status_code == 404


# What is sent -----------------------------------------------------------------------------


def test_a_paused_room_gives_the_text_back(client: Client, assembly: Assembly) -> None:
    address = f"{start(assembly)}questions/poser/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    actions.pause_room(assembly, actor=None)
    answer = client.post(address, {**data, "text": "Qui paiera la fontaine ?"})
    assert answer.status_code == 409
    assert "Qui paiera la fontaine ?" in answer.content.decode()
    assert not Contribution.objects.exists()
    empty = client.post(address, {**data, "text": "  "})
    assert (empty.status_code, "Écrivez votre question." in empty.content.decode()) == (422, True)


def test_one_browser_supports_and_votes_once(assembly: Assembly, resident: Account) -> None:
    question = ask(assembly)
    poll = actions.prepare_poll(
        assembly, text="Et l’eau ?", choices=["Oui", "Non"], is_multiple=False, actor=None
    )
    actions.open_poll(poll, actor=None)
    code = question.contribution.tracking_code
    support = f"{start(assembly)}questions/{code}/soutenir/"
    vote = f"{start(assembly)}sondages/{poll.pk}/"
    choice = poll.choices.all()[0].pk
    for client, found in ((Client(), 1), (Client(), 2)):
        assert client.get(support).cookies.keys() <= {"csrftoken"}
        for _again in range(2):
            assert client.post(support, headers={"X-Live": "1"}).status_code == 204
            client.post(vote, {"choice": choice})
        assert (Support.objects.count(), Vote.objects.count()) == (found, found)
    signed = Client()
    SignIn(signed)(resident)
    signed.post(support)
    signed.cookies.pop("salle", None)
    signed.post(support)
    assert Support.objects.count() == 3
    assert signed.post(support, {"do": "withdraw"}).status_code == 302
    assert Support.objects.count() == 2
    forged = Client()
    forged.cookies["salle"] = "un-autre:signature"
    forged.post(support)
    assert Support.objects.count() == 3


def test_a_question_on_paper_counts_under_its_channel(
    browsing_as: SignIn, assembly: Assembly, officer: Account
) -> None:
    client = browsing_as(officer)
    address = f"{start(assembly)}animer/papier/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    for _twice in range(2):
        client.post(address, {**data, "text": "Et les bancs ?", "channel": "paper"})
    ask(assembly, "Et l’ombre ?")
    contribution = Contribution.objects.get(channel="paper")
    assert (contribution.author, contribution.assisted_by) == (None, officer)
    results = assembly.step.component.results(assembly.step, officer)
    assert (results["channels"], results["count"]) == ([("En ligne", 1), ("Papier", 1)], 2)


def test_a_desk_says_why_it_refuses(
    browsing_as: SignIn, assembly: Assembly, officer: Account
) -> None:
    actions.close_room(assembly, actor=None)
    answer = browsing_as(officer).post(f"{start(assembly)}animer/", {"do": "pause"}, follow=True)
    assert "Seule une réunion en cours se met en pause." in answer.content.decode()


def test_notes_are_kept_or_both_texts_shown(
    browsing_as: SignIn, assembly: Assembly, officer: Account
) -> None:
    client, item = browsing_as(officer), assembly.items.all()[0]
    save = f"{start(assembly)}notes/{item.pk}/enregistrer/"
    mine = {"text": "La maire ouvre.", "revision": "0", "writer": "page-1"}
    assert client.post(save, mine).status_code == 204
    assert client.post(save, {**mine, "text": "La maire parle."}).status_code == 204
    theirs = {"text": "Autre chose.", "revision": "0", "writer": "page-2"}
    assert client.post(save, theirs).status_code == 409
    answer = client.post(f"{start(assembly)}notes/?point={item.pk}", theirs)
    html = answer.content.decode()
    assert (answer.status_code, "La maire parle." in html, "Autre chose." in html) == (
        *(409, True),
        True,
    )


# What is told -----------------------------------------------------------------------------


def test_each_page_is_told_the_parts_that_changed(assembly: Assembly) -> None:
    question = ask(assembly)
    assembly.refresh_from_db()
    before = assembly.last_change
    actions.support(question, voter="a")
    assert told(assembly, assembly.topic, before) == [(question.number, f"q{question.pk}")]
    assert told(assembly, assembly.screen_topic, before) == [(0, "screen")]
    assert told(assembly, assembly.desk_topic, before) == [(0, "desk-queue")]
    assembly.refresh_from_db()
    before = assembly.last_change
    actions.take(question, actor=None)
    assert [name for _seq, name in told(assembly, assembly.topic, before)] == [
        *("now", f"q{question.pk}")
    ]
    desk = [name for _seq, name in told(assembly, assembly.desk_topic, before)]
    assert (desk[:2], desk[2][0]) == (["desk-now", "desk-queue"], "m")


def test_a_hidden_question_is_told_without_its_words(
    client: Client, assembly: Assembly, moderator: Account
) -> None:
    question = ask(assembly, "Un secret de voisin ?")
    actions.take(question, actor=None)
    heart.hide(question.contribution, actor=moderator, article="2", reason="Vie privée")
    actions.tell_changed(question.contribution_id)
    for topic in assembly.topics[:2]:
        answer = client.get(reverse("live:changes", args=[topic]), {"after": 0})
        assert "secret" not in answer.content.decode()
    shown = [client.get(f"{start(assembly)}{path}").content.decode() for path in ("", "ecran/")]
    assert not any("secret" in html for html in shown)
    assert "Une question n’est plus affichée ici." in shown[0]


def test_questions_waiting_to_be_read_are_told_to_the_desk_alone(
    client: Client, browsing_as: SignIn, public_body: PublicBody, officer: Account
) -> None:
    assembly = make_open_meeting(public_body=public_body, publication="after_reading")
    question = ask(assembly, "Un kiosque ?")
    for topic in assembly.topics[:2]:
        answer = client.get(reverse("live:changes", args=[topic]), {"after": 0})
        assert "kiosque" not in answer.content.decode()
    desk = f"{start(assembly)}animer/"
    assert "kiosque" in browsing_as(officer).get(desk).content.decode()
    client.post(desk, {"do": f"show:{question.pk}"})
    assert "kiosque" in client.get(start(assembly)).content.decode()


@pytest.mark.parametrize("path", ["", "ecran/", "animer/", "notes/"])
def test_one_and_three_questions_cost_the_same_queries(
    browsing_as: SignIn, assembly: Assembly, officer: Account, path: str
) -> None:
    client = browsing_as(officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{start(assembly)}{path}").status_code == 200
        return len(queries)

    first = ask(assembly)
    actions.take(first, actor=None)
    cost()  # a session is read the first time
    one = cost()
    for text in ("Et les bancs ?", "Et l’ombre ?"):
        actions.take(ask(assembly, text), actor=None)
    assert cost() == one <= 25


# Afterwards -------------------------------------------------------------------------------


def test_a_transcript_is_read_again_then_published(
    client: Client, browsing_as: SignIn, assembly: Assembly, officer: Account
) -> None:
    question = ask(assembly, "Pourquoi M. Petit décide-t-il seul ?")
    actions.take(question, actor=None)
    page = f"{start(assembly)}transcription/"
    assert client.get(page).status_code == 404
    actions.close_room(assembly, actor=None)
    review = browsing_as(officer).get(f"{page}relire/")
    assert [warning["words"] for warning in review.context["warnings"]] == [["M. Petit"]]
    client.post(f"{page}relire/", {"intro": "Quarante personnes."})
    client.logout()
    html = client.get(page).content.decode()
    assert "Quarante personnes." in html
    assert "Pourquoi M. Petit" in html


def test_what_is_exported_says_what_became_of_each_question(assembly: Assembly) -> None:
    question, other = ask(assembly, "Les arbres ?"), ask(assembly, "Les bancs ?")
    actions.support(question, voter="a")
    actions.answer(question, note="Ils restent.", actor=None)
    actions.group(other, lead=Question.objects.get(pk=question.pk), actor=None)
    rows = list(assembly.step.component.tables(assembly.step)[0].rows)
    assert [row[4:] for row in rows] == [
        ["Les arbres ?", "", "Répondue", "Ils restent.", "", 1, ""],
        ["Les bancs ?", "", "En attente", "", "", 0, question.contribution.tracking_code],
    ]
    assert json.dumps(rows, default=str)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mme Diallo et M. de La Tour demandent.", ["Mme Diallo", "M. de La Tour"]),
        ("Madame la maire répond, monsieur aussi.", []),
        ("Appeler Jean DUPONT au 06 12 34 56 78.", ["Jean DUPONT", "06 12 34 56 78"]),
        ("Écrire à awa@exemple.fr. Awa a parlé 10 minutes en 2026.", ["Awa", "awa@exemple.fr"]),
    ],
)
def test_names_and_numbers_are_pointed_out(text: str, found: list[str]) -> None:
    assert personal_words(text, names=["Awa"]) == found
