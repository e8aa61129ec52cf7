"""What councils share with everyone: good practices, documents of method, useful links, dates."""

from datetime import timedelta
from http import HTTPStatus

from django.core.files.uploadedfile import SimpleUploadedFile

from cms.demo.cast import Cast
from cms.demo.councils.papers import pdf
from cms.demo.reading import Calendar, Told, read
from participation.accounts.models import Account
from participation.base.clock import living_at
from participation.base.uploads import cleaned
from participation.councils.library.actions import calendar as dates
from participation.councils.library.actions import guides, links, practices
from participation.councils.library.choices import FILES
from participation.councils.library.models import CalendarDate, GoodPractice, Guide, UsefulLink
from participation.councils.models import Council

LAST_CHECK = -5  # the day when links were last asked
TOLD = ("category", "title", "story", "cost", "duration", "limits", "again")
DESCRIBED = ("title", "summary", "theme", "organisation", "language")
SAID = ("title", "scope", "place", "organiser", "description")


def share(calendar: Calendar, administrator: Account) -> None:
    """Publish the good practices and documents of the file, and list its links; once."""
    told = read("councils/library")
    if not GoodPractice.objects.exists():
        filed: dict[str, GoodPractice] = {}
        for row in told["practices"]:
            with living_at(calendar.at(row["day"], 10)):
                practice = practices.write_practice(
                    Council.objects.get(slug=row["council"]),
                    actor=None,
                    original=filed.get(row.get("follows", "")),
                    **{name: row[name] for name in TOLD},
                )
                practices.propose_practice(practice, actor=None)
                if not row.get("waits"):
                    practice = practices.publish_practice(practice, actor=administrator)
            filed[row["key"]] = practice
    if not UsefulLink.objects.exists():
        _list_links(told["links"], calendar, administrator)
    if not Guide.objects.exists():
        _file_guides(told["guides"], calendar, administrator)


def _list_links(rows: list[Told], calendar: Calendar, administrator: Account) -> None:
    """List links, each asked since: those that answer, and one that does not any more."""
    for row in rows:
        with living_at(calendar.at(row["day"], 10)):
            fields = {name: row[name] for name in ("title", "url", "note", "organisation")}
            link = links.write_link(actor=administrator, **fields)
        for day in row.get("fails", [LAST_CHECK]):
            with living_at(calendar.at(day, 4)):
                links.note_check(link, None if "fails" in row else HTTPStatus.OK)


def _file_guides(rows: list[Told], calendar: Calendar, administrator: Account) -> None:
    """File documents of method: those of administrators, and those that councils proposed."""
    filed: dict[str, Guide] = {}
    for row in rows:
        with living_at(calendar.at(row["day"], 10)):
            council = Council.objects.filter(slug=row.get("council", "")).first()
            guide = guides.write_guide(
                actor=None if council else administrator,
                council=council,
                content=_content(row),
                dated_on=calendar.at(row["day"] - 10).date(),
                simplifies=filed.get(row.get("simplifies", "")),
                **{name: row[name] for name in DESCRIBED},
            )
            if council:
                guides.propose_guide(guide, actor=None)
            if council and not row.get("waits"):
                guide = guides.publish_guide(guide, actor=administrator)
        filed[row["key"]] = guide


def _content(row: Told) -> guides.Content:
    """Give the text of a document, as it is or on one page of PDF."""
    lines = row["text"]
    if not row.get("pdf"):
        return guides.Content(text="\n\n".join(lines))
    file = SimpleUploadedFile(f"{row['pdf']}.pdf", pdf(row["title"], lines), "application/pdf")
    return guides.Content(upload=cleaned(file, FILES), pages=1)


def announce_dates(cast: Cast, calendar: Calendar, administrator: Account) -> None:
    """Put dates on the public calendar; one is postponed, one cancelled."""
    if CalendarDate.objects.exists():
        return
    for row in read("councils/dates"):
        starts_at = calendar.at(row["starts"], row["hour"])
        length = timedelta(hours=row["hours"])
        with living_at(calendar.at(row["day"], 10)):
            date = dates.announce_date(
                actor=administrator,
                starts_at=starts_at,
                ends_at=starts_at + length,
                territory=cast.territories.get(row.get("territory", "")),
                **{name: row[name] for name in SAID},
            )
        if "postponed" in row:
            later = calendar.at(row["postponed"], row["hour"])
            with living_at(calendar.at(row["day"] + 2, 10)):
                dates.postpone_date(
                    date,
                    starts_at=later,
                    ends_at=later + length,
                    reason=row["reason"],
                    actor=administrator,
                )
        if row.get("cancelled"):
            with living_at(calendar.at(row["day"] + 2, 10)):
                dates.cancel_date(date, reason=row["reason"], actor=administrator)
