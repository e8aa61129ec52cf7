"""What every component promises, whatever it is made of. One without a scenario fails here."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations import actions
from consultations.models import Consultation, Contribution, Step, Timeliness
from consultations.receipts import fingerprint
from consultations.registry import components
from consultations.verification import verify
from participation.accounts.actions import erase_account
from participation.accounts.models import Account, PublicBody
from participation.journal.models import Entry as JournalEntry
from tests.consultations.components.scenario import (
    Scenario,
    contribute,
    scenario_of,
    tables_with,
)
from tests.consultations.outcomes.answering import answer
from tests.factories import make_consultation, make_open
from tests.languages import unmarked
from tests.people import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
WORDS = "Un kiosque à musique"


@pytest.fixture(params=sorted(components()))
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return scenario_of(request.param)


@pytest.fixture
def draft(scenario: Scenario, public_body: PublicBody) -> Step:
    """A step of a consultation that its body is still writing."""
    consultation = make_consultation(public_body=public_body, anonymity="pseudonym")
    return scenario.make_step(consultation)


@pytest.fixture
def step(draft: Step) -> Step:
    """A step anyone may take part in."""
    make_open(draft.consultation)
    return Step.objects.select_related("consultation").get(pk=draft.pk)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@contextmanager
def after_closing(step: Step) -> Iterator[Consultation]:
    """Live a day after the closing, when all that may be read is published."""
    closing = step.ends_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(days=1), tick=True):
        consultation = Consultation.objects.get(pk=step.consultation_id)
        actions.close_consultation(consultation, actor=None)
        for contribution in Contribution.objects.filter(step=step, state="received"):
            actions.publish(contribution, actor=None)
        actions.publish_results(Step.objects.get(pk=step.pk), actor=None)
        yield consultation


def results_of(step: Step) -> str:
    return reverse("consultations:results", args=[step.consultation.slug])


def exported(client: Client, step: Step) -> str:
    address = reverse("consultations:export", args=[step.consultation.slug, step.pk])
    response: Any = client.post(address, {"format": "csv"})
    return b"".join(response.streaming_content).decode("utf-8-sig")


# Reading ----------------------------------------------------------------------------------


def test_anyone_may_read_an_open_step(
    client: Client,
    browsing_as: SignIn,
    step: Step,
    resident: Account,
    councillor: Account,
    moderator: Account,
    officer: Account,
    outsider: Account,
) -> None:
    assert client.get(step.get_absolute_url()).status_code == 200
    for person in (resident, councillor, moderator, officer, outsider):
        assert browsing_as(person).get(step.get_absolute_url()).status_code == 200


def test_a_step_of_a_draft_is_absent_but_for_its_officers(
    client: Client,
    browsing_as: SignIn,
    scenario: Scenario,
    draft: Step,
    resident: Account,
    councillor: Account,
    moderator: Account,
    officer: Account,
    outsider: Account,
) -> None:
    addresses = [*scenario.writes(client, draft), *scenario.feeds(draft), draft.get_absolute_url()]
    assert {client.get(address).status_code for address in addresses} == {404}
    for person in (resident, councillor, moderator, outsider):
        found = {browsing_as(person).get(address).status_code for address in addresses}
        assert found == {404}
    assert browsing_as(officer).get(draft.get_absolute_url()).status_code == 200


def test_a_step_answers_only_under_its_own_consultation(client: Client, step: Step) -> None:
    other = make_consultation()
    elsewhere = step.get_absolute_url().replace(step.consultation.slug, other.slug)
    assert client.get(elsewhere).status_code == 404


@pytest.mark.parametrize("address", ["reads", "feeds"])
def test_one_and_three_contributions_cost_the_same_queries(
    client: Client, scenario: Scenario, step: Step, address: str
) -> None:
    def cost() -> list[int]:
        numbers = []
        for url in getattr(scenario, address)(step)[:1]:
            with CaptureQueriesContext(connection) as queries:
                page(client, url)
            numbers.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            page(client, results_of(step))
        return [*numbers, len(queries)]

    contribute(Client(), scenario, step, WORDS)
    for text in ("Des bancs", "De l’ombre"):
        contribute(Client(), scenario, step, text)
    first, *others = Contribution.objects.filter(step=step).order_by("pk")
    with after_closing(step):
        three = cost()
        Contribution.objects.filter(pk__in=[other.pk for other in others]).update(state="withdrawn")
        assert first.is_counted
        assert cost() == three
    assert max(three) <= 25


# Sending ----------------------------------------------------------------------------------


def test_a_contribution_makes_one_journal_line_without_its_words(
    client: Client, scenario: Scenario, step: Step
) -> None:
    last = JournalEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    contribution = contribute(client, scenario, step, WORDS)
    lines = list(JournalEntry.objects.filter(pk__gt=last).order_by("pk"))
    assert [line.event for line in lines] == ["ContributionReceived"]
    assert lines[0].subject == f"contribution:{contribution.pk}"
    assert "kiosque" not in json.dumps(lines[0].payload)


def test_a_form_sent_again_leads_to_the_same_receipt(
    client: Client, scenario: Scenario, step: Step
) -> None:
    sending = scenario.prepare(client, step, WORDS)
    receipts = [client.post(sending.address, sending.data)["Location"] for _ in range(3)]
    assert len(set(receipts)) == 1
    assert Contribution.objects.counted().count() == 1
    assert client.get(receipts[0]).status_code == 200


def test_a_closed_step_refuses_and_gives_the_text_back(
    client: Client, scenario: Scenario, step: Step
) -> None:
    sending = scenario.prepare(client, step, WORDS)
    closing = step.ends_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(minutes=15), tick=False):
        response = client.post(sending.address, sending.data, follow=True)
    assert Contribution.objects.counted().count() == 0
    assert "kiosque à musique" in response.content.decode()


def test_a_form_opened_before_the_closing_is_taken_within_the_grace(
    client: Client, scenario: Scenario, step: Step
) -> None:
    sending = scenario.prepare(client, step, WORDS)
    closing = step.ends_at
    assert closing is not None
    with time_machine.travel(closing + timedelta(minutes=14, seconds=59), tick=False):
        response: Any = client.post(sending.address, sending.data)
    assert response.status_code in (302, 303)
    assert Contribution.objects.counted().get().timeliness == Timeliness.IN_GRACE


def test_the_receipt_shows_the_words_to_their_author_alone(
    client: Client, scenario: Scenario, step: Step
) -> None:
    sending = scenario.prepare(client, step, WORDS)
    response: Any = client.post(sending.address, sending.data)
    mine = response.headers["Location"].partition("?")[0]
    code = mine.split("/")[2]
    assert "kiosque" in page(client, mine)
    assert "kiosque" not in page(Client(), f"/recu/{code}/")


# Taking away ------------------------------------------------------------------------------


def test_hidden_words_disappear_everywhere(
    client: Client,
    browsing_as: SignIn,
    scenario: Scenario,
    step: Step,
    officer: Account,
    moderator: Account,
) -> None:
    contribution = contribute(Client(), scenario, step, WORDS)
    contribute(Client(), scenario, step, "Des bancs")
    with after_closing(step):
        addresses = [*scenario.reads(step), *scenario.feeds(step), results_of(step)]
        public = [url for url in addresses if "kiosque" in page(client, url)]
        assert {*scenario.reads(step)[:1], *scenario.feeds(step)} <= set(public)
        before = exported(browsing_as(officer), step)
        client.logout()
        actions.hide(contribution, actor=moderator, article="2", reason="Publicité")
        contents = [client.get(url).content.decode() for url in addresses]
        after = exported(browsing_as(officer), step)
    assert "kiosque" in before
    assert "kiosque" not in after
    assert not any("kiosque" in content for content in contents)
    assert Contribution.objects.counted().filter(step=step).count() == 2


def test_what_is_cited_is_read_at_its_own_address_with_what_became_of_it(
    client: Client, scenario: Scenario, step: Step
) -> None:
    cited = contribute(Client(), scenario, step, WORDS)
    contribute(Client(), scenario, step, "Des bancs")
    with after_closing(step) as consultation:
        response = answer(consultation, cited)
        outcome = reverse("consultations:outcome", args=[consultation.slug])
        cited.refresh_from_db()
        address = cited.component.public_url(cited)
        assert f'href="{address}"' in page(client, outcome)
        alone = page(client, address)
    assert "kiosque" in alone
    assert "Des bancs" not in alone
    assert f'href="{outcome}#reponse-{response.pk}"' in alone


def test_what_is_hidden_looks_absent_at_its_own_address(
    client: Client, scenario: Scenario, step: Step, moderator: Account
) -> None:
    contribution = contribute(Client(), scenario, step, WORDS)
    with after_closing(step):
        contribution.refresh_from_db()
        address = contribution.component.public_url(contribution)
        assert client.get(address).status_code == 200
        actions.hide(contribution, actor=moderator, article="2", reason="Publicité")
        assert contribution.component.public_url(contribution) == ""
        assert client.get(address).status_code == 404


def test_withdrawn_words_are_nowhere(client: Client, scenario: Scenario, step: Step) -> None:
    sending = scenario.prepare(client, step, WORDS)
    response: Any = client.post(sending.address, sending.data)
    receipt = response.headers["Location"].partition("?")[0]
    assert tables_with("kiosque") != []
    assert client.post(f"{receipt}retirer/").status_code in (302, 303)
    assert tables_with("kiosque") == []
    assert Contribution.objects.counted().count() == 0
    with after_closing(step):
        for url in [*scenario.reads(step), *scenario.feeds(step), results_of(step)]:
            assert "kiosque" not in page(client, url)


def test_the_name_of_an_erased_person_is_nowhere(
    client: Client, browsing_as: SignIn, scenario: Scenario, step: Step, resident: Account
) -> None:
    contribution = contribute(browsing_as(resident), scenario, step, WORDS)
    client.logout()
    assert contribution.author == resident
    assert tables_with("Colette") != []
    erase_account(resident, actor=resident)
    assert tables_with("Colette") == []
    assert tables_with("habitante@example.org") == []
    with after_closing(step):
        contents = [page(client, url) for url in [*scenario.reads(step), *scenario.feeds(step)]]
    assert any("kiosque" in content for content in contents)
    assert not any("Colette" in content for content in contents)


# Being held to it -------------------------------------------------------------------------


def test_each_contribution_is_hashed_as_it_was_received(
    client: Client, scenario: Scenario, step: Step
) -> None:
    for text in (WORDS, "Des bancs", "De l’ombre"):
        contribute(Client(), scenario, step, text)
    counted = Contribution.objects.counted().order_by("pk")
    yielded = {row.pk: payload for row, payload in step.component.payloads(step)}
    assert yielded == {row.pk: row.component.payload(row) for row in counted}
    assert [row.sha256 for row in counted] == [fingerprint(row, yielded[row.pk]) for row in counted]
    assert "kiosque" in json.dumps(yielded[counted[0].pk], ensure_ascii=False)


def test_receipts_are_sound_after_the_closing(
    client: Client, scenario: Scenario, step: Step
) -> None:
    contribute(client, scenario, step, WORDS)
    with after_closing(step) as consultation:
        report = verify(consultation)
    assert (report.findings, report.checked, report.is_published) == ([], 1, True)


def test_words_removed_behind_the_platform_s_back_are_noticed(
    client: Client, scenario: Scenario, step: Step
) -> None:
    contribution = contribute(client, scenario, step, WORDS)
    contribute(Client(), scenario, step, "Des bancs")
    with after_closing(step) as consultation:
        contribution.component.erase(contribution)
        report = verify(consultation)
    assert {finding.code for finding in report.findings} == {contribution.tracking_code}


def test_a_contribution_is_told_in_lines_and_in_an_excerpt(
    client: Client, scenario: Scenario, step: Step
) -> None:
    contribution = contribute(client, scenario, step, WORDS)
    lines = contribution.component.lines(contribution)
    assert [line.answer for line in lines if "kiosque" in line.answer]
    assert "kiosque" in contribution.component.excerpt(contribution)


def test_a_page_swapped_equals_the_page_reloaded(
    client: Client, scenario: Scenario, step: Step
) -> None:
    swapped = scenario.swaps(step)
    if not swapped:
        pytest.skip("nothing is swapped on the pages of this kind")
    for address, part in swapped:
        whole = page(client, address)
        fragment = client.get(address, headers={"HX-Request": "true"}).content.decode().strip()
        assert f'id="{part}"' in fragment
        assert squeezed(fragment) in squeezed(whole)


def squeezed(html: str) -> str:
    return re.sub(r"\s+", " ", html)


@pytest.mark.parametrize("has_begun", [False, True])
def test_on_english_pages_what_people_wrote_says_its_language(
    client: Client, scenario: Scenario, step: Step, has_begun: bool
) -> None:
    """A screen reader speaks French words with a French voice (WCAG 2.2, 3.1.2)."""
    Step.objects.filter(pk=step.pk).update(title=f"{WORDS} ?", intro=f"{WORDS} sur la place")
    step = Step.objects.select_related("consultation").get(pk=step.pk)
    addresses = [step.get_absolute_url(), *scenario.writes(client, step)]
    if has_begun:
        contribute(client, scenario, step, WORDS)
        with after_closing(step):
            addresses = scenario.reads(step)
    for address in addresses:
        html = client.get(address, headers={"Accept-Language": "en"}).content.decode()
        assert '<html lang="en"' in html
        assert unmarked(html, WORDS) == []
