"""All the published words given to one question, a page at a time."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.components.questionnaire.models import Question
from consultations.components.questionnaire.results.texts import PER_PAGE, words_given_to
from consultations.models import Consultation, Step
from consultations.queries import steps_with_results
from participation.base.http import everyone, reads
from participation.base.text import paragraphs


@reads(everyone)
def texts(request: HttpRequest, slug: str, step_id: int, key: str) -> HttpResponse:
    """Hidden like the results themselves until they are published."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user), slug=slug)
    shown = [step.pk for step in steps_with_results(consultation, request.user)]
    step = get_object_or_404(Step, pk=step_id, pk__in=shown)
    wordings = Question.objects.filter(version__questionnaire__step=step, key=key)
    question = get_object_or_404(wordings.order_by("-version__number")[:1])
    words = words_given_to(step, key).values_list("text", flat=True)
    page = Paginator(words, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "consultation": consultation,
        "step": step,
        "question": question,
        "page": page,
        "texts": [paragraphs(text) for text in page],
    }
    return render(request, "questionnaire/texts.html", context)
