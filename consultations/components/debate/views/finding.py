"""What several pages of a debate look for: the step, a message, who asks."""

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from consultations.components.debate.models import Argument
from consultations.components.debate.queries import debate_steps
from consultations.models import Step


def step_of(request: HttpRequest, slug: str, step_id: int) -> Step:
    """Give the debate's step, if the person may see it; raises Http404."""
    found: Step = get_object_or_404(debate_steps(request.user, slug), pk=step_id)
    return found


def argument_of(request: HttpRequest, step: Step, code: str) -> Argument:
    """Give a message whose words the person may read; raises Http404."""
    rows = Argument.objects.of(step).visible_to(request.user).filter(is_erased=False)
    related = rows.with_envelope().select_related("parent__contribution", "point")
    found: Argument = get_object_or_404(related, contribution__tracking_code=code)
    found.contribution.step, found.debate = step, step.debate
    return found


def published(step: Step, code: str) -> Argument:
    """Give a message that everybody may read; raises Http404."""
    rows = Argument.objects.of(step).published().with_envelope().select_related("parent")
    found: Argument = get_object_or_404(rows, contribution__tracking_code=code)
    found.contribution.step, found.debate = step, step.debate
    return found


def holds_token(request: HttpRequest) -> bool:
    """Say whether the browser has written here before: a page sets no cookie to who reads."""
    return settings.CSRF_COOKIE_NAME in request.COOKIES
