"""Two real consultations, of a shape nobody here chose. Their files stay outside the project."""

import csv
import os
from collections import Counter
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from consultations.components.register.models import Entry
from consultations.models import Contribution, Step
from tests.factories import make_open_step

HERE = Path(__file__).resolve()
DATA = Path(os.environ.get("PARTICIPATION_SHARED_DATA") or HERE.parents[5] / "shared" / "data")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
    pytest.mark.skipif(
        not DATA.is_dir(),
        reason="the real sets are not here: set PARTICIPATION_SHARED_DATA to their folder",
    ),
]


@pytest.fixture
def step(db: None) -> Step:
    return make_open_step("register")


def take(step: Step, folder: str, file: str, mapping: str) -> str:
    said = StringIO()
    call_command(
        "import_contributions",
        str(DATA / folder / file),
        consultation=step.consultation.slug,
        mapping=[str(HERE.parent / "mappings" / f"{mapping}.json")],
        stdout=said,
    )
    return said.getvalue()


def take_republique_numerique(step: Step) -> None:
    for kind in ("propositions", "arguments"):
        take(step, "republique-numerique-fr", f"{kind}.csv", f"republique-numerique-{kind}")


def take_lille(step: Step) -> None:
    for kind in ("debates", "proposals", "comments"):
        take(step, "grand-debat-mel-decidim-fr", f"{kind}.csv", f"decidim-{kind}")


def kind_of(source_id: str) -> str:
    return source_id.rpartition("/")[2].partition(":")[0]


def test_republique_numerique_arrives_whole(step: Step) -> None:
    take_republique_numerique(step)
    ids = Contribution.objects.order_by("pk").values_list("source_id", flat=True)
    assert Counter(map(kind_of, ids)) == {"proposition": 386, "argument": 2262}
    entries = Entry.objects.order_by("pk")
    assert entries.filter(parent=None).count() == 386
    assert entries.filter(depth=1).count() == 2262
    assert entries.exclude(absent_parent="").count() == 0
    assert Counter(entries.values_list("stance", flat=True)) == {
        "": 386,
        "for": 1115,
        "against": 1147,
    }
    assert entries.filter(parent=None).values("theme").distinct().order_by("theme").count() == 9
    # two propositions were in the bin of the original site
    assert Contribution.objects.filter(state="hidden").count() == 2
    first = entries.get(contribution__source_id="proposition:o61")
    assert (first.votes_for, first.votes_against, first.votes_mixed) == (2237, 49, 161)


def test_republique_numerique_shows_on_pages(step: Step, client: Client) -> None:
    take_republique_numerique(step)
    page = client.get(step.get_absolute_url(), {"sort": "oldest"})
    assert page.context["page"].paginator.count == 384
    first = Entry.objects.select_related("contribution").get(
        contribution__source_id="proposition:o61"
    )
    first.contribution.step = step
    shown = client.get(step.component.public_url(first.contribution))
    answers = Entry.objects.filter(root=first).count()
    assert shown.context["page"].paginator.count == answers > 50
    found = client.get(step.get_absolute_url(), {"words": "donnees publiques", "stance": "against"})
    assert found.context["page"].paginator.count > 10


def test_lille_arrives_whole_and_nancy_is_not_mistaken_for_it(step: Step) -> None:
    """44 of the 737 comments of this export come from Nancy's site, with numbers of their own.

    42 numbers of comments are the same on both sites, and 19 of Nancy's comments would fall
    under a proposal of Lille that happens to have the number of the one they answer.
    """
    take_lille(step)
    rows = list(
        Entry.objects.order_by("pk").values_list(
            "contribution__source_id", "parent__contribution__source_id", "absent_parent", "depth"
        )
    )
    assert Counter(kind_of(row[0]) for row in rows) == {
        "debate": 29,
        "proposal": 196,
        "comment": 737,
    }
    comments = [row for row in rows if kind_of(row[0]) == "comment"]
    under = Counter(kind_of(parent) for _id, parent, _absent, _depth in comments if parent)
    assert under == {"debate": 545, "comment": 152}
    alone = [absent for _id, parent, absent, _depth in comments if not parent]
    assert len(alone) == 40
    assert {absent.partition("/")[0] for absent in alone} == {"participez.nancy.fr"}
    assert all(
        parent.partition("/")[0] == own.partition("/")[0]
        for own, parent, _absent, _depth in comments
        if parent
    )


def test_lille_keeps_the_depth_of_its_threads(step: Step) -> None:
    take_lille(step)
    path = DATA / "grand-debat-mel-decidim-fr" / "comments.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        told = {
            f"{urlsplit(row['root_url']).netloc}/comment:{row['id']}": int(row["depth"])
            for row in csv.DictReader(file)
        }
    comments = Entry.objects.filter(contribution__source_id__contains="/comment:")
    depths = dict(comments.order_by("pk").values_list("contribution__source_id", "depth"))
    # the file counts from the first comment, here from what is discussed, which Nancy's lack
    assert depths == {
        source_id: depth + source_id.startswith("participation.lille")
        for source_id, depth in told.items()
    }


def test_lille_shows_on_pages(step: Step, client: Client) -> None:
    take_lille(step)
    debate = Entry.objects.select_related("contribution").get(title__startswith="Faut-il reconn")
    debate.contribution.step = step
    shown = client.get(step.component.public_url(debate.contribution))
    assert shown.status_code == 200
    assert shown.context["page"].paginator.count == 75


def test_a_set_taken_twice_stays_as_it_is(step: Step) -> None:
    take_lille(step)
    said = take(step, "grand-debat-mel-decidim-fr", "comments.csv", "decidim-comments")
    assert "Rien ne change" in said
    assert Contribution.objects.count() == 29 + 196 + 737
