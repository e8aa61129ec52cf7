"""What members read of the council's referrals, drafts too."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.councils.referrals.choices import BY_HAND
from participation.councils.referrals.queries import (
    files_of,
    fingerprint,
    letter_of,
    progress_of,
    told,
    votes_on,
)
from participation.councils.referrals.rules import may_delete
from participation.councils.referrals.views.finding import referral_of, referrals_of
from participation.councils.space import Space, reads_space
from participation.councils.standing import may_animate, may_coordinate, may_speak

PER_PAGE = 20


@reads_space()
def referrals(request: HttpRequest, space: Space) -> HttpResponse:
    """Every referral of the council, the latest first."""
    rows = referrals_of(space).with_progress().latest_first()
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "space": space,
        "page": page,
        "rows": told(page.object_list),
        "may_speak": space.may(may_speak),
    }
    return render(request, "referrals/referrals.html", context)


@reads_space()
def referral(request: HttpRequest, space: Space, referral_id: int) -> HttpResponse:
    """One referral: its words, where it stands, and what comes next."""
    found = referral_of(space, referral_id)
    votes = votes_on(found)
    context = {
        "space": space,
        "referral": found,
        "progress": progress_of(found),
        "sha256": found.sha256 or fingerprint(found),
        "votes": votes,
        "last_vote": next((vote for vote in votes if not vote.is_cancelled), None),
        "files": files_of(found),
        "letter": letter_of(found) if found.is_public else None,
        "next_states": [state for state in found.may_become if state in BY_HAND],
        "may_speak": space.may(may_speak),
        "may_coordinate": space.may(may_coordinate),
        "may_animate": space.may(may_animate),
        "may_delete": found.is_draft and not votes and may_delete(space, found),
    }
    return render(request, "referrals/referral.html", context)
