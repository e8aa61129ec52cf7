"""Sending a code to an address and checking it: that a mailbox is somebody's own, no more."""

import secrets

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consultations.errors import WrongCode
from consultations.models import EmailCheck, Step
from participation.base.clock import now
from participation.base.codes import digest, same


def _email_digest(step: Step, email: str) -> str:
    return digest(f"{step.pk}:{email}", purpose="email-check")


def _code_digest(check: EmailCheck, code: str) -> str:
    return digest(f"{check.pk}:{check.email_digest}:{code}", purpose="email-code")


@transaction.atomic
def draw_code(step: Step, email: str) -> tuple[EmailCheck, str]:
    """Draw a code of 6 digits for an address (already tidy); only its hash is kept.

    No journal line: it would tell when somebody took part in an anonymous consultation.
    """
    code = f"{secrets.randbelow(1_000_000):06d}"
    check = EmailCheck.objects.create(step=step, email_digest=_email_digest(step, email))
    check.code_digest = _code_digest(check, code)
    check.save(update_fields=["code_digest"])
    return check, code


def confirm_check(check_id: int, step: Step, email: str, code: str) -> EmailCheck:
    """Compare a code with the one that was sent; raises WrongCode with what to do next.

    The try is counted by an UPDATE whose row count decides, before anything is compared and in
    its own transaction, so that many guesses at once are still at most five.
    """
    earliest = now() - EmailCheck.LASTS
    alive = EmailCheck.objects.filter(
        pk=check_id, step=step, confirmed_at=None, sent_at__gt=earliest
    )
    if not alive.filter(tries__lt=EmailCheck.MOST_TRIES).update(tries=F("tries") + 1):
        raise WrongCode(_("Ce code ne sert plus. Demandez-en un nouveau."))
    check = alive.get()
    is_right = same(check.email_digest, _email_digest(step, email)) and same(
        check.code_digest, _code_digest(check, code)
    )
    if not is_right:
        raise WrongCode(_wrong(EmailCheck.MOST_TRIES - check.tries))
    check.confirmed_at = now()
    check.save(update_fields=["confirmed_at"])
    return check


def _wrong(tries_left: int) -> str:
    if tries_left == 0:
        return str(_("Ce code n’est pas le bon. Demandez-en un nouveau."))
    return str(
        _("Ce code n’est pas le bon. Vérifiez les 6 chiffres. Essais restants : %(number)d.")
        % {"number": tries_left}
    )


def forget_old_checks() -> int:
    """Remove the checks that no longer serve; give how many. Upkeep calls this."""
    removed, _each = EmailCheck.objects.filter(sent_at__lt=now() - 2 * EmailCheck.LASTS).delete()
    return removed
