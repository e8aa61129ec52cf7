"""What an organism promises of its own: dated, public, longer only with a reason and in time."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from participation.accounts.models import Account, PublicBody
from participation.base.clock import living_at
from participation.councils.errors import Refused
from participation.councils.models import Council
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Awaited, Basis, Side, State
from participation.councils.referrals.models import BodyDelay, Delay, FormerDelay, Referral
from participation.councils.referrals.queries import announced_by, progress_of
from tests.factories import make_officer, make_public_body
from tests.participation.councils.referrals.making import make_referral, make_sent, make_step
from tests.people import SignIn


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Paris"))


def set_delay(body: PublicBody, days: int, awaited: Awaited = Awaited.DIAGNOSIS) -> BodyDelay:
    return actions.set_body_delay(body, awaited=awaited, days=days, actor=None)


def promise(referral: Referral, days: int, **fields: Any) -> Delay:
    said: dict[str, Any] = {"awaited": Awaited.DIAGNOSIS, "actor": None, **fields}
    return actions.promise_delay(Referral.objects.get(pk=referral.pk), days=days, **said)


def own(referral: Referral) -> dict[str, int]:
    """Give the days that the holder promises now, by what is awaited."""
    dues = progress_of(Referral.objects.get(pk=referral.pk)).dues
    return {d.delay.awaited: d.delay.days for d in dues if d.delay.basis == Basis.OF_BODY}


def test_a_referral_takes_the_delays_its_addressee_had_that_day(
    council: Council, public_body: PublicBody
) -> None:
    set_delay(public_body, 30)
    set_delay(public_body, 10, Awaited.ACKNOWLEDGED)
    sent = make_sent(council, addressee=public_body)
    set_delay(public_body, 90)
    assert own(sent) == {Awaited.DIAGNOSIS: 30, Awaited.ACKNOWLEDGED: 10}
    assert own(make_sent(council, addressee=public_body))[Awaited.DIAGNOSIS] == 90
    assert own(make_sent(council, addressee=make_public_body())) == {}


def test_every_delay_stays_dated(public_body: PublicBody) -> None:
    set_delay(public_body, 30)
    set_delay(public_body, 45)
    set_delay(public_body, 45)
    set_delay(public_body, 20, Awaited.ACKNOWLEDGED)
    first, second = announced_by(public_body)
    assert (first.days, first.formers) == (20, [])
    assert (second.days, [former.days for former in second.formers]) == (45, [30])
    with pytest.raises(Refused):
        set_delay(public_body, 731)


def test_a_transfer_brings_the_promises_of_who_has_it_now(
    council: Council, public_body: PublicBody
) -> None:
    other = make_public_body("Préfecture de Sorane")
    set_delay(public_body, 30)
    set_delay(other, 50)
    sent = make_sent(council, addressee=public_body)
    make_step(sent, State.REDIRECTED, to=other.name, body=other)
    assert own(sent) == {Awaited.DIAGNOSIS: 50}
    make_step(sent, State.REDIRECTED, to="Un syndicat")
    assert own(sent) == {}


def test_what_the_council_noted_of_the_organism_is_not_written_over(
    council: Council, public_body: PublicBody
) -> None:
    set_delay(public_body, 30)
    referral = make_referral(council, addressee=public_body)
    noted: dict[str, Any] = {
        "awaited": Awaited.DIAGNOSIS,
        "basis": Basis.OF_BODY,
        "source": "Lettre du 3 mars",
    }
    actions.set_delay(referral, days=20, actor=None, **noted)
    actions.promising.take_up(referral)
    assert [(d.days, d.of_name) for d in referral.delays.filter(basis=Basis.OF_BODY)] == [
        (20, public_body.name)
    ]


def test_longer_only_with_a_reason_that_stays(council: Council, public_body: PublicBody) -> None:
    sent = make_sent(council, council.today - timedelta(days=10), addressee=public_body)
    with pytest.raises(Refused):
        promise(sent, 9)  # the day is past
    promise(sent, 30)
    with pytest.raises(Refused, match="s’allonge"):
        promise(sent, 60, reason="  ")
    promise(sent, 60, reason="Une étude est en cours.")
    promise(sent, 60)
    promise(sent, 40)
    assert own(sent) == {Awaited.DIAGNOSIS: 40}
    formers = [(row.days, row.reason) for row in FormerDelay.objects.order_by("pk")]
    assert formers == [(30, "Une étude est en cours."), (60, "")]


def test_nothing_moves_a_delay_that_is_missed_or_met(
    council: Council, public_body: PublicBody
) -> None:
    sent = make_sent(council, addressee=public_body)
    promise(sent, 30)
    with living_at(noon(council.today + timedelta(days=31))):
        with pytest.raises(Refused, match="dépassé"):
            promise(sent, 90, reason="Plus de temps.")
        make_step(sent, State.DIAGNOSIS)
        with pytest.raises(Refused, match="plus attendue"):
            promise(sent, 90, awaited=Awaited.TRANSMITTED)
    assert own(sent) == {Awaited.DIAGNOSIS: 30}


def test_only_the_officers_of_an_organism_set_its_delays(
    public_body: PublicBody, officer: Account, request: Any, browsing_as: SignIn
) -> None:
    page = reverse("referrals:body_delays", args=[public_body.slug])
    said = {"awaited": Awaited.DIAGNOSIS, "days": 30}
    for person in ("outsider", "councillor", "administrator", "resident"):
        client = browsing_as(request.getfixturevalue(person))
        assert (client.get(page).status_code, client.post(page, said).status_code) == (404, 404)
        assert page not in client.get(reverse("referrals:body", args=[public_body.slug])).text
    client = browsing_as(officer)
    assert page in client.get(reverse("referrals:body", args=[public_body.slug])).text
    assert client.post(page, {**said, "days": 0}).status_code == 422
    client.post(page, said)
    made = BodyDelay.objects.get()
    assert (made.days, made.set_by) == (30, officer)
    assert "30 jours" in client.get(page).text.replace("\xa0", " ")


def test_a_holder_promises_and_nobody_else(
    council: Council, public_body: PublicBody, officer: Account, request: Any, browsing_as: SignIn
) -> None:
    sent = make_sent(council, addressee=public_body)
    page = reverse("referrals:promise", args=[council.slug, sent.pk])
    said = {"awaited": Awaited.DIAGNOSIS, "days": 30}
    for person in ("outsider", "coordinator", "administrator"):
        client = browsing_as(request.getfixturevalue(person))
        assert (client.get(page).status_code, client.post(page, said).status_code) == (404, 404)
    client = browsing_as(officer)
    client.post(page, said)
    assert client.post(page, {**said, "days": 50}).status_code == 422
    client.post(page, {**said, "days": 50, "reason": "Une étude est en cours."})
    make_step(sent, State.ACKNOWLEDGED)
    answer = client.post(page, {**said, "awaited": Awaited.ACKNOWLEDGED})
    assert answer.status_code == 422
    shown = client.get(sent.get_absolute_url()).text.replace("\xa0", " ")
    for words in ("délai fixé par l’organisme", "Commune de Tressigny, le ", "une étude"):
        assert words.casefold() in shown.casefold()
    data = client.get(reverse("referrals:data", args=[council.slug])).json()
    (told,) = [row for row in data["referrals"][0]["delays"] if row["of"]]
    assert (told["days"], told["formerly"][0]["days"]) == (50, 30)


def test_each_organism_corrects_what_it_wrote_even_after_a_transfer(
    council: Council, public_body: PublicBody, officer: Account, browsing_as: SignIn
) -> None:
    other = make_public_body("Préfecture de Sorane")
    sent = make_sent(council, addressee=public_body)
    make_step(sent, State.ACKNOWLEDGED, side=Side.ADDRESSEE, text="Le 3 mai.")
    make_step(sent, State.REDIRECTED, side=Side.ADDRESSEE, to=other.name, body=other)
    make_step(sent, State.ACKNOWLEDGED, side=Side.ADDRESSEE, text="Bien reçu.")
    written = {step.number: step.body for step in sent.steps.all()}
    assert written == {1: None, 2: None, 3: public_body, 4: public_body, 5: other}

    def page(number: int) -> str:
        return reverse("referrals:answer_correct", args=[council.slug, sent.pk, number])

    said = {"text": "Le 4 mai."}
    stranger = browsing_as(make_officer(other))
    assert stranger.get(sent.get_absolute_url()).text.count("/corriger/") == 1
    assert [stranger.post(page(number), said).status_code for number in (2, 3, 4)] == [404] * 3
    client = browsing_as(officer)
    assert client.get(sent.get_absolute_url()).text.count("/corriger/") == 2
    assert client.post(page(5), said).status_code == 404
    assert client.post(page(3), {"text": " "}).status_code == 422
    client.post(page(3), said)
    shown = client.get(sent.get_absolute_url()).text
    assert "Le 3 mai." in shown and "Le 4 mai." in shown
    step = sent.steps.get(number=3)
    assert (step.on, step.errata.get().side) == (council.today, Side.ADDRESSEE)


def test_everyone_reads_what_an_organism_is_asked(
    council: Council, public_body: PublicBody, client: Client, django_assert_num_queries: Any
) -> None:
    page = reverse("referrals:body", args=[public_body.slug])
    assert "Aucun conseil ne l’a saisi" in client.get(page).text
    set_delay(public_body, 30)
    make_referral(council, addressee=public_body, title="Un brouillon")
    late = make_sent(council, council.today - timedelta(days=25), addressee=public_body)
    with django_assert_num_queries(7):
        shown = client.get(page).text
    assert late.title in shown and "En retard de 10" in shown.replace("\xa0", " ")
    assert "Un brouillon" not in shown
    for _one in range(2):
        make_sent(council, addressee=public_body)
    with django_assert_num_queries(7):
        client.get(page)
    assert client.get(reverse("referrals:body", args=["nulle-part"])).status_code == 404
