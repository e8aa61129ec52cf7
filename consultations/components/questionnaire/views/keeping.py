"""Keeping what a page of questions sends, well answered or not."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.forms import AnswerForm, typed_in
from consultations.components.questionnaire.queries import Page
from consultations.components.questionnaire.questions import Typed, kind_of
from consultations.components.questionnaire.questions.files import ADMITTED
from consultations.components.questionnaire.views.desk import Desk
from consultations.components.questionnaire.views.opening import open_desk
from consultations.errors import EditedElsewhere, Refused
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of
from participation.base.uploads import cleaned

# High, because a town hall's visitors share one address, and each save is one.
NEW_DRAFTS = Limit("questionnaire-brouillons", times=600, seconds=3600)


@writes(everyone)
def autosave(
    request: HttpRequest, slug: str, step_id: int, key: str, code: str = "", secret: str = ""
) -> HttpResponse:
    """Keep what is being typed, without judging it; asked for by the page's script.

    Answers 204 kept, 409 changed elsewhere, 410 too late, 422 refused, 429 too many from here.
    """
    desk = open_desk(request, slug, step_id, code, secret)
    page = desk.walk.page(key)
    if desk.request.method != "POST" or page is None or desk.is_preview:
        return HttpResponse(status=404)
    typed = typed_in(desk.request.POST, page.questions, desk.kept)
    if desk.sheet is None and not any(typed.values()):
        return HttpResponse(status=204)
    if desk.timeliness is None:
        return HttpResponse(status=410)
    if not may_begin(desk):
        return HttpResponse(status=429)
    try:
        desk.save(writing_of(desk, typed))
    except EditedElsewhere:
        return HttpResponse(status=409)
    except Refused:  # the page itself will say why, when it is sent
        return HttpResponse(status=422)
    return desk.remember(HttpResponse(status=204))


def may_begin(desk: Desk) -> bool:
    """Say whether this address may start one more draft; those begun always go on."""
    return desk.sheet is not None or NEW_DRAFTS.allows(address_of(desk.request))


def settled(page: Page, typed: dict[str, Typed], form: AnswerForm) -> dict[str, Typed]:
    """Note which place was found for what was typed, so that it is not looked for again."""
    found = {
        asked.key: kind_of(asked).write(asked, form.cleaned_data[asked.key])
        for asked in page.questions
        if asked.kind == "commune" and form.cleaned_data[asked.key].is_answered
    }
    return {**typed, **found}


def kept_of(desk: Desk, page: Page) -> dict[str, Typed]:
    """Give what is kept of the questions of a page, a blank one as well."""
    return {asked.key: desk.kept.get(asked.key, {}) for asked in page.questions}


def writing_of(desk: Desk, typed: dict[str, Typed]) -> actions.Writing:
    """Join what was typed to what the page says of itself: its name, and what it had shown."""
    post = desk.request.POST
    pairs = [pair.partition(":") for pair in post.get("seen", "").split(",") if pair]
    return actions.Writing(
        typed=typed,
        token=post.get("token", "")[:40],
        seen={key: mark for key, _colon, mark in pairs} if "seen" in post else None,
        opened_at=desk.opened_at,
        is_chosen=post.get("choix") == "celle-ci",
    )


def keep_files(desk: Desk, page: Page) -> dict[str, ValidationError]:
    """Clean and keep the files that came; give what is wrong with the others."""
    wrong = {}
    for asked in page.questions:
        upload = desk.request.FILES.get(f"q-{asked.key}-file")
        if asked.kind != "file" or upload is None or desk.sheet is None:
            continue
        try:
            actions.keep_file(desk.sheet, asked.key, cleaned(upload, ADMITTED))
        except ValidationError as error:
            wrong[asked.key] = error
    desk.forget_reading()
    return wrong
