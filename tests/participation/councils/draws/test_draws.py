import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.choices import PublicOffice, Way
from participation.councils.draws import actions
from participation.councils.draws.choices import Answer, State
from participation.councils.draws.errors import NotPossible
from participation.councils.draws.lists import read_list
from participation.councils.draws.models import Candidate, Draw
from participation.councils.draws.queries import attempts, strata
from participation.councils.errors import Refused
from participation.councils.models import Council, Membership
from tests.participation.councils.draws.making import (
    make_committed,
    make_draw,
    make_drawn,
    make_listed,
    people,
)
from tests.people import SignIn


def test_somebody_on_two_lists_counts_once(council: Council) -> None:
    draw = make_draw(council)
    actions.add_list(draw, read_list(people(10)), name="A", origin="a", actor=None)
    second = read_list(people(10, first=6))
    source = actions.add_list(draw, second, name="B", origin="b", actor=None)
    assert (source.lines, source.kept, draw.candidates.count()) == (10, 5, 15)


def test_the_same_list_or_other_columns_are_refused(council: Council) -> None:
    draw = make_draw(council)
    actions.add_list(draw, read_list(people(10)), name="A", origin="a", actor=None)
    others = b"nom;adresse;Age\nUn;1 rue;jeune\n"
    for content in (people(10), others):
        with pytest.raises(NotPossible):
            actions.add_list(draw, read_list(content), name="B", origin="b", actor=None)
    assert draw.source_lists.count() == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "une colonne « nom »"),
        (b"nom;Genre\nUn;femme\n", "de quoi joindre"),
        (b"nom;adresse;A;B;C;D;E;F;G\n", "6 catégories"),
        (b"nom;adresse\nUn\n", "Ligne 2"),
        (b"nom;adresse\n;1 rue\n", "Ligne 2"),
        (b"nom;adresse\n", "vide"),
        (
            b"nom;adresse;Naissance\n"
            + "\n".join(f"N{one};{one} rue;{one}" for one in range(30)).encode(),
            "30 réponses",
        ),
    ],
)
def test_a_wrong_list_is_told_line_by_line(content: bytes, problem: str) -> None:
    assert problem in " ".join(read_list(content).problems)


def test_a_list_is_read_whatever_wrote_it() -> None:
    told = "nom,prénom,courriel,Genre\nLéon,Zoé,zoe@example.org,femme\n"
    for content in (told.encode(), told.encode("cp1252"), told.encode("utf-8-sig")):
        read = read_list(content)
        assert read.problems == []
        assert [(one.name, one.answers) for one in read.people] == [("Zoé Léon", ["femme"])]


def test_nothing_changes_once_announced(council: Council) -> None:
    draw = make_committed(council)
    source = draw.source_lists.get()
    for change in (
        lambda: actions.edit_draw(draw, rule="Autre règle", actor=None),
        lambda: actions.set_quotas(draw, [], actor=None),
        lambda: actions.add_list(
            draw, read_list(people(3, first=90)), name="B", origin="b", actor=None
        ),
        lambda: actions.remove_list(source, actor=None),
        lambda: actions.commit_draw(draw, actor=None),
    ):
        with pytest.raises(NotPossible):
            change()
    assert Draw.objects.get(pk=draw.pk).commitment == draw.commitment


@pytest.mark.parametrize(
    ("quotas", "number"),
    [
        ([["Genre", {"femme": [3, 3], "homme": [3, 3]}]], 20),  # six people for four seats
        ([["Genre", {"femme": [0, 1], "homme": [0, 1]}]], 20),  # two at most for four seats
        ([["Genre", {"femme": [2, 2], "homme": [2, 2]}]], 3),  # three people for four seats
        ([["Genre", {"femme": [4, 4], "homme": [0, 4]}]], 6),  # four women of three
    ],
)
def test_an_impossible_draw_cannot_be_announced(
    council: Council, quotas: list[Any], number: int
) -> None:
    draw = make_listed(council, number)
    actions.set_quotas(draw, quotas, actor=None)
    with pytest.raises(NotPossible):
        actions.commit_draw(draw, actor=None)


def test_a_draw_without_list_or_with_a_known_seed_cannot_be_announced(council: Council) -> None:
    with pytest.raises(NotPossible):
        actions.commit_draw(make_draw(council), actor=None)
    with pytest.raises(NotPossible):
        actions.commit_draw(make_listed(council, seed_on=council.today), actor=None)


