import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from consultations.components.register.models import Entry
from consultations.models import Contribution, ImportBatch, Step
from participation.journal.models import Entry as JournalEntry
from tests.factories import make_closed, make_open_step

pytestmark = pytest.mark.django_db

PROPOSALS = """id;titre;texte;theme;pour;contre;date;masquee
p1;Planter des arbres;"De l'ombre, enfin.";Arbres;12;3;2024-03-01T10:00:00+0100;0
p2;Garder les bancs;Ils servent;Bancs;;;01/03/2024 11:30;0
p3;À vendre;=HYPERLINK("http://x");Bancs;0;9;2024-03-02 08:00:00 +0100;1
"""
ARGUMENTS = """id;sur;avis;texte
a1;p1;pour;D'accord
a2;p1;contre;Trop cher
a3;p3;pour;Moi aussi
a4;p9;pour;Je réponds à quelqu'un d'ailleurs
"""
PROPOSAL_MAPPING = {
    "kind": "proposal",
    "fields": {
        "id": "id",
        "title": "titre",
        "body": "texte",
        "theme": "theme",
        "votes_for": "pour",
        "votes_against": "contre",
        "created_at": "date",
        "hidden": "masquee",
    },
}
ARGUMENT_MAPPING = [
    *("kind=argument", "id=id", "body=texte", "stance=avis"),
    *("parent=sur", "parent_kind:=proposal"),
]


@pytest.fixture
def step(db: None) -> Step:
    return make_open_step("register")


@pytest.fixture
def proposals(tmp_path: Path) -> Path:
    return written(tmp_path, "propositions.csv", PROPOSALS)


@pytest.fixture
def mapping(tmp_path: Path) -> str:
    return str(written(tmp_path, "mapping.json", json.dumps(PROPOSAL_MAPPING)))


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def run(path: Path, step: Step, *mapping: str, **options: object) -> tuple[str, str]:
    said, complained = StringIO(), StringIO()
    call_command(
        "import_contributions",
        str(path),
        consultation=step.consultation.slug,
        mapping=list(mapping),
        stdout=said,
        stderr=complained,
        **options,
    )
    return said.getvalue(), complained.getvalue()


@pytest.mark.sqlite
def test_two_files_that_refer_to_each_other_make_threads(
    step: Step, proposals: Path, mapping: str, tmp_path: Path
) -> None:
    run(proposals, step, mapping)
    said, _ = run(written(tmp_path, "arguments.csv", ARGUMENTS), step, *ARGUMENT_MAPPING)
    assert "gardées seules : 1" in said.replace("\u00a0", " ")
    threads = {
        entry.contribution.source_id: entry.parent and entry.parent.contribution.source_id
        for entry in Entry.objects.select_related("contribution", "parent__contribution")
    }
    assert threads == {
        "proposal:p1": None,
        "proposal:p2": None,
        "proposal:p3": None,
        "argument:a1": "proposal:p1",
        "argument:a2": "proposal:p1",
        "argument:a3": "proposal:p3",
        "argument:a4": None,
    }
    alone = Entry.objects.get(contribution__source_id="argument:a4")
    assert (alone.absent_parent, alone.depth) == ("proposal:p9", 0)


def test_fields_arrive_as_they_were(step: Step, proposals: Path, mapping: str) -> None:
    run(proposals, step, mapping)
    tree = Entry.objects.select_related("contribution").get(title="Planter des arbres")
    assert (tree.body, tree.theme) == ("De l'ombre, enfin.", "Arbres")
    assert (tree.votes_for, tree.votes_against, tree.votes_mixed) == (12, 3, None)
    assert tree.contribution.received_at is not None
    assert tree.contribution.received_at.isoformat() == "2024-03-01T09:00:00+00:00"
    assert tree.contribution.channel == "imported"
    bench = Entry.objects.select_related("contribution").get(title="Garder les bancs")
    assert bench.contribution.received_at is not None
    assert bench.contribution.received_at.isoformat() == "2024-03-01T10:30:00+00:00"


def test_what_was_hidden_there_is_hidden_here(step: Step, proposals: Path, mapping: str) -> None:
    run(proposals, step, mapping)
    states = dict(Contribution.objects.order_by("pk").values_list("source_id", "state"))
    assert states == {
        "proposal:p1": "published",
        "proposal:p2": "published",
        "proposal:p3": "hidden",
    }
    hidden = Contribution.objects.get(source_id="proposal:p3")
    assert hidden.hidden_article
    assert hidden.hidden_reason


@pytest.mark.sqlite
def test_the_same_file_a_second_time_changes_nothing(
    step: Step, proposals: Path, mapping: str
) -> None:
    run(proposals, step, mapping)
    before = list(Contribution.objects.order_by("pk").values())
    said, _ = run(proposals, step, mapping)
    assert "Rien ne change" in said
    assert list(Contribution.objects.order_by("pk").values()) == before
    assert ImportBatch.objects.count() == 1


