"""The pages of the demonstration: texts, sections, consultations and news, written once."""

import csv
import io
import json

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import format_html
from wagtail.models import Page

from cms import actions
from cms.demo.blocks import body, paragraphs, sections
from cms.demo.cast import Cast
from cms.demo.reading import Calendar, Told, read
from cms.demo.survey import centres
from cms.models import Attachment, HomePage, NewsPage, TextPage
from consultations.models import Consultation


def open_sections(cast: Cast) -> None:
    """Open the site and a section for each public body, with its officers in it."""
    actions.build_site()
    for told in read("bodies"):
        section = actions.open_section(cast.bodies[told["slug"]])
        actions.admit_officer(cast.officer_of(told["slug"]), section.public_body)
        if section.page.latest_revision is None:
            text = paragraphs(told["presentation"])
            section.page.body = json.dumps([{"type": "text", "value": text}])
            _publish(section.page)


@transaction.atomic
def write_texts() -> None:
    """Put the texts of the demonstration on the pages that nobody has edited yet."""
    home = HomePage.objects.get()
    for told in read("pages"):
        page = TextPage.objects.child_of(home).filter(slug=told["path"]).first()
        if page is None:
            page = TextPage(slug=told["path"], title=told["title"])
            home.refresh_from_db()
            home.add_child(instance=page)
        if page.latest_revision is None:
            page.title = page.draft_title = told["title"]
            page.lede, page.body = told["intro"], sections(told["sections"])
            _publish(page)


@transaction.atomic
def write_consultation(consultation: Consultation, told: Told, calendar: Calendar) -> None:
    """Write the page of a consultation and publish it; a page that has words keeps them."""
    page = actions.make_page(consultation, actor=None).get_latest_revision_as_object()
    if page.body:
        return
    parts = [*_testimonies(consultation, told), *told["page"], *_documents(consultation, told)]
    page.body = body(parts, calendar)
    if consultation.is_draft:
        page.save_revision(clean=False)
    else:
        _publish(page)


@transaction.atomic
def write_news(cast: Cast, calendar: Calendar) -> None:
    """Publish the news of each public body in its section."""
    for told in read("news"):
        parent = actions.open_section(cast.bodies[told["body"]]).page
        if Page.objects.child_of(parent).filter(slug=told["slug"]).exists():
            continue
        parent.refresh_from_db()
        page = NewsPage(
            title=told["title"],
            slug=told["slug"],
            lede=told["intro"],
            day=calendar.day(told["day"]),
            theme=cast.themes[told["theme"]],
            body=json.dumps([{"type": "text", "value": _news_text(told)}]),
        )
        parent.add_child(instance=page)
        _publish(page)


def _news_text(told: Told) -> str:
    text = paragraphs(told["body_text"])
    if not told["consultation"]:
        return text
    address = f"/demarches/{told['consultation']}/"
    return f'{text}<p><a href="{address}">Lire la page de la démarche</a></p>'


def _publish(page: Page) -> None:
    page.save_revision(clean=False).publish(skip_permission_checks=True)


def _testimonies(consultation: Consultation, told: Told) -> list[Told]:
    """Give a link to the testimonies, where some were gathered."""
    if not told.get("answers", {}).get("testimonies"):
        return []
    step = consultation.steps.get(kind="register")
    number = step.contributions.counted().count()
    link = format_html(
        '<p><a href="{}">Lire les {} témoignages</a></p>', step.get_absolute_url(), number
    )
    return [{"type": "html", "value": link}]


def _documents(consultation: Consultation, told: Told) -> list[Told]:
    """Give the list of the centres to the survey's page, as a document to download."""
    if not told.get("answers", {}).get("survey"):
        return []
    collection = actions.open_section(consultation.public_body).collection
    document = Attachment(title="Les 238 centres interrogés (CSV)", collection=collection)
    document.file.save("centres-sociaux.csv", ContentFile(_centres_csv()), save=True)
    summary = "Nom, nature, commune et situation de chaque centre : a répondu, ou non."
    value = {"document": document.pk, "summary": summary.replace(" :", "\u00a0:")}
    return [{"type": "document", "value": value}]


def _centres_csv() -> bytes:
    lines = io.StringIO()
    table = csv.writer(lines, delimiter=";")
    table.writerow(["Nom", "Nature", "Commune", "A répondu"])
    for centre in centres():
        answered = "oui" if centre.has_answered else "non"
        table.writerow([centre.name, centre.kind, centre.place, answered])
    return lines.getvalue().encode("utf-8-sig")
