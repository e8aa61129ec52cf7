"""A shared text: differences, supports, positions, writing one at a time, adoption, files."""

from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from docx import Document

from consultations.components.drafting import actions
from consultations.components.drafting.actions import LASTS, Overtaken
from consultations.components.drafting.editor import TextForm
from consultations.components.drafting.editor.reading import Unreadable, from_file, from_markdown
from consultations.components.drafting.models import Amendment, Article, SharedText
from consultations.components.drafting.queries.differences import differences
from consultations.components.drafting.queries.texts import current_wordings
from consultations.components.drafting.templatetags.drafting import changes
from consultations.errors import Frozen, Refused
from consultations.models import Consultation, Step
from consultations.receipts import receipt_secret
from participation.accounts.models import Account, PublicBody
from participation.base.clock import now
from participation.councils.models import Council
from tests.consultations.components.drafting.making import ARTICLES, a_text, add_text, propose
from tests.factories import make_consultation, make_council, make_member
from tests.people import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    return make_council("Comité des cantines")


@pytest.fixture
def step(public_body: PublicBody, council: Council) -> Step:
    return a_text(council, public_body=public_body)


@pytest.fixture
def member(council: Council) -> Account:
    account = make_member(council, is_coordinator=True).account
    assert account is not None
    return account


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def article(step: Step, number: int = 1) -> Article:
    return Article.objects.select_related("shared_text").get(shared_text__step=step, number=number)


def write(step: Step, body: str, *, revision: int, party: str, actor: Any) -> Any:
    return actions.write_article(
        article(step), title="Repas", body=body, note="Plus long.", revision=revision,
        party=party, actor=actor,
    )  # fmt: skip


# Words that change ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "Un mot."),
        ("Trente minutes.", ""),
        ("Trente minutes pour manger.", "Quarante minutes pour bien manger."),
        ("Un.\n\nDeux.", "Un.\n\nTrois.\n\nDeux."),
        ("Un, deux... 3,5 fin .", "Un,\n\ndeux. 3.5, fin"),
        ("a " * 4000, "b " + "a " * 3999),
    ],
)
def test_differences_hold_both_texts_whole(old: str, new: str) -> None:
    parts = differences(old, new)
    assert "".join(part.text for part in parts if part.kind != "inserted") == old
    assert "".join(part.text for part in parts if part.kind != "deleted") == new


def test_a_sentence_made_longer_keeps_its_last_word() -> None:
    parts = differences("Ouvert jusqu’à 20 h.", "Ouvert jusqu’à 20 h, et 22 h en été.")
    assert [part.text for part in parts if part.kind == "same"] == ["Ouvert jusqu’à 20 h", "."]
    assert [part.text for part in parts if part.kind == "inserted"] == [", et 22 h en été"]


def test_changes_are_said_aloud_and_words_are_escaped() -> None:
    html = changes("Trente minutes", "<b>Quarante</b> minutes")
    assert "début de la suppression" in html and "début de l’ajout" in html
    assert "&lt;b&gt;Quarante&lt;/b&gt;" in html and "<b>" not in html
    assert html.endswith(" minutes")


# Amending ---------------------------------------------------------------------------------


def test_an_amendment_says_on_which_words_it_was_written(
    client: Client, step: Step, officer: Account
) -> None:
    address = f"{step.get_absolute_url()}articles/1/amender/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    write(step, "Chaque enfant a une heure.", revision=1, party="body", actor=officer)
    client.post(address, {**data, "body": "Quarante minutes.", "reason": "Trop court."})
    assert Amendment.objects.get().wording.version.number == 1


def test_an_unchanged_article_is_no_amendment(client: Client, step: Step) -> None:
    data = {"body": ARTICLES[0].body, "reason": "Rien."}
    answer = client.post(f"{step.get_absolute_url()}articles/1/amender/", data)
    assert answer.status_code == 422
    assert Amendment.objects.count() == 0


def test_an_amendment_changes_until_it_is_published(client: Client, step: Step) -> None:
    amendment = propose(step, "Une heure.")
    contribution = amendment.contribution
    assert contribution.component.edit_url(contribution, "secret") == ""
    address = f"{step.get_absolute_url()}amendements/{amendment.code}/{{}}/corriger/"
    assert client.get(address.format("faux")).status_code == 404
    mine = address.format(receipt_secret(contribution))
    answer = client.post(mine, {"body": "Deux heures.", "reason": "Encore plus."})
    assert answer.status_code == 409
    assert "Deux heures." in answer.content.decode()
    amendment.refresh_from_db()
    assert amendment.body == "Une heure."


