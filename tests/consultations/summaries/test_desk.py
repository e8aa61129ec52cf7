"""From the computation to the signature: what officers do to themes, and what everybody reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consultations.actions import hide, publish, restore
from consultations.errors import Refused
from consultations.models import Channel, Consultation, Contribution
from consultations.summaries import actions
from consultations.summaries.actions import asking, computing
from consultations.summaries.errors import AlreadyUnderWay, NoAnalysis, Signed
from consultations.summaries.models import Coding, SecondReading, Summary, Topic
from consultations.summaries.queries import public_page, quotes_of, tallies
from consultations.summaries.reading import items_of
from consultations.themes import themes_of, themes_that_hold
from participation.accounts.models import Account
from participation.base.clock import now
from tests.consultations.summaries.saying import closed_and_computed, say, texts
from tests.factories import make_officer, make_open_step
from tests.people import SignIn
from workers import summaries as work

pytestmark = pytest.mark.django_db


def whole(summary: Summary) -> int:
    return sum(part.count for part in tallies(summary).values())


def first(summary: Summary, place: int = 0) -> Topic:
    rows = Topic.objects.filter(summary=summary, is_gone=False, is_other=False).order_by("rank")
    return rows[place]


def members(topic: Topic) -> list[Coding]:
    return list(Coding.objects.filter(topic=topic).order_by("pk"))


def desk(consultation: Consultation, rest: str = "") -> str:
    return f"/demarches/{consultation.slug}/depouillement/{rest}"


def test_themes_are_computed_once_and_each_contribution_is_in_one() -> None:
    consultation, summary = closed_and_computed()
    assert summary.state == Summary.State.DONE
    assert not actions.compute(summary.pk)
    assert whole(summary) == Contribution.objects.filter(consultation=consultation).count()


def test_what_is_hidden_leaves_verbatims_and_counts_at_once_and_comes_back_when_restored(
    moderator: Account,
) -> None:
    consultation, summary = closed_and_computed()
    quotes = quotes_of(summary, consultation, public_only=True)
    code = next(iter(quotes.values()))[0].code.replace(" ", "")
    quoted = Contribution.objects.get(tracking_code=code)
    before = whole(summary)

    def codes() -> set[str]:
        found = quotes_of(summary, consultation, public_only=False)
        return {quote.code.replace(" ", "") for row in found.values() for quote in row}

    assert code in codes()
    hide(quoted, article="Charte 2", reason="Nomme un voisin", actor=moderator)
    assert code not in codes() and whole(summary) == before - 1
    restore(quoted, actor=moderator)
    assert code in codes() and whole(summary) == before
    Contribution.objects.filter(pk=quoted.pk).update(state=Contribution.State.WITHDRAWN)
    assert code not in codes() and whole(summary) == before - 1


def test_words_changed_since_are_not_quoted() -> None:
    consultation, summary = closed_and_computed()
    quotes = quotes_of(summary, consultation, public_only=True)
    code = next(iter(quotes.values()))[0].code.replace(" ", "")
    entry = Contribution.objects.get(tracking_code=code).entry
    entry.body = f"Autrement. {entry.body}"
    entry.save(update_fields=["body"])
    after = quotes_of(summary, consultation, public_only=True)
    assert code not in {q.code.replace(" ", "") for row in after.values() for q in row}


def test_only_one_computation_at_a_time_and_none_without_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step = make_open_step()
    with pytest.raises(Refused):
        actions.ask_summary(step.consultation, actor=None)
    say(step, texts(1)[0])
    summary = actions.ask_summary(step.consultation, actor=None)
    with pytest.raises(AlreadyUnderWay):
        actions.ask_summary(step.consultation, actor=None)
    actions.cancel_summary(summary, actor=None)
    assert not actions.compute(summary.pk)
    monkeypatch.setattr(asking, "can_analyse", lambda: False)
    with pytest.raises(NoAnalysis):
        actions.ask_summary(step.consultation, actor=None)


def test_work_that_is_stopped_meanwhile_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    step = make_open_step()
    for text in texts(2):
        say(step, text)
    summary = actions.ask_summary(step.consultation, actor=None)
    read = items_of

    def stopped_while_reading(consultation: Consultation) -> Any:
        yield from read(consultation)
        actions.cancel_summary(summary, actor=None)

    monkeypatch.setattr(computing, "items_of", stopped_while_reading)
    assert not actions.compute(summary.pk)
    summary.refresh_from_db()
    assert summary.state == Summary.State.CANCELLED
    assert not Topic.objects.exists()


def test_a_failure_is_told_and_work_left_behind_is_taken_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step = make_open_step()
    for text in texts(2):
        say(step, text)
    summary = actions.ask_summary(step.consultation, actor=None)
    with monkeypatch.context() as broken:
        broken.setattr(computing, "summarise", lambda *_args, **_rest: 1 / 0)
        assert not actions.compute(summary.pk)
    summary.refresh_from_db()
    assert summary.state == Summary.State.FAILED and summary.problem
    again = actions.ask_summary(step.consultation, actor=None)
    died = {"state": Summary.State.RUNNING, "beat_at": now() - timedelta(minutes=6)}
    Summary.objects.filter(pk=again.pk).update(**died)
    assert work.take_up() == 1
    again.refresh_from_db()
    assert again.is_done and work.take_up() == 0


def test_each_correction_can_be_undone(officer: Account) -> None:
    _consultation, summary = closed_and_computed()
    one, two = first(summary), first(summary, 1)
    stood = list(Coding.objects.order_by("pk").values_list("pk", "topic_id", "read_at"))
    actions.rename(one, name="Les arbres de la place", actor=officer)
    actions.merge([one, two], into=one, actor=officer)
    assert not Coding.objects.filter(topic=two).exists()
    some = members(one)[:4]
    fresh = actions.split(some, name="L’ombre", actor=officer)
    actions.move(members(fresh)[:1], to=None, actor=officer)
    assert members(fresh)[0].coded_by == officer
    actions.mark_read(members(one), actor=officer)
    kinds = [actions.undo(summary, actor=officer).kind for _time in range(5)]
    assert kinds == ["read", "moved", "split", "merged", "renamed"]
    assert list(Coding.objects.order_by("pk").values_list("pk", "topic_id", "read_at")) == stood
    one.refresh_from_db()
    assert one.name == "" and not Topic.objects.get(pk=two.pk).is_gone
    with pytest.raises(Refused):
        actions.undo(summary, actor=officer)


def test_a_theme_that_goes_on_keeps_its_key_and_the_name_it_was_given(officer: Account) -> None:
    consultation, summary = closed_and_computed()
    topic = first(summary)
    actions.rename(topic, name="Les arbres de la place", actor=officer)
    again = actions.ask_summary(consultation, actor=officer)
    assert actions.compute(again.pk)
    kept = Topic.objects.get(summary=again, key=topic.key)
    assert kept.name == "Les arbres de la place"


def test_what_comes_later_takes_its_place_and_is_told_by_channel() -> None:
    step = make_open_step()
    for text in texts(2):
        say(step, text)
    summary = actions.ask_summary(step.consultation, actor=None)
    assert actions.compute(summary.pk)
    late = say(step, "Un garage à vélos fermé près de la piste cyclable de la gare, merci.")
    Contribution.objects.filter(pk=late.pk).update(channel=Channel.PAPER)
    assert actions.place_arrivals(summary, actor=None) == 1
    assert actions.place_arrivals(summary, actor=None) == 0
    coding = Coding.objects.get(contribution=late)
    assert coding.came_later and coding.topic is not None
    assert "cyclable" in coding.topic.label or "vélos" in coding.topic.label


def test_a_second_person_reads_a_sample_without_the_first_choice(officer: Account) -> None:
    _consultation, summary = closed_and_computed()
    assert actions.draw_sample(summary, actor=officer) == 20
    with pytest.raises(Refused):
        actions.draw_sample(summary, actor=officer)
    reading = SecondReading.objects.order_by("pk")[0]
    actions.mark_read([reading.coding], actor=officer)
    reading.refresh_from_db()
    with pytest.raises(Refused):
        actions.read_again(reading, topic=first(summary), actor=officer)
    actions.read_again(reading, topic=first(summary), actor=None)
    assert SecondReading.objects.get(pk=reading.pk).topic == first(summary)


def test_themes_are_public_once_signed_and_then_no_longer_change(
    officer: Account, client: Client
) -> None:
    consultation, summary = closed_and_computed()
    page = f"/demarches/{consultation.slug}/themes/"
    assert client.get(page).status_code == 404
    with pytest.raises(Refused):
        actions.sign(summary, name=" ", actor=officer)
    actions.sign(summary, name="Léa Morin, cheffe de projet", actor=officer)
    html = client.get(page).content.decode()
    assert "Léa Morin, cheffe de projet" in html and "Thèmes" in html
    with pytest.raises(Signed):
        actions.rename(first(summary), name="Autre", actor=officer)
    assert client.get(f"{page}{first(summary).key}/").status_code == 200
    assert client.get(f"{page}inconnu/").status_code == 404
    told = themes_of(consultation)
    named = Coding.objects.filter(summary=summary, topic__is_other=False)
    assert sum(theme.count for theme in told) == named.count() > 0
    held = themes_that_hold(list(named.values_list("contribution_id", flat=True)))
    assert {theme.key for found in held.values() for theme in found} == {t.key for t in told}


def test_nothing_is_signed_before_the_closing() -> None:
    step = make_open_step()
    say(step, texts(1)[0])
    summary = actions.ask_summary(step.consultation, actor=None)
    assert actions.compute(summary.pk)
    with pytest.raises(Refused):
        actions.sign(summary, name="Léa", actor=None)


def test_words_that_are_not_published_are_counted_and_never_shown() -> None:
    consultation, summary = closed_and_computed()
    Contribution.objects.update(state=Contribution.State.RECEIVED)
    actions.sign(summary, name="Léa Morin", actor=None)
    told = public_page(consultation)
    assert told["whole"].count == whole(summary)
    assert [topic.quotes for topic in told["topics"]] == [[]] * len(told["topics"])
    publish(Contribution.objects.filter(codings__verbatims__isnull=False)[0], actor=None)
    assert sum(len(topic.quotes) for topic in public_page(consultation)["topics"]) >= 1


def test_the_workbench_is_absent_to_others_and_officers_do_all_of_it_by_forms(
    browsing_as: SignIn, resident: Account
) -> None:
    consultation, summary = closed_and_computed()
    officer = make_officer(consultation.public_body)
    assert browsing_as(resident).get(desk(consultation)).status_code == 404
    browser = browsing_as(officer)
    one, two = first(summary), first(summary, 1)
    assert one.title in browser.get(desk(consultation)).content.decode()
    assert browser.get(desk(consultation, "calcul/")).headers["HX-Refresh"] == "true"
    place = desk(consultation, f"{one.key}/")
    ticked = [row.pk for row in members(one)[:2]]
    refused = browser.post(place, {"act": "move", "coding": ticked, "to": "", "name": "L’ombre"})
    assert refused.status_code == 422
    assert refused.content.decode().count("checked") == 2 and "L’ombre" in refused.content.decode()
    browser.post(place, {"act": "move", "coding": ticked, "to": two.key})
    assert Coding.objects.filter(topic=two, coded_by=officer).count() == 2
    browser.post(f"{place}?mots=place", {"act": "split", "all": "1", "name": "La place"})
    browser.post(place, {"act": "rename", "title": "Le reste"})
    browser.post(desk(consultation, "reunir/"), {"topic": [one.key, two.key]})
    browser.post(desk(consultation, "annuler/"))
    browser.post(desk(consultation, "tirer/"))
    reading = SecondReading.objects.order_by("pk")[0]
    browser.post(desk(consultation, "relire/"), {"reading": reading.pk, "topic": one.key})
    browser.post(desk(consultation, "signer/"), {"signed_name": "Léa Morin"})
    summary.refresh_from_db()
    assert summary.signed_by == officer
    asked = browser.post(desk(consultation, "calculer/"), follow=True)
    assert "Le calcul va commencer" in asked.content.decode()
    browser.post(desk(consultation, "arreter/"))
    assert not Summary.objects.filter(state=Summary.State.WAITING).exists()


def test_pages_ask_as_much_for_more_contributions(browsing_as: SignIn) -> None:
    numbers = []
    for rounds in (2, 4):
        consultation, summary = closed_and_computed(rounds)
        browser = browsing_as(make_officer(consultation.public_body))
        actions.sign(summary, name="Léa", actor=None)
        told = []
        for path in (desk(consultation), f"/demarches/{consultation.slug}/themes/"):
            browser.get(path)  # what is asked once for all is asked
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(path).status_code == 200
            told.append(len(queries))
        numbers.append(told)
    assert numbers[0] == numbers[1]
    assert max(numbers[1]) <= 25


def test_the_database_holds_one_coding_for_each_contribution() -> None:
    _consultation, summary = closed_and_computed(2)
    row = Coding.objects.all()[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Coding.objects.create(summary=summary, contribution=row.contribution, aside="no_text")
