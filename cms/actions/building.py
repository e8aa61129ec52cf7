"""Building the site that a fresh installation starts with."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from cms.models import BodyIndexPage, ConsultationIndexPage, HomePage, NewsIndexPage, TextPage

DEFAULTS = Path(__file__).resolve().parent.parent / "defaults" / "pages.json"


@transaction.atomic
def build_site() -> HomePage:
    """Make the home page, the lists and the texts that a site owes; what exists is left alone.

    The texts are honest defaults (`cms/defaults/pages.json`): not audited, therefore not
    conforming. Running it again changes nothing.
    """
    home = HomePage.objects.first() or _make_home()
    for index, slug, title in (
        (ConsultationIndexPage, "demarches", _("Démarches")),
        (BodyIndexPage, "organismes", _("Organismes")),
        (NewsIndexPage, "actualites", _("Actualités")),
    ):
        if not index.objects.exists():
            home.add_child(instance=index(slug=slug, title=title))
    for text in json.loads(DEFAULTS.read_text(encoding="utf-8")):
        _make_text(home, text)
    return home


def _make_home() -> HomePage:
    """Take the place of Wagtail's welcome page under the root, and of its site."""
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=_locale())
    )
    Page.objects.child_of(root).filter(slug="home").exact_type(Page).delete()
    root = Page.objects.get(pk=root.pk)
    home = HomePage(
        title=settings.SITE_NAME,
        slug="accueil",
        locale=_locale(),
        lede=_(
            "Dites ce que vous pensez des décisions prises près de chez vous. "
            "Puis lisez ce qui en a été fait, et pourquoi."
        ),
    )
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": "localhost", "site_name": settings.SITE_NAME},
    )
    return home


def _locale() -> Locale:
    return Locale.objects.get_or_create(language_code="fr")[0]


def _make_text(home: HomePage, text: dict[str, Any]) -> None:
    home.refresh_from_db()
    if Page.objects.child_of(home).filter(slug=text["slug"]).exists():
        return
    body: list[dict[str, str]] = []
    for section in text["sections"]:
        body += [
            {"type": "heading", "value": section["title"]},
            {"type": "text", "value": _paragraphs(section["text"])},
        ]
    page = TextPage(title=text["title"], slug=text["slug"], lede=text["lede"])
    page.body = json.dumps(body)
    home.add_child(instance=page)


def _paragraphs(sentences: list[str]) -> str:
    return format_html_join("", "<p>{}</p>", ((sentence,) for sentence in sentences))
