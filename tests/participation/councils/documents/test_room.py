"""What the home and the search of a space are told of documents."""

from datetime import timedelta

from participation.accounts.models import Account
from participation.base.clock import living_at, now
from participation.councils.documents.actions import add_version, withdraw_version
from participation.councils.documents.room import room
from participation.councils.models import Council
from participation.councils.space import enter
from tests.participation.councils.documents.making import clean, make_document, upload


def test_news_are_what_others_added_since(
    council: Council, councillor: Account, coordinator: Account
) -> None:
    start = now() - timedelta(days=3)
    with living_at(start - timedelta(days=1)):
        old = make_document(council, actor=coordinator, title="Ancien")
    with living_at(start + timedelta(days=1)):
        make_document(council, actor=coordinator, title="Nouveau")
        make_document(council, actor=councillor, title="À moi")
    add_version(old, actor=coordinator, upload=clean(upload("Neuf.")))
    news = list(room.news(enter(councillor, council.slug), start))
    assert [(told.text, told.by) for told in news] == [
        ("Ancien\u00a0: version 2", "Yasmina"),
        ("Nouveau document\u00a0: Nouveau", "Yasmina"),
    ]
    assert news[0].url == old.get_absolute_url()


def test_a_search_finds_titles_files_and_notes(council: Council, councillor: Account) -> None:
    made = make_document(council, title="Été au parc")
    add_version(made, actor=councillor, upload=clean(upload("2", "Plan.txt")), note="Une école")
    space = enter(councillor, council.slug)
    for words in (["ete"], ["plan", "parc"], ["ecole"]):
        [found] = room.find(space, words)
        assert (found.title, found.excerpt) == ("Été au parc", "Plan.txt – Une école")
    assert list(room.find(space, ["mairie"])) == []
    for version in made.versions.order_by("number"):
        withdraw_version(version, actor=councillor, reason="Une erreur")
    [found] = room.find(space, ["ete"])
    assert "toutes ses versions ont été retirées" in found.excerpt
