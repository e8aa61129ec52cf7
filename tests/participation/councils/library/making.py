"""Things of the library in tests, made by the actions of the site."""

import io
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from participation.base.clock import now
from participation.base.uploads import cleaned
from participation.councils.library import actions
from participation.councils.library.choices import FILES, Category, Scope, Theme
from participation.councils.library.models import CalendarDate, GoodPractice, Guide, UsefulLink
from participation.councils.models import Council
from tests.factories import make_council

_numbers = count(1)


def told(**fields: Any) -> dict[str, Any]:
    """Give what one types of a good practice."""
    return {
        "category": Category.GATHER_VOICES,
        "title": f"Le triporteur n° {next(_numbers)}",
        "story": "Nous allons au-devant des habitants avec un triporteur.",
        "cost": "400 euros",
        "duration": "Trois mois",
        "limits": "La pluie.",
        "again": "Le faire au printemps.",
        **fields,
    }


def make_practice(council: Council | None = None, **fields: Any) -> GoodPractice:
    """File a draft."""
    author = fields.pop("actor", None)
    return actions.write_practice(council or make_council(), actor=author, **told(**fields))


def make_published(council: Council | None = None, **fields: Any) -> GoodPractice:
    """File, propose and publish one."""
    practice = make_practice(council, **fields)
    actions.propose_practice(practice, actor=None)
    return actions.publish_practice(practice, actor=None)


def picture(name: str = "fete.png") -> SimpleUploadedFile:
    """Give a small picture as a browser sends it."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "#336699").save(content, format="PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def paper(name: str = "guide.pdf", content: bytes = b"%PDF-1.4 Un guide") -> SimpleUploadedFile:
    """Give a small PDF as a browser sends it."""
    return SimpleUploadedFile(name, content, "application/pdf")


def content_of(text: str = "", **file: Any) -> actions.Content:
    """Give what a version says: this text, or else a file of four pages."""
    if text:
        return actions.Content(text=text)
    return actions.Content(upload=cleaned(paper(**file), FILES), pages=4)


def described(**fields: Any) -> dict[str, Any]:
    """Give what one says of a document of method."""
    return {
        "title": f"Tenir une réunion n° {next(_numbers)}",
        "summary": "Pour que chacun parle, et que l’on finisse à l’heure.",
        "theme": Theme.MEET,
        "organisation": "Le réseau des conseils",
        "dated_on": date(2026, 3, 4),
        "language": "fr",
        "simplifies": None,
        **fields,
    }


def make_guide(council: Council | None = None, **fields: Any) -> Guide:
    """File one: a draft of a council, or one that the administrators publish."""
    author, content = fields.pop("actor", None), fields.pop("content", None)
    return actions.write_guide(
        actor=author, council=council, content=content or content_of(), **described(**fields)
    )


def make_published_guide(council: Council, **fields: Any) -> Guide:
    """File, propose and publish one of a council."""
    guide = actions.propose_guide(make_guide(council, **fields), actor=None)
    return actions.publish_guide(guide, actor=None)


def make_link(**fields: Any) -> UsefulLink:
    """Add a link."""
    number = next(_numbers)
    defaults = {
        "title": f"Un site n° {number}",
        "url": f"https://site-{number}.example.org/",
        "note": "Pour comprendre.",
        "organisation": "La préfecture",
    }
    actor = fields.pop("actor", None)
    return actions.write_link(actor=actor, **{**defaults, **fields})


def make_date(**fields: Any) -> CalendarDate:
    """Announce a national date, in ten days."""
    starts_at = fields.pop("starts_at", None) or now() + timedelta(days=10)
    defaults = {
        "title": f"La rencontre n° {next(_numbers)}",
        "scope": Scope.NATIONAL,
        "ends_at": starts_at + timedelta(hours=3),
        "organiser": "La coordination",
        "place": "Salle des fêtes",
    }
    actor = fields.pop("actor", None)
    return actions.announce_date(actor=actor, starts_at=starts_at, **{**defaults, **fields})
