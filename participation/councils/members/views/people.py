"""Who sits: the whole council, one member, and those who sat before."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from participation.councils.choices import Asked
from participation.councils.members.queries import is_without_coordinator, past_mandates
from participation.councils.models import Animation
from participation.councils.queries import composition
from participation.councils.querysets import running
from participation.councils.space import Space, reads_space
from participation.councils.standing import may_coordinate


@reads_space()
def members(request: HttpRequest, space: Space) -> HttpResponse:
    """Show seats, members, substitutes, and what the framework finds wanting."""
    council = space.council
    may_change = space.may(may_coordinate)
    context = {
        "space": space,
        "made": composition(council),
        "animations": Animation.objects.filter(running(council=council)).select_related("host"),
        "may_change": may_change,
        "asked": council.join_requests.filter(state=Asked.OPEN).count() if may_change else 0,
        "invited": council.invitations.pending().count() if may_change else 0,
        "is_without_coordinator": not may_change and is_without_coordinator(council),
    }
    return render(request, "members/list.html", context)


@reads_space()
def member(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Show one mandate; those who coordinate find there what they may change, and past ones."""
    rows = space.council.memberships.with_is_suspended().select_related("college", "seat")
    if not space.may(may_coordinate):
        rows = rows.filter(closed_at=None)
    membership = get_object_or_404(rows, pk=pk)
    context = {
        "space": space,
        "membership": membership,
        "may_change": space.may(may_coordinate) and not membership.closed_at,
        "is_me": membership == space.standing.membership,
    }
    return render(request, "members/member.html", context)


@reads_space(may_coordinate)
def past(request: HttpRequest, space: Space) -> HttpResponse:
    """List the mandates that are over."""
    page = Paginator(past_mandates(space.council), 30).get_page(request.GET.get("page"))
    return render(request, "members/past.html", {"space": space, "page": page})
