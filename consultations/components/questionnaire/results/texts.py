"""Answers in words: only those of published contributions, and a few at a time."""

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from consultations.components.questionnaire.models import Answer
from consultations.components.questionnaire.questions.names import TEXT_KINDS
from consultations.components.questionnaire.results.catalogue import Catalogue
from consultations.components.questionnaire.results.shapes import QuestionResult
from consultations.models import Contribution, Step
from participation.base.text import paragraphs

SHOWN_FIRST = 5
PER_PAGE = 20


def published_texts(step: Step) -> QuerySet[Answer]:
    """Answers in words of published contributions, newest first; never those of hidden ones."""
    return (
        Answer.objects.filter(
            sheet__contribution__step=step,
            sheet__contribution__state=Contribution.State.PUBLISHED,
            question__kind__in=TEXT_KINDS,
        )
        .exclude(text="")
        .order_by("-sheet__contribution__received_at", "-pk")
    )


def words_given_to(step: Step, key: str) -> QuerySet[Answer]:
    """The published words given to one question, in any of its wordings."""
    return published_texts(step).filter(question__key=key)


def add_texts(step: Step, catalogue: Catalogue, shaped: list[QuestionResult]) -> None:
    """Put the first published words under each question: two queries, however many questions."""
    if not catalogue.kinds & TEXT_KINDS:
        return
    found = {result.key: result for result in shaped}
    counted = published_texts(step).order_by().values_list("question_id").annotate(n=Count("pk"))
    for question, n in counted:
        found[catalogue.key_of[question]].text_count += n
    for question, text in _first(step):
        texts = found[catalogue.key_of[question]].texts
        if len(texts) < SHOWN_FIRST:
            texts.append(paragraphs(text))


def _first(step: Step) -> QuerySet[Answer, tuple[int, str]]:
    place = Window(
        RowNumber(),
        partition_by=[F("question_id")],
        order_by=[F("sheet__contribution__received_at").desc(), F("pk").desc()],
    )
    return (
        published_texts(step)
        .annotate(place=place)
        .filter(place__lte=SHOWN_FIRST)
        .values_list("question_id", "text")
    )
