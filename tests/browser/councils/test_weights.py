"""A council that has lived for years stays light: each first visit keeps the budget of the site."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page

from participation.accounts.models import Account
from participation.base.clock import start_of_day
from participation.base.text import folded
from participation.councils.choices import Way
from participation.councils.documents.choices import DocumentType
from participation.councils.documents.models import Document, DocumentVersion, Folder
from participation.councils.models import Council, Coverage, Membership
from participation.councils.threads.models import Message, Thread
from participation.territories.models import Territory
from tests.browser.conftest import Visit
from tests.browser.councils.entering import enter_as
from tests.browser.support import budget
from tests.factories import make_framework, make_territory
from tests.participation.councils.threads.making import make_thread

WORDS = "Le banc devant le 10 est cassé depuis la fin de l’été. On l’a dit deux fois à la mairie. "
PAGES = ["", "discussions/", "documents/", "documents/dossiers/{folder}/", "membres/"]
COOKIES = 2  # of who is signed in: the session, and the token of forms


@pytest.fixture
def busy(site: str, council: Council, councillor: Account) -> Council:
    """A council of 120 members, with 300 files, and 200 messages in one discussion of sixty."""
    college = council.framework.colleges.order_by("rank")[0]
    Membership.objects.bulk_create(
        Membership(
            council=council,
            name=f"Habitante {number}",
            college=college,
            way=Way.VOLUNTEER,
            starts_on=council.today,
            starts_at=start_of_day(council.today, council.zone),
            is_named_publicly=True,
        )
        for number in range(120)
    )
    Thread.objects.bulk_create(
        Thread(council=council, title=f"Le banc n° {one}", key=uuid4()) for one in range(59)
    )
    _talk(make_thread(council, councillor), councillor)
    _file(council)
    return council


def _talk(thread: Thread, author: Account) -> None:
    Message.objects.bulk_create(
        Message(
            thread=thread,
            number=number,
            author=author,
            text=WORDS * 3,
            search_text=folded(WORDS),
            key=uuid4(),
        )
        for number in range(2, 201)
    )
    Thread.objects.filter(pk=thread.pk).update(last_number=200)


def _file(council: Council) -> None:
    """Half of the files at the top, half in one folder."""
    folder = Folder.objects.create(council=council, name="Bancs", search_name="bancs")
    documents = Document.objects.bulk_create(
        Document(
            council=council,
            folder=folder if number % 2 else None,
            title=f"Relevé des bancs, semaine {number}",
            search_title=f"releve des bancs, semaine {number}",
            doc_type=DocumentType.OTHER,
        )
        for number in range(300)
    )
    DocumentVersion.objects.bulk_create(
        DocumentVersion(
            document=document,
            number=1,
            file=f"bancs-{document.pk}.txt",
            name=f"bancs-{document.pk}.txt",
            size=1200,
            sha256="0" * 64,
            content_type="text/plain",
            search_text="bancs",
        )
        for document in documents
    )


def test_the_space_of_a_busy_council_stays_light(
    visit: Visit, busy: Council, councillor: Account, site: str
) -> None:
    folder = Folder.objects.get()
    thread = Thread.objects.get(last_number=200)
    addresses = [busy.space_url + page.format(folder=folder.pk) for page in PAGES]
    for address in (*addresses, thread.get_absolute_url(), f"{thread.get_absolute_url()}?page=1"):
        page: Page = visit()
        enter_as(page, councillor, site)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        budget(page, cookies=COOKIES)


@pytest.mark.parametrize("number", [40, 1500])
def test_the_finder_stays_light(desktop: Page, site: str, number: int) -> None:
    _found(number)
    for address in ("/conseils/", "/conseils/?q=conseil", "/conseils/?departement=0A"):
        desktop.goto(address)
        budget(desktop)


def _found(number: int) -> None:
    """Make councils, each with a neighbourhood of its own, in ten communes of a department."""
    department = make_territory("Sorane", kind=Territory.Kind.DEPARTMENT, code="0A")
    communes = [make_territory(f"Saint-Ormel {one}", parent=department) for one in range(10)]
    rows = [
        Territory(
            kind=Territory.Kind.PRIORITY_NEIGHBOURHOOD,
            code=f"QN{one:06}",
            name=f"Les Tilleuls {one}",
            vintage=2026,
            parent=communes[one % 10],
        )
        for one in range(number)
    ]
    for row in rows:
        row.derive()
    quarters = Territory.objects.bulk_create(rows)
    framework = make_framework()
    councils = Council.objects.bulk_create(
        Council(
            name=f"Conseil citoyen des Tilleuls {one}",
            slug=f"tilleuls-{one}",
            search_name=f"conseil citoyen des tilleuls {one}",
            framework=framework,
            commune=quarter.parent,
            body_type="citizens_council",
            summary="Des habitants qui parlent du quartier, et qui le changent un peu.",
        )
        for one, quarter in enumerate(quarters)
    )
    Coverage.objects.bulk_create(
        Coverage(council=council, territory=quarter)
        for council, quarter in zip(councils, quarters, strict=True)
    )