def test_the_seed_comes_on_its_day_and_once(council: Council) -> None:
    draw = make_committed(council)
    with pytest.raises(NotPossible):
        actions.enter_seed(draw, "1", actor=None)
    with living_at(now() + timedelta(days=1)):
        drawn = actions.enter_seed(draw, " 4  8 15 ", actor=None)
        with pytest.raises(NotPossible):
            actions.enter_seed(draw, "16", actor=None)
    assert (drawn.seed, len(drawn.result["taken"])) == ("4 8 15", 4)
    genders = Candidate.objects.filter(code__in=drawn.result["taken"])
    assert sorted(answers[0] for answers in genders.values_list("answers", flat=True)) == [
        *("femme", "femme"),
        *("homme", "homme"),
    ]


def test_a_refusal_calls_the_next_of_the_same_stratum_until_it_runs_dry(council: Council) -> None:
    draw = make_drawn(council)
    woman = next(one for one in draw.drawn.all() if one.cell == ("femme",))
    called = actions.note_answer(woman, Answer.REFUSED, actor=None)
    assert called is not None
    assert (called.cell, called.is_substitute) == (("femme",), True)
    with pytest.raises(NotPossible):
        actions.note_answer(woman, Answer.ACCEPTED, actor=None)
    second = actions.note_answer(called, Answer.MOVED, actor=None)
    assert second is not None
    assert actions.note_answer(second, Answer.UNREACHABLE, actor=None) is None
    women = next(stratum for stratum in strata(draw) if stratum.answers == ["femme"])
    assert (women.places, women.called, women.refused, women.unreachable, women.missing) == (
        *(2, 4, 2, 1),
        1,
    )


def test_who_accepted_sits_as_drawn_by_lot(council: Council, coordinator: Account) -> None:
    draw = make_drawn(council)
    person = draw.drawn.filter(is_substitute=False).first()
    assert person is not None
    with pytest.raises(NotPossible):
        actions.seat_drawn(person, actor=coordinator)
    actions.note_answer(person, Answer.ACCEPTED, actor=coordinator)
    with pytest.raises(Refused):
        actions.seat_drawn(person, actor=coordinator, office=PublicOffice.ELECTED)
    membership = actions.seat_drawn(person, actor=coordinator)
    assert (membership.way, membership.name) == (Way.BY_LOT, person.candidate.name)
    with pytest.raises(NotPossible):
        actions.seat_drawn(person, actor=coordinator)
    assert Membership.objects.filter(council=council, way=Way.BY_LOT).count() == 1


def test_a_draw_ends_when_everyone_has_answered(council: Council) -> None:
    draw = make_drawn(council)
    with pytest.raises(NotPossible):
        actions.finish_draw(draw, actor=None)
    for person in draw.drawn.filter(is_substitute=False):
        actions.note_answer(person, Answer.ACCEPTED, actor=None)
    assert actions.finish_draw(draw, actor=None).state == State.DONE


def test_another_attempt_says_why_and_both_are_shown(council: Council) -> None:
    first = make_drawn(council)
    with pytest.raises(NotPossible):
        actions.start_again(first, reason="Pour voir.", actor=None)
    actions.cancel_draw(first, reason="Une liste était périmée.", actor=None)
    again = actions.start_again(first, reason="Liste à jour.", actor=None)
    with pytest.raises(NotPossible):
        actions.start_again(first, reason="Encore.", actor=None)
    actions.add_list(again, read_list(people(9)), name="Bailleur", origin="2027", actor=None)
    with living_at(now()):
        actions.commit_draw(again, actor=None)
    again.refresh_from_db()
    assert [one.pk for one in attempts(again)] == [first.pk, again.pk]


def test_names_are_erased_six_months_after_the_end_and_the_draw_still_replays(
    council: Council, capsys: pytest.CaptureFixture[str]
) -> None:
    draw = make_drawn(council)
    actions.cancel_draw(draw, reason="Le conseil change de forme.", actor=None)
    assert actions.forget_contacts() == 0
    with living_at(now() + timedelta(days=184)):
        assert actions.forget_contacts() == 1
        assert actions.forget_contacts() == 0
    kept = Candidate.objects.filter(draw=draw)
    assert {(one.name, one.address) for one in kept} == {("", "")}
    call_command("replay_draw", str(draw.pk))
    assert "20 personnes, 4 tirées" in capsys.readouterr().out


