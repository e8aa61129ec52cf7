"""From a contribution to a decision to a measure, and back; who follows is told."""

from typing import Any

import pytest
from django.test import Client

from consultations.commitments import actions
from consultations.commitments.choices import Status
from consultations.errors import Refused
from consultations.models import Contribution
from participation.accounts.models import Account, PublicBody
from participation.notifications.actions import follow
from participation.notifications.models import Notice
from participation.notifications.topics import Topic
from tests.consultations.commitments.planning import make_plan, measure_of
from tests.consultations.outcomes.answering import answer, closed_with, respond
from tests.people import SignIn

pytestmark = pytest.mark.django_db


def test_a_measure_leads_to_contributions_and_they_lead_to_it(
    client: Client, public_body: PublicBody
) -> None:
    consultation, (cited,) = closed_with("Plus de bancs", public_body=public_body)
    response = answer(consultation, cited)
    plan = make_plan(public_body)
    measure = measure_of(plan)
    actions.link_decisions(measure, [response], actor=None)
    page = client.get(measure.get_absolute_url()).content.decode()
    assert f"/demarches/{consultation.slug}/reponse/#reponse-{response.pk}" in page
    assert "1 contribution est citée" in page
    for path in (f"/recu/{cited.tracking_code}/", f"/demarches/{consultation.slug}/reponse/"):
        assert measure.get_absolute_url() in client.get(path).content.decode()
    with pytest.raises(Refused):
        actions.link_decisions(measure, [], actor=None)


def test_only_published_decisions_of_the_same_body_are_linked(public_body: PublicBody) -> None:
    measure = measure_of(make_plan(public_body))
    mine, _sent = closed_with("un", public_body=public_body)
    other, _sent = closed_with("deux")
    for response in (respond(mine), answer(other)):
        with pytest.raises(Refused):
            actions.link_decisions(measure, [response], actor=None)


def test_followers_and_authors_are_told_once_when_a_measure_moves(
    public_body: PublicBody,
    resident: Account,
    councillor: Account,
    django_capture_on_commit_callbacks: Any,
) -> None:
    consultation, (cited,) = closed_with("un", public_body=public_body)
    Contribution.objects.filter(pk=cited.pk).update(author=resident)
    response = answer(consultation, cited)
    plan = make_plan(public_body)
    measure = measure_of(plan)
    actions.link_decisions(measure, [response], actor=None)
    follow(councillor, Topic("plan", plan.pk))
    follow(councillor, Topic("measure", measure.pk))
    with django_capture_on_commit_callbacks(execute=True):
        actions.set_status(measure, Status.IN_PROGRESS, actor=None)
    told = Notice.objects.filter(kind="commitment_moved").order_by("account__email")
    assert [row.account for row in told] == [councillor, resident]
    assert told[0].path == measure.get_absolute_url()


def test_anybody_may_ask_to_follow_a_measure(browsing_as: SignIn, resident: Account) -> None:
    measure = measure_of(make_plan())
    client = browsing_as(resident)
    page = client.get(measure.get_absolute_url()).content.decode()
    assert f"/suivre/measure/{measure.pk}/" in page
    client.post(f"/suivre/measure/{measure.pk}/")
    assert resident.follows.get().topic == "measure"
    client.logout()
    assert client.get(f"/suivre/plan/{measure.plan_id}/").status_code == 200
