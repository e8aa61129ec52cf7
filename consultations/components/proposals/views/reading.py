"""Reading proposals: the list, and one alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from consultations.components.proposals.forms import SearchForm
from consultations.components.proposals.models import Proposal
from consultations.components.proposals.queries import browse, page_of, place, proposal_steps
from consultations.components.proposals.rules import may_enter_sheets
from consultations.queries import fates_of
from participation.base.http import everyone, reads


@reads(everyone)
def proposals(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """The list, in an order drawn anew each day unless another is asked for."""
    step = get_object_or_404(proposal_steps(request.user, slug), pk=step_id)
    form = SearchForm(request.GET)
    asked = form.asked(step)
    if asked.sort == "drawn":  # links to other pages keep this order, past midnight too
        carried = request.GET.copy()
        carried["seed"] = str(asked.seed)
        request.GET = carried  # type: ignore[assignment]  # read only, like the one it replaces
    context = {
        "step": step,
        "search": form,
        "asked": asked,
        "page": page_of(browse(step, asked), request.GET.get("page"), step),
        "may_read": may_enter_sheets(request.user, step.consultation),
    }
    return render(request, "proposals/list.html", context)


@reads(everyone)
def proposal(request: HttpRequest, slug: str, step_id: int, code: str) -> HttpResponse:
    """One proposal, its support online and on paper, and what became of it."""
    step = get_object_or_404(proposal_steps(request.user, slug), pk=step_id)
    rows = Proposal.objects.of(step).visible_to(request.user).filter(is_erased=False)
    found = get_object_or_404(rows.with_envelope(), contribution__tracking_code=code)
    place(found, step)
    context = {
        "step": step,
        "proposal": found,
        "contribution": found.contribution,
        "fates": fates_of([found.contribution]).get(found.contribution.pk, []),
        "may_enter_sheets": may_enter_sheets(request.user, step.consultation),
    }
    return render(request, "proposals/proposal.html", context)