def test_the_public_file_replays_by_the_command(
    council: Council, client: Any, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    draw = make_drawn(council)
    content = client.get(f"{draw.get_absolute_url()}tirage.json").content
    file = tmp_path / "tirage.json"
    file.write_bytes(content)
    call_command("replay_draw", str(file))
    assert "D'accord" in capsys.readouterr().out
    told = json.loads(content)
    told["result"]["taken"].reverse()
    file.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(CommandError, match="ne se rejoue pas"):
        call_command("replay_draw", str(file))


def test_the_public_sees_an_announced_draw_without_a_name_and_no_other(
    council: Council, client: Any
) -> None:
    hidden, shown = make_listed(council), make_drawn(council)
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(f"{hidden.get_absolute_url()}tirage.json").status_code == 404
    page = client.get(shown.get_absolute_url()).content.decode()
    file = client.get(f"{shown.get_absolute_url()}tirage.json").content.decode()
    assert shown.commitment in page
    for name, address in Candidate.objects.filter(draw=shown).values_list("name", "address"):
        assert name not in page + file
        assert address not in page + file


def test_a_stratum_of_fewer_than_five_people_is_not_told_alone(
    council: Council, client: Any
) -> None:
    draw = make_drawn(council, 8, seats=2, substitutes=0)
    page = client.get(draw.get_absolute_url()).content.decode()
    assert page.count("Moins de cinq personnes") == 2


def test_pages_of_members_and_of_coordinators(
    council: Council, councillor: Account, coordinator: Account, browsing_as: SignIn
) -> None:
    draw = make_drawn(council)
    names = f"{draw.space_url}personnes/"
    assert browsing_as(councillor).get(draw.space_url).status_code == 200
    assert browsing_as(councillor).get(names).status_code == 404
    assert browsing_as(coordinator).get(names).status_code == 200


def test_coordinators_lead_a_draw_from_the_rule_to_the_announcement(
    council: Council, coordinator: Account, browsing_as: SignIn
) -> None:
    browser = browsing_as(coordinator)
    home = f"{council.space_url}tirages/"
    day = council.today + timedelta(days=3)
    rule = {
        "title": "Habitants",
        "college": council.framework.colleges.get(is_drawn=True).pk,
        "seats": 2,
        "substitutes": 1,
        "rule": "Toute personne de la liste.",
        "seed_source": "Loto",
        "seed_on_day": day.day,
        "seed_on_month": day.month,
        "seed_on_year": day.year,
    }
    assert browser.post(f"{home}nouveau/", {**rule, "seats": 0}).status_code == 422
    assert browser.post(f"{home}nouveau/", rule).status_code == 302
    draw = Draw.objects.get(council=council)
    here = draw.space_url
    assert browser.post(f"{here}annoncer/").status_code == 422  # no list yet
    wrong = _upload(b"nom\nUn\n")
    assert browser.post(f"{here}listes/", wrong).status_code == 422
    assert browser.post(f"{here}listes/", _upload(people(12))).status_code == 302
    bad = {"q0-0-least": 2, "q0-0-most": 1, "q0-1-least": 1, "q0-1-most": 1}
    assert browser.post(f"{here}quotas/", bad).status_code == 422
    assert browser.post(f"{here}quotas/", {**bad, "q0-0-least": 1}).status_code == 302
    assert browser.post(f"{here}annoncer/").status_code == 302
    draw.refresh_from_db()
    assert draw.quotas == [["Genre", {"femme": [1, 1], "homme": [1, 1]}]]
    assert draw.is_committed


def _upload(content: bytes) -> dict[str, Any]:
    file = SimpleUploadedFile("liste.csv", content, "text/csv")
    return {"name": "Bailleur", "origin": "2026", "file": file}


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_same_number_of_queries(
    council: Council,
    coordinator: Account,
    browsing_as: SignIn,
    number: int,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(number):
        make_listed(council)
    browser = browsing_as(coordinator)
    browser.get(f"{council.space_url}tirages/")
    with django_assert_num_queries(QUERIES):
        browser.get(f"{council.space_url}tirages/")


QUERIES = 14
