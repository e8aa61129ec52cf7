"""What one organism is asked, and in how many days it promises to answer: read by everyone."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from participation.accounts.models import PublicBody
from participation.base.http import everyone, reads, signed_in, writes
from participation.councils.errors import Refused
from participation.councils.referrals import actions
from participation.councils.referrals.choices import Awaited
from participation.councils.referrals.forms.promising import BodyDelayForm
from participation.councils.referrals.models import Referral
from participation.councils.referrals.queries import announced_by, offices_of, told

PER_PAGE = 20


@reads(everyone)
def body(request: HttpRequest, body: str) -> HttpResponse:
    """The delays an organism sets itself, and the referrals it holds, the latest first."""
    found = get_object_or_404(PublicBody, slug=body)
    rows = Referral.objects.public().held_by(found).with_progress().order_by("-sent_on", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "body": found,
        "delays": announced_by(found),
        "page": page,
        "rows": told(page.object_list),
        "may_promise": found.pk in offices_of(request.user),
    }
    return render(request, "referrals/body.html", context)


@writes(signed_in)
def delays(request: HttpRequest, body: str) -> HttpResponse:
    """Set one of them; those before stay below, dated. For the organism's officers alone."""
    found = get_object_or_404(
        PublicBody.objects.filter(officers__account=request.user.pk), slug=body
    )
    form = BodyDelayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.set_body_delay(
                found, awaited=Awaited(said["awaited"]), days=said["days"], actor=request.user
            )
        except Refused as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Votre délai est publié."))
            return redirect("referrals:body", found.slug)
    context = {"body": found, "form": form, "delays": announced_by(found)}
    status = 422 if form.errors else 200
    return render(request, "referrals/body_delays.html", context, status=status)
