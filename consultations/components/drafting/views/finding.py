"""What several pages of a shared text look for: the step, an article, an amendment, who asks."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from consultations.components.drafting.models import Amendment, Wording
from consultations.components.drafting.queries.texts import (
    current_wordings,
    drafting_steps,
    readable,
)
from consultations.models import Step


def step_of(request: HttpRequest, slug: str, step_id: int) -> Step:
    """Give the text's step, if the person may see it; raises Http404."""
    found: Step = get_object_or_404(drafting_steps(request.user, slug), pk=step_id)
    found.shared_text.step = found
    return found


def wording_of(step: Step, number: int, *, version: int | None = None) -> Wording:
    """Give the words of one article: the latest, or those of another version; raises Http404."""
    text = step.shared_text
    rows = current_wordings(text)
    if version is not None:
        rows = Wording.objects.filter(version__shared_text=text, version__number=version)
        rows = rows.select_related("article", "version")
    found: Wording = get_object_or_404(rows, article__number=number)
    found.article.shared_text = text
    return found


def amendment_of(request: HttpRequest, step: Step, code: str) -> Amendment:
    """Give an amendment whose words the person may read; raises Http404."""
    rows = Amendment.objects.of(step).visible_to(request.user).filter(is_erased=False)
    found: Amendment = get_object_or_404(rows.with_envelope(), contribution__tracking_code=code)
    found.contribution.step = step
    return found


def published(step: Step, code: str) -> Amendment:
    """Give an amendment that everybody may read; raises Http404."""
    rows = readable(step).with_envelope()
    found: Amendment = get_object_or_404(rows, contribution__tracking_code=code)
    found.contribution.step = step
    return found
