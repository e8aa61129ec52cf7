"""What a decision does with each contribution, why, and how much of what came it names."""

from typing import Any

import pytest
from django.test import Client

from consultations.errors import Frozen, Refused
from consultations.models import Channel, Contribution
from consultations.outcomes import actions
from consultations.outcomes.models import Citation, Position
from consultations.outcomes.queries import coverage_of_citations
from consultations.outcomes.queries.coverage import answered_themes
from consultations.queries import fates_of
from consultations.themes import Theme, _tellers
from participation.base.clock import now
from tests.consultations.outcomes.answering import closed_with, respond
from tests.consultations.sending import send
from tests.factories import make_closed, make_open_step, make_territory

pytestmark = pytest.mark.django_db
NOT = Citation.Relation.NOT_TAKEN_UP


def code(contribution: Contribution) -> str:
    return str(contribution.tracking_code)


def publish(consultation: Any) -> None:
    actions.write_synthesis(consultation, text="Bref.", read={}, actor=None)
    actions.publish_answer(consultation, actor=None)


def test_the_position_says_what_is_done_unless_a_reason_says_otherwise() -> None:
    consultation, (one, two) = closed_with("un", "deux")
    response = respond(consultation, position=Position.ACCEPTED_IN_PART)
    actions.cite(response, [code(one)], actor=None)
    with pytest.raises(Refused):
        actions.cite(response, [code(two)], relation=NOT, actor=None)
    actions.cite(response, [code(two)], relation=NOT, reason="Trop cher.", actor=None)
    first, second = response.citations.all()
    assert (first.relation, first.because) == ("in_part", response.reason)
    assert (second.relation, second.because) == ("not_taken_up", "Trop cher.")
    fields = {"position": Position.REJECTED, "heading": "Les arbres"}
    actions.write_response(consultation, response=response, actor=None, **fields)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.relation, second.relation) == ("not_taken_up", "not_taken_up")


def test_each_contributor_reads_relation_and_reason_and_not_cited_is_said(client: Client) -> None:
    consultation, (one, two) = closed_with("un", "deux")
    response = respond(consultation)
    actions.cite(response, [code(one)], relation=NOT, reason="Déjà trop d'ombre.", actor=None)
    publish(consultation)
    with pytest.raises(Frozen):
        actions.relate(response.citations.get(), relation="taken_up", actor=None)
    text = client.get(f"/recu/{code(one)}/").content.decode()
    assert "Non reprise" in text
    assert "Déjà trop d&#x27;ombre." in text
    assert (
        "Elle ne cite pas cette contribution" in client.get(f"/recu/{code(two)}/").content.decode()
    )


def test_coverage_is_cited_over_received_by_channel_and_territory(client: Client) -> None:
    step = make_open_step()
    near, far = make_territory("Tressigny"), make_territory("Vermonde")
    sent = [send(step, channel=Channel.PAPER if n % 2 else Channel.ONLINE) for n in range(7)]
    for row in sent[:5]:
        Contribution.objects.filter(pk=row.pk).update(territory=near)
    Contribution.objects.filter(pk=sent[5].pk).update(territory=far)
    consultation = make_closed(step.consultation)
    for codes in ([code(sent[0]), code(sent[1])], [code(sent[0]), code(sent[5])]):
        actions.cite(respond(consultation), codes, actor=None)
    found = coverage_of_citations(consultation)
    assert [(row.label, row.received, row.cited) for row in found.by_channel] == [
        ("En ligne", 4, 1),
        ("Papier", 3, 2),
    ]
    assert [(row.received, row.cited) for row in found.by_territory] == [(5, 2), (1, 1), (1, 0)]
    assert (found.received, found.cited) == (7, 3)
    publish(consultation)
    text = client.get(f"/demarches/{consultation.slug}/reponse/").content.decode()
    assert "Contributions reçues et citées, par territoire" in text
    assert "Vermonde" not in text.split("citing-title")[2]


class Themes:
    """A stand-in for who finds themes: the first two contributions make one, the third another."""

    def __init__(self, sent: list[Contribution]) -> None:
        self.held = {sent[0].pk: Theme("a", "L'ombre", 2), sent[1].pk: Theme("a", "L'ombre", 2)}
        self.held[sent[2].pk] = Theme("b", "Le bruit", 1)

    def themes(self, consultation: Any) -> list[Theme]:
        return list({theme.key: theme for theme in self.held.values()}.values())

    def that_hold(self, contribution_ids: list[int]) -> dict[int, list[Theme]]:
        return {pk: [self.held[pk]] for pk in contribution_ids if pk in self.held}


def test_themes_without_an_answer_come_first_and_tell_what_became(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    consultation, sent = closed_with("un", "deux", "trois")
    monkeypatch.setattr("consultations.themes._tellers", [*_tellers, Themes(sent)])
    actions.cite(respond(consultation), [code(sent[0])], actor=None)
    publish(consultation)
    told = [(row.theme.label, row.is_answered) for row in answered_themes(consultation)]
    assert told == [("Le bruit", False), ("L'ombre", True)]
    fates = fates_of(sent)
    assert [fates[row.pk][0].is_theme for row in sent] == [False, True, True]
    page = client.get(f"/demarches/{consultation.slug}/reponse/").content.decode()
    assert page.index("Sans réponse") < page.index("Avec réponse")
    receipt = client.get(f"/recu/{code(sent[2])}/").content.decode()
    assert "Aucune décision ne cite" in receipt


def test_a_deliberation_joins_a_published_decision_and_the_open_data(client: Client) -> None:
    consultation, _sent = closed_with("un")
    response = respond(consultation)
    given: dict[str, Any] = {
        "delib_id": "2026-042",
        "delib_on": consultation.day_of(now()),
        "actor": None,
    }
    with pytest.raises(Refused):
        actions.link_deliberation(response, **given)
    publish(consultation)
    response.refresh_from_db()
    for _again in range(2):
        actions.link_deliberation(response, delib_url="https://a.example/2026-042", **given)
    assert response.deliberations.count() == 1
    assert (
        "https://a.example/2026-042"
        in client.get(f"/demarches/{consultation.slug}/reponse/").content.decode()
    )
    table = b"".join(client.get(f"/demarches/{consultation.slug}/decisions.csv"))
    assert "DELIB_ID" in table.decode()
    assert "2026-042" in table.decode()