def test_one_wrong_line_and_nothing_is_taken(step: Step, tmp_path: Path, mapping: str) -> None:
    wrong = PROPOSALS + "p4;;;;;;pas une date;0\np1;Encore;lui;;;;2024-01-01;0\n"
    with pytest.raises(CommandError, match="Rien n’a été repris"):
        run(written(tmp_path, "faux.csv", wrong), step, mapping)
    assert (Contribution.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_each_error_names_its_line(step: Step, tmp_path: Path, mapping: str) -> None:
    text = (
        "id;titre;texte;theme;pour;contre;date;masquee\n"
        'p1;Deux lignes;"un\ndeux";;;;2024-01-01;0\n'
        "p2;;;;;;2024-01-01;0\n"
        "p3;Titre;;;beaucoup;;32/01/2024;peut-être\n"
        "p4;Trop peu de cases\n"
        "p1;Encore;;;;;2024-01-01;0\n"
    )
    complained = StringIO()
    with pytest.raises(CommandError):
        call_command(
            "import_contributions",
            str(written(tmp_path, "faux.csv", text)),
            consultation=str(step.consultation.pk),
            mapping=[mapping],
            stdout=StringIO(),
            stderr=complained,
        )
    lines = [line.split("\u00a0:")[0] for line in complained.getvalue().splitlines()]
    assert lines == ["Ligne 4", "Ligne 5", "Ligne 5", "Ligne 5", "Ligne 6", "Ligne 7"]


def test_a_preview_says_all_and_changes_nothing(step: Step, proposals: Path, mapping: str) -> None:
    said, _ = run(proposals, step, mapping, preview=True)
    assert "Planter des arbres" in said
    assert "Bancs 2" in said
    assert "Masquées à l’origine\u00a0: 1" in said
    assert Contribution.objects.count() == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_each_encoding(step: Step, tmp_path: Path, encoding: str) -> None:
    text = "id,texte\n1,L’été à Nîmes\n"
    run(written(tmp_path, "a.csv", text, encoding), step, "id=id", "body=texte")
    assert Entry.objects.get().body == "L’été à Nîmes"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_separator_is_recognised(step: Step, tmp_path: Path, separator: str) -> None:
    text = separator.join(["id", "texte"]) + "\n" + separator.join(["1", "Bonjour"]) + "\n"
    run(written(tmp_path, "a.csv", text), step, "id=id", "body=texte")
    assert Entry.objects.get().body == "Bonjour"


def test_answers_may_stand_before_what_they_answer(step: Step, tmp_path: Path) -> None:
    text = "id,sur,texte\n3,2,trois\n2,1,deux\n1,,un\n"
    run(written(tmp_path, "a.csv", text), step, "id=id", "parent=sur", "body=texte")
    depths = dict(Entry.objects.order_by("depth").values_list("body", "depth"))
    assert depths == {"un": 0, "deux": 1, "trois": 2}


def test_lines_that_answer_each_other_in_a_circle_are_refused(step: Step, tmp_path: Path) -> None:
    text = "id,sur,texte\n1,2,un\n2,1,deux\n"
    with pytest.raises(CommandError):
        run(written(tmp_path, "a.csv", text), step, "id=id", "parent=sur", "body=texte")
    assert Entry.objects.count() == 0


def test_two_platforms_in_one_file_are_not_confused(step: Step, tmp_path: Path) -> None:
    text = (
        "id,sur,adresse,texte\n"
        "7,,https://lille.example/d/1,À Lille\n"
        "7,,https://nancy.example/p/1,À Nancy\n"
        "8,7,https://nancy.example/p/1,Réponse à Nancy\n"
    )
    mapping = {
        "kind": "comment",
        "fields": {
            "id": "id",
            "parent": "sur",
            "body": "texte",
            "origin": {"column": "adresse", "host": True},
        },
    }
    path = written(tmp_path, "mapping.json", json.dumps(mapping))
    run(written(tmp_path, "a.csv", text), step, str(path))
    answer = Entry.objects.select_related("parent").get(body="Réponse à Nancy")
    assert answer.parent is not None
    assert answer.parent.body == "À Nancy"


def test_markup_is_taken_off_where_the_mapping_says_so(step: Step, tmp_path: Path) -> None:
    text = 'id,texte\n1,"<p>Un &amp; deux</p><script>alert(1)</script><p>trois</p>"\n'
    mapping = {"fields": {"id": "id", "body": {"column": "texte", "html": True}}}
    path = written(tmp_path, "mapping.json", json.dumps(mapping))
    run(written(tmp_path, "a.csv", text), step, str(path))
    assert Entry.objects.get().body == "Un & deux\ntrois"


@pytest.mark.parametrize(
    ("text", "mapping", "sentence"),
    [
        ("id,texte\n", ["id=id", "body=corps"], "Colonnes absentes"),
        ("id,texte\n", ["id=id", "couleur=texte"], "Champs inconnus"),
        ("id,texte\n", ["id=id"], "Dites au moins"),
        ("id,texte\n", ["id=id", "texte"], "champ=colonne"),
        ("id,id\n1,2\n", ["id=id", "body=id"], "même nom"),
        ("", ["id=id", "body=texte"], "vide"),
        ('id,texte\n1,"pas fermé\n', ["id=id", "body=texte"], "CSV régulier"),
    ],
)
def test_a_file_or_mapping_that_cannot_be_read_says_why(
    step: Step, tmp_path: Path, text: str, mapping: list[str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(written(tmp_path, "a.csv", text), step, *mapping)


def test_nothing_is_added_once_the_receipts_are_published(
    step: Step, proposals: Path, mapping: str
) -> None:
    make_closed(step.consultation)
    with pytest.raises(CommandError, match="La liste des reçus est publiée"):
        run(proposals, step, mapping)
    assert Contribution.objects.count() == 0


def test_one_journal_line_tells_of_a_whole_file(step: Step, proposals: Path, mapping: str) -> None:
    before = JournalEntry.objects.count()
    run(proposals, step, mapping)
    line = JournalEntry.objects.order_by("-pk").first()
    assert JournalEntry.objects.count() == before + 1
    assert line is not None
    assert (line.event, line.payload["row_count"]) == ("ContributionsImported", 3)
