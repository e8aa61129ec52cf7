"""The door of a private space: who may enter a page of it; for others it does not exist."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.dispatch import Signal
from django.http import Http404, HttpRequest, HttpResponseBase

from participation.base.http import View, everyone, reads, writes
from participation.councils.models import Council
from participation.councils.standing import Right, Standing, may_read, standing_in

entry_refused = Signal()  # `person`, `slug`: said before anybody knows whether a council is there


@dataclass(frozen=True)
class Space:
    """A private space as one person sees it. Templates read `space`."""

    council: Council
    standing: Standing
    person: Any

    def may(self, right: Right) -> bool:
        return right(self.standing)


def enter(person: Any, slug: str, right: Right = may_read) -> Space:
    """Give the space of a council to who has this right in it.

    Raises Http404 for anybody else, whether or not the council exists: from outside, a private
    address and one that does not exist are the same.
    """
    council = Council.objects.entered_by(person).filter(slug=slug).select_related("framework")
    found = council.first()
    standing = standing_in(found, person) if found else None
    if found is None or standing is None:
        entry_refused.send(sender=Space, person=person, slug=slug)
        raise Http404
    if not right(standing):
        raise Http404
    return Space(found, standing, person)


def reads_space(right: Right = may_read) -> Callable[[View], View]:
    """Serve `view(request, space, ...)` under `conseils/<slug>/espace/`; it must change no row."""
    return _serve(right, reads(everyone))


def writes_space(right: Right) -> Callable[[View], View]:
    """Serve `view(request, space, ...)` by GET (which changes nothing) and POST (which may)."""
    return _serve(right, writes(everyone))


def _serve(right: Right, door: Callable[[View], View]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, enter(request.user, slug, right), *args, **kwargs)

        served = door(entered)
        served.space_right = right  # type: ignore[attr-defined]
        return served

    return decorate
