"""The page of a question, as it is shown: to answer, to correct, or to try out."""

from dataclasses import replace
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render

from consultations.components.questionnaire.forms import AnswerForm, typed_in
from consultations.components.questionnaire.queries import Page, in_pages, walk
from consultations.components.questionnaire.questions import Typed, mark_of
from consultations.components.questionnaire.views.desk import Desk, see_other
from consultations.deadlines import stamp

CHECK = "verifier"  # the value of `retour` that leads back to the check


def form_of(desk: Desk, page: Page, typed: dict[str, Typed] | None = None) -> AnswerForm:
    """Make the form of a page: as it is kept, or bound to what was typed."""
    seed = desk.opened_at.isoformat()
    return AnswerForm(page.questions, kept=desk.kept, typed=typed, seed=seed, around=desk.around)


def show_page(desk: Desk, page: Page, form: AnswerForm, status: int = 200) -> HttpResponse:
    """Answer with a page and its form, which tells what is wrong if it was bound."""
    return render(
        desk.request, "questionnaire/question.html", page_context(desk, page, form), status=status
    )


def page_context(desk: Desk, page: Page, form: AnswerForm) -> dict[str, object]:
    """Give what `questionnaire/question.html` shows: the form, where one stands, the way back."""
    before, pages = desk.walk.before(page), desk.walk.pages
    back_to_check = desk.sent is not None or desk.request.GET.get("retour") == CHECK
    first = page.questions[0]
    is_first_of_section = before is None or before.questions[0].section_id != first.section_id
    posted = desk.request.POST
    return {
        "desk": desk,
        "step": desk.step,
        "page": page,
        "form": form,
        "section": first.section,
        "section_intro": first.section_intro if is_first_of_section else "",
        "number": pages.index(page) + 1,
        "total": len(pages) if desk.walk.is_settled_from(page, desk.questions) else 0,
        "back_url": _back(desk, before, back_to_check),
        "back_to_check": back_to_check,
        "token": posted.get("token") or uuid4().hex,
        "seen": _seen_marks(desk, page),
        "opened": posted.get("opened") or stamp(desk.step, desk.opened_at),
        "autosave_url": "" if desk.is_preview else desk.url("autosave", page.key),
        "has_file": any(asked.kind == "file" for asked in page.questions),
    }


def _seen_marks(desk: Desk, page: Page) -> str:
    marks = (f"{asked.key}:{mark_of(desk.kept.get(asked.key, {}))}" for asked in page.questions)
    return ",".join(marks)


def _back(desk: Desk, before: Page | None, back_to_check: bool) -> str:
    if back_to_check:
        return desk.check_url
    return desk.url("question", before.key) if before else desk.url("start")


def preview(desk: Desk, key: str) -> HttpResponse:
    """Let an officer try every question, those with conditions too; nothing is kept."""
    pages = in_pages(desk.questions, desk.layout)
    desk.walk = replace(walk(desk.questions, {}), pages=tuple(pages))
    page = desk.walk.page(key)
    if page is None:
        raise Http404
    if desk.request.method != "POST":
        return show_page(desk, page, form_of(desk, page))
    form = form_of(desk, page, typed_in(desk.request.POST, page.questions, {}))
    if not form.is_valid():
        return show_page(desk, page, form, status=422)
    after = desk.walk.after(page)
    return see_other(desk.url("question", after.key) if after else desk.url("start"))
