"""Where one person answers: their draft or their correction, found by cookie, account or secret."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from consultations.components.questionnaire import actions
from consultations.components.questionnaire.models import AnswerSheet, Version
from consultations.components.questionnaire.queries import (
    Walk,
    asked_questions,
    files_of,
    typed_from_answers,
    walk,
)
from consultations.components.questionnaire.questions import Asked, Surroundings, Typed
from consultations.deadlines import judge, read_stamp
from consultations.models import Anonymity, Contribution, Step, Timeliness
from participation.base.clock import arrival, now
from participation.base.codes import secret
from participation.base.http import DRAFT_COOKIE

COOKIE_LASTS = 60 * 24 * 3600
SENT = "envoye."  # what the cookie says once the answers are gone: `envoye.<code>`


@dataclass
class Desk:
    """One person in front of one questionnaire.

    `sheet` is None before anything is kept. `sent` is the contribution being corrected, if any,
    and `sent_secret` the secret half of its receipt.
    """

    request: HttpRequest
    step: Step
    version: Version
    sheet: AnswerSheet | None = None
    draft_secret: str = ""
    sent: Contribution | None = None
    sent_secret: str = ""

    @cached_property
    def questions(self) -> list[Asked]:
        return asked_questions(self.version)

    @property
    def layout(self) -> str:
        return self.version.questionnaire.layout

    @cached_property
    def kept(self) -> dict[str, Typed]:
        """What is kept of the person's fields, valid or not."""
        if self.sheet is None:
            return {}
        if self.sent is not None and not self.sheet.typed:
            return typed_from_answers(self.sheet, self.questions)
        return dict(self.sheet.typed)

    @property
    def has_correction(self) -> bool:
        return self.sent is not None and self.sheet is not None and bool(self.sheet.typed)

    @cached_property
    def around(self) -> Surroundings:
        return files_of(self.sheet)

    @cached_property
    def walk(self) -> Walk:
        return walk(self.questions, self.kept, layout=self.layout, around=self.around)

    def forget_reading(self) -> None:
        """Read the path again: what is kept has changed."""
        for name in ("kept", "around", "walk"):
            self.__dict__.pop(name, None)

    @cached_property
    def opened_at(self) -> datetime:
        """When the person first saw a question: kept with the draft, or signed in the form."""
        if self.sheet is not None and self.sheet.opened_at is not None:
            return self.sheet.opened_at
        return read_stamp(self.step, self.request.POST.get("opened", "")) or now()

    @property
    def timeliness(self) -> Timeliness | None:
        """How a form that arrives with this request is received; None when it is too late."""
        if self.sent is not None:
            return Timeliness.IN_TIME if self.step.is_open_at(arrival(self.request)) else None
        opened = self.opened_at
        return judge(self.step, arrived_at=arrival(self.request), opened_at=opened)

    @property
    def is_preview(self) -> bool:
        """Whether an officer tries the questions out before the consultation is public."""
        return self.step.consultation.is_draft

    @property
    def owner(self) -> Any:
        """The account that owns the draft, if the person is signed in and it may be told."""
        person = self.request.user
        if self.step.consultation.anonymity == Anonymity.ANONYMOUS or not person.is_authenticated:
            return None
        return person

    @property
    def cookie(self) -> str:
        return f"{DRAFT_COOKIE}{self.step.pk}"

    def url(self, name: str, *args: Any) -> str:
        """Give a page of this questionnaire; of the correction when there is one."""
        place = [self.step.consultation.slug, self.step.pk]
        if self.sent is None:
            return reverse(f"questionnaire:{name}", args=[*place, *args])
        proof = [self.sent.tracking_code, self.sent_secret]
        return reverse(f"questionnaire:correction_{name}", args=[*place, *proof, *args])

    @property
    def check_url(self) -> str:
        if self.sent is None:
            return self.url("check")
        place = [self.step.consultation.slug, self.step.pk]
        proof = [self.sent.tracking_code, self.sent_secret]
        return reverse("questionnaire:correction", args=[*place, *proof])

    @property
    def identity_url(self) -> str:
        return self.url("identity")

    @property
    def late_url(self) -> str:
        return self.url("late")

    @property
    def next_url(self) -> str:
        """Where the person goes on: the first page not met yet, else the check."""
        page = self.walk.first_unseen()
        return self.url("question", page.key) if page else self.check_url

    def save(self, writing: actions.Writing) -> AnswerSheet:
        """Keep what was typed: in the account's draft, the cookie's, or beside what was sent."""
        if self.sent is not None:
            sheet = actions.save_correction(self.sent, self.version, writing, kept=self.kept)
        else:
            sheet = self._save_draft(writing)
        self.sheet = sheet
        self.forget_reading()
        return sheet

    def _save_draft(self, writing: actions.Writing) -> AnswerSheet:
        owner = self.owner
        if owner is not None and self.draft_secret:
            is_mine = actions.adopt(self.step, author=owner, draft_secret=self.draft_secret)
            owner = owner if is_mine or self.sheet is None else None
        if owner is not None:
            self.draft_secret = ""
        else:
            self.draft_secret = self.draft_secret or secret()
        return actions.save_page(
            self.step, self.version, writing, author=owner, draft_secret=self.draft_secret
        )

    def remember(self, response: HttpResponse) -> HttpResponse:
        """Give the browser the secret of its draft; it holds nothing else."""
        if self.sent is None and self.draft_secret:
            self.set_cookie(response, self.draft_secret, COOKIE_LASTS)
        elif self.sent is None and self.cookie in self.request.COOKIES:
            response.delete_cookie(self.cookie)
        return response

    def set_cookie(self, response: HttpResponse, value: str, lasts: int | None) -> None:
        response.set_cookie(
            self.cookie,
            value,
            max_age=lasts,
            httponly=True,
            samesite="Lax",
            secure=self.request.is_secure(),
        )


def see_other(address: str) -> HttpResponse:
    """Lead on after a form was taken in: reloading the next page sends nothing again."""
    return HttpResponse(status=303, headers={"Location": address})