def test_support_counts_once_for_each_person(
    client: Client, browsing_as: SignIn, step: Step, resident: Account
) -> None:
    amendment = propose(step, "Une heure.")
    address = f"{step.get_absolute_url()}amendements/{amendment.code}/soutenir/"
    assert client.get(address).status_code == 200
    client.post(address)
    browsing_as(resident).post(address)
    amendment.refresh_from_db()
    assert amendment.support_count == 2
    browsing_as(resident).post(address)
    amendment.refresh_from_db()
    assert amendment.support_count == 1


# Deciding ---------------------------------------------------------------------------------


def test_both_parties_say_what_they_think_and_a_disagreement_shows_its_rule(
    client: Client,
    browsing_as: SignIn,
    step: Step,
    officer: Account,
    member: Account,
    resident: Account,
) -> None:
    amendment = propose(step, "Une heure.")
    address = f"{step.get_absolute_url()}amendements/{amendment.code}/"
    said = {"stance": "for", "reason": "Les enfants le demandent."}
    assert browsing_as(resident).post(f"{address}position/", said).status_code == 404
    browsing_as(member).post(f"{address}position/", said)
    refusal = {"stance": "against", "reason": "Le service ne le permet pas."}
    browsing_as(officer).post(f"{address}position/", refusal)
    client.logout()
    html = page(client, address)
    assert "Le service ne le permet pas." in html and "Les enfants le demandent." in html
    assert "Une médiatrice réunit les deux parties." in html
    assert amendment.positions.count() == 2


def test_the_text_is_adopted_when_both_sign_the_same_version(
    browsing_as: SignIn, step: Step, officer: Account, member: Account, resident: Account
) -> None:
    address = f"{step.get_absolute_url()}signer/"
    assert browsing_as(resident).post(address, {"version": 1}).status_code == 404
    browsing_as(officer).post(address, {"version": 1})
    write(step, "Une heure.", revision=1, party="council", actor=member)
    browsing_as(member).post(address, {"version": 1})  # they read the one before
    assert not SharedText.objects.get().is_adopted
    browsing_as(member).post(address, {"version": 2})
    assert not SharedText.objects.get().is_adopted
    browsing_as(officer).post(address, {"version": 2})
    assert SharedText.objects.get().is_adopted
    with pytest.raises(Refused):
        write(step, "Deux heures.", revision=2, party="body", actor=officer)


def test_what_was_said_of_an_amendment_stays_once_the_text_is_adopted(
    browsing_as: SignIn, step: Step, officer: Account, member: Account
) -> None:
    amendment = propose(step, "Une heure.")
    address = f"{step.get_absolute_url()}amendements/{amendment.code}/position/"
    mine = browsing_as(officer)
    mine.post(address, {"stance": "against", "reason": "Le service ne le permet pas."})
    for party, person in (("body", officer), ("council", member)):
        actions.sign(step.shared_text.versions.get(), party=party, actor=person)
    told = mine.post(address, {"stance": "for", "reason": "Finalement."}, follow=True)
    assert "Ce texte est adopté" in told.content.decode()
    assert amendment.positions.get().stance == "against"
    assert f"{amendment.code}/position/" not in page(mine, address.removesuffix("position/"))


# Writing ----------------------------------------------------------------------------------


def test_an_article_is_held_by_one_person_until_the_time_is_over(
    step: Step, officer: Account, member: Account
) -> None:
    actions.hold(article(step), party="body", actor=officer)
    with pytest.raises(Refused):
        actions.hold(article(step), party="council", actor=member)
    with pytest.raises(Overtaken):
        write(step, "Une heure.", revision=1, party="council", actor=member)
    with time_machine.travel(now() + LASTS, tick=False):
        actions.hold(article(step), party="council", actor=member)
        assert article(step).is_held_by(member)
    actions.let_go(article(step), actor=member)
    assert article(step).held_by is None


def test_who_comes_too_late_sees_both_texts_and_keeps_every_word(
    browsing_as: SignIn, step: Step, officer: Account, member: Account
) -> None:
    address = f"{step.get_absolute_url()}articles/1/ecrire/"
    late = {"title": "Repas", "body": "Quarante minutes.", "note": "Un peu plus.", "revision": 1}
    write(step, "Une heure pleine.", revision=1, party="body", actor=officer)
    mine = browsing_as(member)
    answer: Any = mine.post(address, late)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Une heure pleine." in html and "Quarante minutes." in html
    again = {name: answer.context["form"][name].value() for name in late}
    assert again == {**late, "revision": "2"}
    assert mine.post(address, again).status_code == 302
    assert current_wordings(SharedText.objects.get())[0].body == "Quarante minutes."
    assert SharedText.objects.get().latest == 3


