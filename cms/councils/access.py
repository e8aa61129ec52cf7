"""Whom the pages of the register serve, and which councils they may reach."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cms.councils.rules import keeps_councils
from participation.accounts.rules import is_administrator
from participation.councils.models import Council


def keepers(request: HttpRequest) -> bool:
    """Administrators and regional coordinators; which councils is decided row by row."""
    return bool(keeps_councils(request.user))


def administrators(request: HttpRequest) -> bool:
    return bool(is_administrator(request.user))


def kept_council(request: HttpRequest, pk: int) -> Council:
    """Give a council whose place in the register the person keeps; any other looks absent."""
    rows = Council.objects.kept_by(request.user)
    shown = ("commune", "framework", "host", "public_body")
    return get_object_or_404(rows.select_related(*shown), pk=pk)
