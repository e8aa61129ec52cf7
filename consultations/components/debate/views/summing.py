"""The synthesis of a debate: read by everybody, written by officers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from consultations.components.debate import actions
from consultations.components.debate.forms import GroupForm, PointForm, SynthesisForm
from consultations.components.debate.models import Argument
from consultations.components.debate.results import summed
from consultations.components.debate.rules import may_lead
from consultations.components.debate.views.finding import step_of
from consultations.errors import Refused
from consultations.models import Step
from participation.base.http import everyone, reads, writes

TO_GROUP = 30


@reads(everyone)
def synthesis(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Distinct arguments of each side, how many say them, and what officers conclude."""
    step = step_of(request, slug, step_id)
    leads = may_lead(request.user, step.consultation)
    if step.debate.synthesis_published_at is None and not leads:
        raise Http404
    context = {"step": step, "sides": summed(step.debate), "may_lead": leads}
    return render(request, "debate/synthesis.html", context)


@writes(everyone)
def write_synthesis(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Word distinct arguments, say which message makes which, conclude, publish."""
    step = step_of(request, slug, step_id)
    if not may_lead(request.user, step.consultation):
        raise Http404
    asked = request.POST.get("do", "")
    point = PointForm(request.POST if asked == "point" else None)
    text = SynthesisForm(
        request.POST if asked == "text" else None, initial={"text": step.debate.synthesis}
    )
    if request.method == "POST" and _obey(request, step, point, text):
        return redirect(request.path)
    context = {
        "step": step,
        "sides": summed(step.debate),
        "point_form": point,
        "text_form": text,
        "to_group": _to_group(step),
    }
    status = 422 if point.errors or text.errors else 200
    return render(request, "debate/write_synthesis.html", context, status=status)


def _to_group(step: Step) -> list[tuple[Argument, GroupForm]]:
    """Give the messages that belong to no distinct argument yet, oldest first, with a form each."""
    points = list(step.debate.points.order_by("pk"))
    rows = Argument.objects.filter(debate=step.debate, parent=None, point=None).published()
    found = list(rows.with_envelope().order_by("number")[:TO_GROUP])
    return [(one, GroupForm(argument=one, points=points)) for one in found]


def _obey(request: HttpRequest, step: Step, point: PointForm, text: SynthesisForm) -> bool:
    """Do what the button says; say whether it was done."""
    debate, actor = step.debate, request.user
    asked = request.POST.get("do", "")
    try:
        if asked == "point" and point.is_valid():
            actions.add_point(debate, actor=actor, **point.cleaned_data)
        elif asked == "text" and text.is_valid():
            actions.write_synthesis(debate, text=text.cleaned_data["text"], actor=actor)
        elif asked == "publish":
            actions.publish_synthesis(debate, actor=actor)
        elif asked == "group":
            _group(request, step)
        else:
            return False
    except Refused as refused:
        messages.error(request, str(refused.message))
        return True
    messages.success(request, _("C’est enregistré."))
    return True


def _group(request: HttpRequest, step: Step) -> None:
    rows = Argument.objects.of(step).select_related("contribution")
    argument = get_object_or_404(rows, contribution__tracking_code=request.POST.get("message", ""))
    points = list(step.debate.points.order_by("pk"))
    form = GroupForm(request.POST, argument=argument, points=points)
    if not form.is_valid():
        raise Refused(_("Choisissez un argument distinct de la liste."))
    actions.group(argument, point=form.cleaned_data["point"], actor=request.user)