def test_taking_an_article_then_an_amendment_into_it(
    client: Client, browsing_as: SignIn, step: Step, member: Account, resident: Account
) -> None:
    amendment = propose(step, "Une heure.")
    address = f"{step.get_absolute_url()}articles/1/ecrire/?amendement={amendment.code}"
    assert browsing_as(resident).get(address).status_code == 404
    mine = browsing_as(member)
    assert "Prendre l’article" in page(mine, address)
    mine.post(address, {"do": "hold"})
    form = mine.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert data["body"] == "Une heure."
    mine.post(address, {**data, "note": "Une heure pour manger."})
    client.logout()
    html = page(client, f"{step.get_absolute_url()}versions/")
    assert f"Reprend l’amendement {amendment.code}" in html and "Comité des cantines" in html
    html = page(client, f"{step.get_absolute_url()}comparer/?before=1&after=2")
    assert "<ins>" in html and "<del>" in html and "Sans changement." in html
    assert client.get(f"{step.get_absolute_url()}comparer/?before=1&after=9").status_code == 422


# Files ------------------------------------------------------------------------------------


def test_each_heading_of_markdown_opens_an_article() -> None:
    first = "# La charte\n\n## Article 1 – Le repas\n\nTrente minutes.\n\n- Assis\n- Au calme"
    text = f"{first}\n\n## Les produits\n\nLocaux."
    assert from_markdown(text) == [
        ("Le repas", "Trente minutes.\n\n– Assis\n\n– Au calme"),
        ("Les produits", "Locaux."),
    ]
    with pytest.raises(Unreadable):
        from_markdown("# Un titre seul")


def test_the_word_file_one_downloads_is_read_again_as_it_was(client: Client, step: Step) -> None:
    content = client.get(f"{step.get_absolute_url()}texte.docx").content
    assert len(Document(BytesIO(content)).paragraphs) == 6
    pieces = from_file("charte.docx", content)
    assert [piece.body for piece in pieces][-2:] == [one.body for one in ARTICLES]
    for name, bad in (
        ("a.docx", b"PK"),
        ("a.odt", b""),
        ("a.md", b"\xff"),
        ("a.md", b"a" * 3_000_000),
    ):
        with pytest.raises(Unreadable):
            from_file(name, bad)


def test_the_text_and_the_council_are_fixed_at_the_opening(step: Step, officer: Account) -> None:
    text = SharedText.objects.select_related("step__consultation").get()
    with pytest.raises(Frozen):
        actions.import_text(text, ARTICLES[:1], actor=officer)
    with pytest.raises(Frozen):
        actions.edit_text(text, council=None, actor=officer)
    assert list(TextForm(shared_text=text).fields) == ["council"]


def test_a_text_lacks_articles_and_a_council_before_it_opens(public_body: PublicBody) -> None:
    step = add_text(make_consultation(public_body=public_body))
    assert step.component.missing(step) == []
    SharedText.objects.update(latest=0, council=None)
    bare = Step.objects.get(pk=step.pk)
    assert len(bare.component.missing(bare)) == 2


def test_officers_bring_the_articles_in_with_one_form(
    public_body: PublicBody, council: Council, officer: Account
) -> None:
    step = add_text(make_consultation(public_body=public_body))
    editor = step.component.editor
    assert editor is not None
    data = {
        "drafting-council": council.pk,
        "drafting-text": "## Un\n\nDeux.\n\n## Trois\n\nQuatre.",
    }
    forms = editor.forms(step, data)
    assert forms["drafting"].is_valid()
    editor.save(step, forms, actor=officer)
    rows = current_wordings(SharedText.objects.get())
    assert [(row.title, row.body) for row in rows] == [("Un", "Deux."), ("Trois", "Quatre.")]


def test_the_text_is_copied_with_its_step(step: Step) -> None:
    other = add_text(make_consultation())
    other.shared_text.delete()
    target = Step.objects.get(pk=other.pk)
    step.component.copy(step, target, actor=None)
    assert Consultation.objects.count() == 2
    assert current_wordings(target.shared_text).count() == len(ARTICLES)
