"""What authors change: the presentation at will, the questions until the opening, then spelling."""

from collections.abc import Mapping
from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import actions as heart
from consultations.components.questionnaire.actions.copying import copy_version
from consultations.components.questionnaire.events import WordingMended
from consultations.components.questionnaire.models import (
    Choice,
    Question,
    Questionnaire,
    Version,
)
from consultations.errors import Refused
from consultations.models import Step
from participation.base.clock import now
from participation.base.databases import for_update
from participation.base.events import record
from participation.base.text import one_line, plain


class Wording(TypedDict, total=False):
    """New words for one question. Choices and rows are named by their keys; none is added."""

    text: str
    help_text: str
    choices: Mapping[str, str]
    rows: Mapping[str, str]


@transaction.atomic
def set_layout(step: Step, layout: str) -> Questionnaire:
    """Choose between one question a page and grouped questions; it changes no question."""
    questionnaire = step.questionnaire
    if questionnaire.layout != layout:
        questionnaire.layout = layout
        questionnaire.save(update_fields=["layout"])
    return questionnaire


@transaction.atomic
def mend_wording(step: Step, words: Mapping[str, Wording], *, reason: str, actor: Any) -> Version:
    """Correct spelling in questions that residents are answering: a new version, same keys.

    `words` gives the new wording by question key. Sent answers keep the version they were given
    to; drafts go on with the new one. The change and its reason are public. Raises Refused
    without a reason, before the opening (when all is still free) and after the closing.
    """
    for_update(Questionnaire.objects.filter(step=step)).get()  # one correction at a time
    latest = Version.objects.filter(questionnaire__step=step).latest("number")
    reason = plain(reason)
    _demand_mendable(step, latest)
    changed = _changes(latest, words)
    if not changed:
        return latest
    if not reason:
        raise Refused(_("Donnez le motif de la correction. Il sera lu par tous."))
    version = _next(latest, reason)
    for row, field, _before, after in _rows_of(version, changed):
        setattr(row, field, after)
        row.save(update_fields=[field])
    version.frozen_at = now()
    version.save(update_fields=["frozen_at"])
    for _key, _field, before, after in changed:
        heart.log_wording(step, before=before, after=after, reason=reason)
    event = WordingMended(
        consultation_id=step.consultation_id, step_id=step.pk, version_number=version.number
    )
    record(event, actor=actor)
    return version


def _demand_mendable(step: Step, latest: Version) -> None:
    if not latest.is_frozen:
        raise Refused(_("Ces questions ne sont pas ouvertes : modifiez-les librement."))
    if step.has_ended:
        raise Refused(_("Les réponses sont closes : les questions restent telles quelles."))


Change = tuple[tuple[str, str, str], str, str, str]  # (question, axis, choice), field, from, to


def _changes(version: Version, words: Mapping[str, Wording]) -> list[Change]:
    """List what differs; words for a key that is not there, or empty words, are left aside."""
    found: list[Change] = []
    for question in version.questions.prefetch_related("choices").order_by("position"):
        mended = words.get(question.key, {})
        for field in ("text", "help_text"):
            after = one_line(str(mended.get(field, getattr(question, field))))
            if after != getattr(question, field) and (after or field == "help_text"):
                found.append(((question.key, "", ""), field, getattr(question, field), after))
        for choice in question.choices.all():
            is_row = choice.axis == Choice.Axis.ROW
            labels = mended.get("rows", {}) if is_row else mended.get("choices", {})
            after = one_line(labels.get(choice.key, choice.label))
            if after and after != choice.label:
                name = (question.key, choice.axis, choice.key)
                found.append((name, "label", choice.label, after))
    return found


def _next(latest: Version, reason: str) -> Version:
    version = Version.objects.create(
        questionnaire=latest.questionnaire, number=latest.number + 1, erratum_reason=reason
    )
    copy_version(latest, version)
    return version


def _rows_of(
    version: Version, changed: list[Change]
) -> list[tuple[Question | Choice, str, str, str]]:
    questions = {row.key: row for row in version.questions.prefetch_related("choices")}
    rows: list[tuple[Question | Choice, str, str, str]] = []
    for (key, axis, choice_key), field, before, after in changed:
        question = questions[key]
        row: Question | Choice = question
        if axis:
            choices = question.choices.all()
            row = next(one for one in choices if (one.axis, one.key) == (axis, choice_key))
        rows.append((row, field, before, after))
    return rows
