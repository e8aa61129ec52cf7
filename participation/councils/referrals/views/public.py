"""What everyone may read of a council's referrals, as pages, as a feed, as open data."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from participation.base.http import everyone, reads
from participation.councils.models import Council
from participation.councils.referrals.exports import open_data
from participation.councils.referrals.feeds import StepsFeed
from participation.councils.referrals.models import Referral
from participation.councils.referrals.queries import (
    files_of,
    follows,
    offices_of,
    progress_of,
    told,
)
from participation.councils.referrals.views.finding import public_referral

PER_PAGE = 20


@reads(everyone)
def referrals(request: HttpRequest, slug: str) -> HttpResponse:
    """The referrals that a council has sent, the latest first."""
    council = get_object_or_404(Council, slug=slug)
    rows = (
        Referral.objects.filter(council=council)
        .public()
        .with_progress()
        .order_by("-sent_on", "-pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"council": council, "page": page, "rows": told(page.object_list)}
    return render(request, "referrals/public_list.html", context)


@reads(everyone)
def referral(request: HttpRequest, slug: str, referral_id: int) -> HttpResponse:
    """One referral: what was asked, each dated step, what is awaited."""
    found = public_referral(slug, referral_id)
    may_answer = Referral.objects.answered_by(request.user).filter(pk=found.pk).exists()
    context = {
        "council": found.council,
        "referral": found,
        "progress": progress_of(found),
        "files": files_of(found),
        "may_answer": may_answer,
        "written_by": offices_of(request.user),
        "follows": request.user.is_authenticated and follows(found, request.user),
    }
    return render(request, "referrals/public.html", context)


@reads(everyone)
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    return StepsFeed()(request, slug=slug)


@reads(everyone)
def data(request: HttpRequest, slug: str) -> HttpResponse:
    council = get_object_or_404(Council, slug=slug)
    return JsonResponse(open_data(council), json_dumps_params={"ensure_ascii": False})
