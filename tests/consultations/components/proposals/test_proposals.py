"""Proposing, supporting online and on paper, and the orders of the list."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consultations import actions as heart
from consultations.components.proposals import actions
from consultations.components.proposals.models import Proposal, Support
from consultations.components.proposals.queries import Asked, alike, browse
from consultations.errors import Refused
from consultations.models import Contribution, Step
from participation.accounts.models import Account
from participation.base.clock import now
from participation.journal.models import Entry as JournalEntry
from tests.consultations.components.proposals.making import a_step, fresh, proposed
from tests.factories import make_officer
from tests.people import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def step() -> Step:
    return a_step()


@pytest.fixture
def officer(step: Step) -> Account:
    return make_officer(step.consultation.public_body)


def at(proposal: Proposal, end: str = "") -> str:
    return f"{proposal.contribution.component.public_url(proposal.contribution)}{end}"


def titles(step: Step, **asked: Any) -> list[str]:
    return [proposal.title for proposal in browse(step, Asked(**asked))]


def test_a_person_supports_once_and_takes_it_back(client: Client, step: Step) -> None:
    proposal = proposed(step, "Un banc")
    for expected in (1, 0, 1):
        client.post(at(proposal, "soutenir/"))
        assert fresh(step, proposal.contribution_id).supporters == expected
    Client().post(at(proposal, "soutenir/"))
    assert fresh(step, proposal.contribution_id).supporters == 2
    assert Support.objects.count() == 2


def test_reading_supports_nothing_and_sets_no_cookie(client: Client, step: Step) -> None:
    proposal = proposed(step, "Un banc")
    for address in (at(proposal), at(proposal, "soutenir/"), step.get_absolute_url()):
        assert client.get(address).status_code == 200
    assert "sessionid" not in client.cookies
    assert fresh(step, proposal.contribution_id).supporters == 0


def test_officers_count_a_sheet_once(browsing_as: SignIn, step: Step, officer: Account) -> None:
    proposal = proposed(step, "Un banc")
    client, sheet = browsing_as(officer), {"signatures": "12", "reference": "Mairie, feuille 3"}
    assert client.post(at(proposal, "feuilles/"), sheet).status_code == 302
    again = client.post(at(proposal, "feuilles/"), sheet)
    assert again.status_code == 422
    assert "déjà comptée" in again.content.decode()
    found = fresh(step, proposal.contribution_id)
    assert (found.support_count, found.paper_count, found.supporters) == (0, 12, 12)
    line = JournalEntry.objects.filter(event="ProposalSheetEntered").get()
    assert "Mairie" not in str(line.payload)


def test_the_page_of_sheets_is_absent_to_others(
    client: Client, browsing_as: SignIn, step: Step, resident: Account, outsider: Account
) -> None:
    proposal = proposed(step, "Un banc")
    assert client.get(at(proposal, "feuilles/")).status_code == 404
    for person in (resident, outsider):
        assert browsing_as(person).get(at(proposal, "feuilles/")).status_code == 404
    with pytest.raises(Refused):
        actions.enter_sheet(proposal, signatures=3, reference="Fausse", actor=resident)


def test_what_is_hidden_meanwhile_takes_no_support(step: Step, moderator: Account) -> None:
    proposal = proposed(step, "Un banc")
    heart.hide(proposal.contribution, actor=moderator, article="2", reason="Publicité")
    with pytest.raises(Refused):
        actions.change_support(proposal, voter="a")


def test_a_supported_proposal_stays_as_it_is(step: Step) -> None:
    proposal = proposed(step, "Un banc")
    contribution = Contribution.objects.get(pk=proposal.contribution_id)
    assert contribution.component.edit_url(contribution, "secret") != ""
    actions.change_support(proposal, voter="a")
    contribution = Contribution.objects.get(pk=proposal.contribution_id)
    assert contribution.component.edit_url(contribution, "secret") == ""
    with pytest.raises(Refused):
        actions.rewrite(
            contribution,
            actions.Words("Deux bancs", "Ici."),
            actor=None,
            arrived_at=now(),
        )


def test_a_drawn_order_is_kept_for_its_seed(step: Step) -> None:
    every = [f"Proposition {number}" for number in range(12)]
    for title in every:
        proposed(step, title)
    orders = {seed: titles(step, seed=seed) for seed in (1, 2, 3)}
    assert all(sorted(order) == sorted(every) for order in orders.values())
    assert orders == {seed: titles(step, seed=seed) for seed in (1, 2, 3)}
    firsts = {titles(step, seed=seed)[0] for seed in range(1, 200)}
    assert len(firsts) > 6  # nobody keeps the first place


def test_pages_keep_their_order_past_midnight(client: Client, step: Step) -> None:
    for number in range(21):
        proposed(step, f"Proposition {number}")
    first = client.get(step.get_absolute_url())
    seed = first.context["asked"].seed
    assert f"seed={seed}&amp;page=2" in first.content.decode()
    tomorrow = client.get(step.get_absolute_url(), {"seed": seed, "page": 2})
    shown = [*first.context["page"], *tomorrow.context["page"]]
    assert len({proposal.pk for proposal in shown}) == 21


def test_paper_weighs_as_much_as_a_click(step: Step, officer: Account) -> None:
    bench, tree = proposed(step, "Un banc"), proposed(step, "Un arbre")
    actions.change_support(bench, voter="a")
    actions.enter_sheet(tree, signatures=2, reference="Feuille 1", actor=officer)
    assert titles(step, sort="supported") == ["Un arbre", "Un banc"]
    assert titles(step, sort="newest") == ["Un arbre", "Un banc"]
    assert titles(step, sort="oldest") == ["Un banc", "Un arbre"]


def test_similar_proposals_show_and_never_block(client: Client, step: Step) -> None:
    proposed(step, "Des arbres devant la mairie")
    proposed(step, "Une piste cyclable")
    assert [row.title for row in alike(step, "Planter des arbres à la mairie")] == [
        "Des arbres devant la mairie"
    ]
    address = f"{step.get_absolute_url()}proposer/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"title": "Planter des arbres à la mairie", "text": "Il fait chaud.", "cost": "1200"}
    checked = client.post(address, data)
    assert "Des arbres devant la mairie" in checked.content.decode()
    assert Proposal.objects.count() == 2
    client.post(address, {**data, "checked": "1"})
    assert Proposal.objects.get(title=data["title"]).cost == 1200


def test_where_the_body_reads_first_a_proposal_waits(browsing_as: SignIn) -> None:
    step = a_step()
    type(step.proposal_box).objects.update(publication="after_reading")
    step = Step.objects.select_related("consultation").get(pk=step.pk)
    officer = make_officer(step.consultation.public_body)
    proposal = proposed(step, "Un banc")
    assert "Un banc" not in Client().get(step.get_absolute_url()).content.decode()
    to_read = f"{step.get_absolute_url()}a-lire/"
    assert Client().get(to_read).status_code == 404
    client = browsing_as(officer)
    assert "Un banc" in client.get(to_read).content.decode()
    client.post(to_read, {"code": proposal.contribution.tracking_code})
    assert "Un banc" in Client().get(step.get_absolute_url()).content.decode()


@pytest.mark.parametrize("sort", ["", "newest", "supported"])
def test_the_list_costs_the_same_for_one_and_three(client: Client, step: Step, sort: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(step.get_absolute_url(), {"sort": sort})
        return len(queries)

    proposed(step, "Un banc")
    one = cost()
    proposed(step, "Un arbre")
    proposed(step, "Un kiosque")
    assert cost() == one
