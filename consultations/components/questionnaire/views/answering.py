"""Answering: a page of questions taken in, and what happens when it cannot be."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consultations.components.questionnaire.forms import typed_in
from consultations.components.questionnaire.queries import Page
from consultations.components.questionnaire.questions import Typed
from consultations.components.questionnaire.views.asking import (
    CHECK,
    form_of,
    page_context,
    preview,
    show_page,
)
from consultations.components.questionnaire.views.desk import Desk, see_other
from consultations.components.questionnaire.views.giving_back import hidden_fields, late, told
from consultations.components.questionnaire.views.keeping import (
    keep_files,
    kept_of,
    may_begin,
    settled,
    writing_of,
)
from consultations.components.questionnaire.views.opening import open_desk
from consultations.errors import EditedElsewhere, Refused
from participation.base.http import everyone, writes


@writes(everyone)
def question(
    request: HttpRequest, slug: str, step_id: int, key: str, code: str = "", secret: str = ""
) -> HttpResponse:
    """One page of questions: shown as it was left, then kept, then on to the next.

    With the code and the secret of a receipt, for somebody who corrects what they sent.
    """
    desk = open_desk(request, slug, step_id, code, secret)
    if desk.is_preview:
        return preview(desk, key)
    page = desk.walk.page(key)
    if desk.request.method == "POST":
        return _take(desk, page) if page else see_other(desk.next_url)
    if page is None:  # an answer given since then hides this question
        return redirect(desk.next_url)
    if desk.timeliness is None:
        return redirect(_when_closed(desk))
    return show_page(desk, page, form_of(desk, page))


def _when_closed(desk: Desk) -> str:
    if desk.sent is not None:
        return desk.check_url
    return desk.url("late" if desk.sheet is not None else "start")


def _take(desk: Desk, page: Page) -> HttpResponse:
    """Keep the page whatever it holds; go on when it is well answered."""
    typed = typed_in(desk.request.POST, page.questions, desk.kept)
    if desk.timeliness is None:
        return late(desk, typed)
    if not may_begin(desk):
        message = _("Trop d’envois d’ici. Attendez un peu, puis réessayez.")
        return _refused(desk, page, typed, message, status=429)
    form = form_of(desk, page, typed)
    if form.is_valid():
        typed = settled(page, typed, form)
    try:
        desk.save(writing_of(desk, typed))
    except EditedElsewhere as conflict:
        return _conflict(desk, page, typed, conflict)
    except Refused as refused:
        return _refused(desk, page, typed, str(refused.message))
    wrong_files = keep_files(desk, page)
    form = form_of(desk, page, kept_of(desk, page))
    if not form.is_valid() or wrong_files:
        for key, error in wrong_files.items():
            form.errors.pop(key, None)
            form.add_error(key, error)
        return desk.remember(show_page(desk, page, form, status=422))
    return desk.remember(see_other(_next(desk, page)))


def _next(desk: Desk, page: Page) -> str:
    if desk.request.POST.get("suite") == "plus-tard" and desk.sent is None:
        return desk.url("later")
    if desk.sent is not None or desk.request.GET.get("retour") == CHECK:
        return desk.next_url
    current = desk.walk.page(page.key)
    following = desk.walk.after(current) if current else desk.walk.first_unseen()
    return desk.url("question", following.key) if following else desk.check_url


def _refused(
    desk: Desk, page: Page, typed: dict[str, Typed], message: str, status: int = 409
) -> HttpResponse:
    form = form_of(desk, page, typed)
    form.add_error(None, message)
    return show_page(desk, page, form, status)


def _conflict(
    desk: Desk, page: Page, typed: dict[str, Typed], conflict: EditedElsewhere
) -> HttpResponse:
    """Show what was kept elsewhere beside what was typed here: the person chooses."""
    there = form_of(desk, page, kept_of(desk, page))
    here = form_of(desk, page, typed)
    rows = [
        {
            "asked": asked,
            "there": told(asked.key, there),
            "here": told(asked.key, here),
        }
        for asked in page.questions
    ]
    context = {
        **page_context(desk, page, here),
        "rows": rows,
        "message": conflict.message,
        "kept_fields": hidden_fields(typed),
        "title": _("Deux versions de votre réponse"),
    }
    return render(desk.request, "questionnaire/conflict.html", context, status=409)
