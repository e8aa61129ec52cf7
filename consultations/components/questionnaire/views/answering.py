"""Answering: the page of a question, its saving, and what happens when it cannot be taken."""

from dataclasses import replace
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.forms import AnswerForm, typed_in
from consultations.components.questionnaire.queries import Page, in_pages, walk
from consultations.components.questionnaire.questions import Typed, kind_of, mark_of
from consultations.components.questionnaire.questions.files import cleaned
from consultations.components.questionnaire.views.desk import (
    Desk,
    open_correction,
    open_desk,
    see_other,
)
from consultations.components.questionnaire.views.giving_back import hidden_fields, late, told
from consultations.deadlines import stamp
from consultations.errors import EditedElsewhere, Refused
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

CHECK = "verifier"  # the value of `retour` that leads back to the check
# High, because a town hall's visitors share one address, and each save is one.
NEW_DRAFTS = Limit("questionnaire-brouillons", times=600, seconds=3600)


@writes(everyone)
def question(request: HttpRequest, slug: str, step_id: int, key: str) -> HttpResponse:
    """One page of questions: shown as it was left, then kept, then on to the next."""
    return _question(open_desk(request, slug, step_id), key)


@writes(everyone)
def correction_question(
    request: HttpRequest, slug: str, step_id: int, *, code: str, secret: str, key: str
) -> HttpResponse:
    """The same page, for somebody who corrects what they sent."""
    return _question(open_correction(request, slug, step_id, code, secret), key)


@writes(everyone)
def autosave(request: HttpRequest, slug: str, step_id: int, key: str) -> HttpResponse:
    """Keep what is being typed, without judging it; asked for by the page's script."""
    return _autosave(open_desk(request, slug, step_id), key)


@writes(everyone)
def correction_autosave(
    request: HttpRequest, slug: str, step_id: int, *, code: str, secret: str, key: str
) -> HttpResponse:
    return _autosave(open_correction(request, slug, step_id, code, secret), key)


def _question(desk: Desk, key: str) -> HttpResponse:
    if desk.is_preview:
        return _preview(desk, key)
    page = desk.walk.page(key)
    if desk.request.method == "POST":
        return _take(desk, page) if page else see_other(desk.next_url)
    if page is None:  # an answer given since then hides this question
        return redirect(desk.next_url)
    if desk.timeliness is None:
        return redirect(_when_closed(desk))
    return _show(desk, page, _form(desk, page))


def _when_closed(desk: Desk) -> str:
    if desk.sent is not None:
        return desk.check_url
    return desk.url("late" if desk.sheet is not None else "start")


def _preview(desk: Desk, key: str) -> HttpResponse:
    """Let an officer try every question, those with conditions too; nothing is kept."""
    pages = in_pages(desk.questions, desk.layout)
    desk.walk = replace(walk(desk.questions, {}), pages=tuple(pages))
    page = desk.walk.page(key)
    if page is None:
        raise Http404
    if desk.request.method != "POST":
        return _show(desk, page, _form(desk, page))
    form = _form(desk, page, typed_in(desk.request.POST, page.questions, {}))
    if not form.is_valid():
        return _show(desk, page, form, status=422)
    after = desk.walk.after(page)
    return see_other(desk.url("question", after.key) if after else desk.url("start"))


def _form(desk: Desk, page: Page, typed: dict[str, Typed] | None = None) -> AnswerForm:
    """Make the form of a page: as it is kept, or bound to what was typed."""
    seed = desk.opened_at.isoformat()
    return AnswerForm(page.questions, kept=desk.kept, typed=typed, seed=seed, around=desk.around)


def _show(desk: Desk, page: Page, form: AnswerForm, status: int = 200) -> HttpResponse:
    return render(
        desk.request, "questionnaire/question.html", _context(desk, page, form), status=status
    )


def _context(desk: Desk, page: Page, form: AnswerForm) -> dict[str, object]:
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
        "opened": posted.get("opened") or stamp(desk.opened_at),
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


