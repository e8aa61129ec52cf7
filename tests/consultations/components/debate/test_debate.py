"""A debate: sides, answers, corrections, what is useful, order, and its synthesis."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consultations import actions as heart
from consultations.components.debate import actions
from consultations.components.debate.live import DebateStream
from consultations.components.debate.models import Argument, Debate, Useful
from consultations.components.debate.queries import PER_SIDE
from consultations.models import Contribution, Step
from consultations.receipts import receipt_secret
from participation.accounts.models import Account, PublicBody
from participation.base.clock import now
from tests.consultations.components.debate.making import a_debate, say
from tests.participation.councils.threads.making import hear_all
from tests.people import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(public_body: PublicBody) -> Step:
    return a_debate(public_body=public_body)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def flat(html: str) -> str:
    return " ".join(html.split())


def told(step: Step, after: int = 0) -> list[tuple[int, str]]:
    frame = DebateStream().read(step.debate.pk, audience="public", language="fr", after=after)
    assert frame is not None and frame.items is not None
    return [(item.seq, item.html) for item in frame.items]


def test_an_answer_to_an_answer_stands_under_the_argument_and_is_pushed_with_it(
    client: Client, step: Step
) -> None:
    first = say(step, "Plus d’ombre.")
    say(step, "Trop cher.", "against")
    answer = say(step, "Pas tant que cela.", "for", parent=first)
    say(step, "Si.", "against", parent=answer)
    whole = flat(page(client, step.get_absolute_url()))
    pushed = told(step)
    assert [seq for seq, _html in pushed] == [1, 2]
    assert all(flat(html) in whole for _seq, html in pushed)
    assert "Pas tant que cela." in pushed[0][1] and "Si." in pushed[0][1]
    assert [seq for seq, _html in told(step, after=2)] == [1]


def test_words_change_for_fifteen_minutes_then_a_correction_is_added(
    client: Client, step: Step
) -> None:
    argument = say(step, "Deux tilleul.")
    contribution = argument.contribution
    secret = receipt_secret(contribution)
    address = f"{step.get_absolute_url()}messages/{argument.code}/{secret}/corriger/"
    wrong = address.replace(secret, "x")
    assert client.get(wrong).status_code == 404
    assert client.post(address, {"text": "Deux tilleuls."}).status_code == 302
    assert "Deux tilleul.<" in page(
        client, f"{step.get_absolute_url()}messages/{argument.code}/versions/"
    )
    with time_machine.travel(now() + timedelta(minutes=16)):
        client.post(address, {"text": "Trois tilleuls."})
        html = page(client, step.get_absolute_url())
    assert "Deux tilleuls." in html and "Trois tilleuls." in html
    contribution.refresh_from_db()
    assert contribution.revision == 2


def test_useful_counts_once_for_each_person(
    step: Step, resident: Account, browsing_as: SignIn
) -> None:
    argument = say(step, "Plus d’ombre.")
    address = f"{step.get_absolute_url()}utile/"
    mine, theirs = browsing_as(resident), Client()
    for client in (mine, theirs):
        client.post(address, {"message": argument.code})
    argument.refresh_from_db()
    assert (argument.useful_count, Useful.objects.count()) == (2, 2)
    assert "Utile · 2" in page(theirs, step.get_absolute_url())
    mine.post(address, {"message": argument.code})
    argument.refresh_from_db()
    assert argument.useful_count == 1
    assert not any("resident" in row.voter for row in Useful.objects.all())


def test_where_an_address_must_be_proven_one_is_asked_for_it(public_body: PublicBody) -> None:
    step = a_debate(public_body=public_body, identity_level=1)
    client = Client()
    form = client.get(f"{step.get_absolute_url()}ecrire/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    sent = client.post(
        f"{step.get_absolute_url()}ecrire/", {**data, "side": "for", "text": "De l’ombre."}
    )
    assert (
        "Prouvez votre adresse" in sent.content.decode() and "De l’ombre." in sent.content.decode()
    )
    assert Argument.objects.count() == 0


def test_officers_lead_and_nobody_else(
    step: Step, officer: Account, resident: Account, moderator: Account, browsing_as: SignIn
) -> None:
    argument = say(step, "Plus d’ombre.")
    address = f"{step.get_absolute_url()}animer/"
    for person in (resident, moderator):
        assert browsing_as(person).post(address, {"do": "slow"}).status_code == 404
    lead = browsing_as(officer)
    for do in ("slow", "pause-1", "pin"):
        lead.post(address, {"do": do, "message": argument.code})
    html = page(Client(), step.get_absolute_url())
    assert "Ce débat est ralenti" in html and "Mis en avant" in html
    assert DebateStream().state(Step.objects.get(pk=step.pk).debate) == "paused"
    visitor = Client()
    form = visitor.get(f"{step.get_absolute_url()}ecrire/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data.update(side="for", text="Pendant la pause.")
    refused = visitor.post(f"{step.get_absolute_url()}ecrire/", data)
    assert refused.status_code == 409 and "Pendant la pause." in refused.content.decode()
    with time_machine.travel(now() + timedelta(minutes=61)):
        assert step.component.tidy() == 1
        assert visitor.post(f"{step.get_absolute_url()}ecrire/", data).status_code == 302


def test_what_is_read_first_takes_its_number_when_it_appears(
    public_body: PublicBody, officer: Account, browsing_as: SignIn, moderator: Account
) -> None:
    step = a_debate(public_body=public_body)
    step.debate.publication = "after_reading"
    step.debate.save()
    waiting = say(step, "À lire d’abord.")
    assert waiting.number is None and told(step) == []
    browsing_as(officer).post(f"{step.get_absolute_url()}a-lire/", {"code": waiting.code})
    hear_all()
    assert [seq for seq, _html in told(step)] == [1]
    at = Debate.objects.get(pk=step.debate.pk).last_change
    waiting.contribution.refresh_from_db()
    heart.hide(waiting.contribution, actor=moderator, article="2", reason="Publicité")
    hear_all()
    assert "À lire d’abord." not in told(step, after=at)[0][1]


def test_the_synthesis_counts_distinct_arguments_and_is_read_once_published(
    step: Step, officer: Account, resident: Account, browsing_as: SignIn
) -> None:
    first, second = say(step, "Il fait trop chaud."), say(step, "On cuit.")
    say(step, "Trop cher.", "against")
    address = f"{step.get_absolute_url()}synthese/"
    assert Client().get(address).status_code == 404
    assert browsing_as(resident).get(f"{address}ecrire/").status_code == 404
    lead = browsing_as(officer)
    lead.post(f"{address}ecrire/", {"do": "point", "side": "for", "title": "La chaleur"})
    point = step.debate.points.get()
    for argument in (first, second):
        group = {"do": "group", "message": argument.code, "point": point.pk}
        assert lead.post(f"{address}ecrire/", group).status_code == 302
    against = Argument.objects.get(side="against")
    lead.post(f"{address}ecrire/", {"do": "group", "message": against.code, "point": point.pk})
    against.refresh_from_db()
    assert against.point is None
    actions.change_useful(first, voter="x")
    lead.post(f"{address}ecrire/", {"do": "text", "text": "On veut de l’ombre."})
    lead.post(f"{address}ecrire/", {"do": "publish"})
    html = flat(page(Client(), address))
    assert "La chaleur" in html and "2 messages, 1 avis" in html and "On veut de l’ombre." in html
    assert "Lire la synthèse" in page(Client(), step.get_absolute_url())


def test_two_thousand_messages_cost_what_three_do(client: Client, step: Step) -> None:
    """Rows are copied, not written one by one: what is measured is the reading."""
    first = say(step, "Plus d’ombre.")
    for side in ("against", "neutral"):
        say(step, "Autre avis.", side)
    say(step, "D’accord.", parent=first)

    def cost(address: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            html = page(client, address)
        return len(queries), len(html)

    few, _ = cost(step.get_absolute_url())
    many(step, 2_000)
    for address in ("", "?page=2", "?tri=utiles"):
        number, weight = cost(f"{step.get_absolute_url()}{address}")
        assert number == few <= 20
        assert weight < 300_000
    html = page(client, step.get_absolute_url())
    assert html.count('class="argument"') == 3 * PER_SIDE
    assert "Voir les messages plus anciens" in html


def many(step: Step, number: int) -> None:
    """Copy the first message so many times."""
    model = Contribution.objects.get(argument__number=1)
    rows = []
    for place in range(number):
        fields = {
            field.attname: getattr(model, field.attname)
            for field in Contribution._meta.concrete_fields
            if field.attname not in ("id", "tracking_code", "idempotency_key")
        }
        rows.append(Contribution(**fields, tracking_code=f"T{place:07}"))
    made = Contribution.objects.bulk_create(rows)
    sides = ("for", "against", "neutral")
    Argument.objects.bulk_create(
        Argument(
            debate=step.debate,
            contribution=row,
            number=place + 5,
            changed=place + 5,
            side=sides[place % 3],
            text=f"Avis {place}. " * 10,
        )
        for place, row in enumerate(made)
    )
    Debate.objects.filter(pk=step.debate.pk).update(last_number=number + 4, last_change=number + 4)
