"""Where a coordinator puts a draft to a vote of the members."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from participation.councils.ballots.choices import Kind
from participation.councils.ballots.forms.binding import BoundForm
from participation.councils.errors import Refused
from participation.councils.referrals import actions
from participation.councils.referrals.queries import files_of
from participation.councils.referrals.views.finding import referral_of
from participation.councils.space import Space, writes_space
from participation.councils.standing import may_coordinate


@writes_space(may_coordinate)
def open_vote(request: HttpRequest, space: Space, referral_id: int) -> HttpResponse:
    """The rules of the vote, beside the very words it is about."""
    referral = referral_of(space, referral_id)
    if request.method == "GET" and not referral.is_draft:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = BoundForm(data, kind=Kind.YES_NO, council=space.council)
    if data is not None and form.is_valid():
        read = data.get("edition", "")
        edition = int(read) if read.isdecimal() else None
        try:
            vote = actions.open_vote(referral, actor=space.person, edition=edition, **form.given())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(vote.ballot)
    context = {
        "space": space,
        "referral": referral,
        "form": form,
        "files": files_of(referral),
        "edition": data.get("edition", "") if data is not None else referral.edition,
    }
    return render(request, "referrals/open_vote.html", context, status=422 if form.errors else 200)