def _take(desk: Desk, page: Page) -> HttpResponse:
    """Keep the page whatever it holds; go on when it is well answered."""
    typed = typed_in(desk.request.POST, page.questions, desk.kept)
    if desk.timeliness is None:
        return late(desk, typed)
    if not _may_begin(desk):
        return _refused(
            desk, page, typed, _("Trop d’envois d’ici. Attendez un peu, puis réessayez.")
        )
    form = _form(desk, page, typed)
    if form.is_valid():
        typed = _settled(page, typed, form)
    try:
        desk.save(_writing(desk, typed))
    except EditedElsewhere as conflict:
        return _conflict(desk, page, typed, conflict)
    except Refused as refused:
        return _refused(desk, page, typed, str(refused.message))
    wrong_files = _keep_files(desk, page)
    form = _form(desk, page, _kept(desk, page))
    if not form.is_valid() or wrong_files:
        for key, error in wrong_files.items():
            form.errors.pop(key, None)
            form.add_error(key, error)
        return desk.remember(_show(desk, page, form, status=422))
    return desk.remember(see_other(_next(desk, page)))


def _may_begin(desk: Desk) -> bool:
    """Say whether this address may start one more draft; those begun always go on."""
    return desk.sheet is not None or NEW_DRAFTS.allows(address_of(desk.request))


def _settled(page: Page, typed: dict[str, Typed], form: AnswerForm) -> dict[str, Typed]:
    """Note which place was found for what was typed, so that it is not looked for again."""
    found = {
        asked.key: kind_of(asked).write(asked, form.cleaned_data[asked.key])
        for asked in page.questions
        if asked.kind == "commune" and form.cleaned_data[asked.key].is_answered
    }
    return {**typed, **found}


def _kept(desk: Desk, page: Page) -> dict[str, Typed]:
    return {asked.key: desk.kept.get(asked.key, {}) for asked in page.questions}


def _writing(desk: Desk, typed: dict[str, Typed]) -> actions.Writing:
    post = desk.request.POST
    pairs = [pair.partition(":") for pair in post.get("seen", "").split(",") if pair]
    return actions.Writing(
        typed=typed,
        token=post.get("token", "")[:40],
        seen={key: mark for key, _colon, mark in pairs} if "seen" in post else None,
        opened_at=desk.opened_at,
        is_chosen=post.get("choix") == "celle-ci",
    )


def _keep_files(desk: Desk, page: Page) -> dict[str, ValidationError]:
    """Clean and keep the files that came; give what is wrong with the others."""
    wrong = {}
    for asked in page.questions:
        upload = desk.request.FILES.get(f"q-{asked.key}-file")
        if asked.kind != "file" or upload is None or desk.sheet is None:
            continue
        try:
            actions.keep_file(desk.sheet, asked.key, cleaned(upload))
        except ValidationError as error:
            wrong[asked.key] = error
    desk.forget_reading()
    return wrong


def _next(desk: Desk, page: Page) -> str:
    if desk.request.POST.get("suite") == "plus-tard" and desk.sent is None:
        return desk.url("later")
    if desk.sent is not None or desk.request.GET.get("retour") == CHECK:
        return desk.next_url
    current = desk.walk.page(page.key)
    following = desk.walk.after(current) if current else desk.walk.first_unseen()
    return desk.url("question", following.key) if following else desk.check_url


def _refused(desk: Desk, page: Page, typed: dict[str, Typed], message: str) -> HttpResponse:
    form = _form(desk, page, typed)
    form.add_error(None, message)
    return _show(desk, page, form, status=409)


def _conflict(
    desk: Desk, page: Page, typed: dict[str, Typed], conflict: EditedElsewhere
) -> HttpResponse:
    """Show what was kept elsewhere beside what was typed here: the person chooses."""
    there = _form(desk, page, _kept(desk, page))
    here = _form(desk, page, typed)
    rows = [
        {
            "asked": asked,
            "there": told(asked.key, there),
            "here": told(asked.key, here),
        }
        for asked in page.questions
    ]
    context = {
        **_context(desk, page, here),
        "rows": rows,
        "message": conflict.message,
        "kept_fields": hidden_fields(typed),
        "title": _("Deux versions de votre réponse"),
    }
    return render(desk.request, "questionnaire/conflict.html", context, status=409)


def _autosave(desk: Desk, key: str) -> HttpResponse:
    page = desk.walk.page(key)
    if desk.request.method != "POST" or page is None or desk.is_preview:
        return HttpResponse(status=404)
    typed = typed_in(desk.request.POST, page.questions, desk.kept)
    if desk.sheet is None and not any(typed.values()):
        return HttpResponse(status=204)
    if desk.timeliness is None:
        return HttpResponse(status=410)
    if not _may_begin(desk):
        return HttpResponse(status=429)
    try:
        desk.save(_writing(desk, typed))
    except Refused:  # the page itself will say why, when it is sent
        return HttpResponse(status=409)
    return desk.remember(HttpResponse(status=204))
