"""A second factor for whoever edits: a code or a security key, proved in this very session."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from participation.base.http import with_query

ADMIN = "/cms/"
# Wagtail names the pages of every section there; officers need neither.
FOR_ADMINISTRATORS = ("/cms/reports/", "/cms/pages/workflow/")
PROVED = "second_factor_proved"
REAL_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactorMiddleware:
    """Let nobody into the admin on a password or a mailbox alone; let nobody else know it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ADMIN) and request.user.is_authenticated:
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise Http404
            if request.path.startswith(FOR_ADMINISTRATORS) and not request.user.is_superuser:
                raise Http404
            if settings.EDITORS_NEED_SECOND_FACTOR:
                elsewhere = self._send_away(request)
                if elsewhere:
                    return redirect(elsewhere)
        return self.get_response(request)

    def _send_away(self, request: HttpRequest) -> str:
        """Give where to go first: to set a second factor up, or to show it; nothing when shown."""
        has_factor = Authenticator.objects.filter(user=request.user, type__in=REAL_FACTORS)
        if not has_factor.exists():
            return reverse("second_factor")
        if is_proved(request):
            return ""
        return with_query(reverse("mfa_reauthenticate"), next=request.get_full_path())


def is_proved(request: HttpRequest) -> bool:
    """Say whether a second factor was used, or set up, in this very session."""
    records = get_authentication_records(request, request.user)
    used = any(record.get("method") == "mfa" for record in records)
    return used or request.session.get(PROVED) == request.user.pk


@receiver(authenticator_added)
def remember_proof(
    sender: Any, request: HttpRequest, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Setting a factor up asks for one of its codes: that is a proof for this session."""
    if authenticator.type in REAL_FACTORS:
        request.session[PROVED] = authenticator.user_id
