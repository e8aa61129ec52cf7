"""Identity level 1: that a mailbox is somebody's own, shown by a code of six digits.

How a step asks for it: when `needs_proof(request, step)`, show a form for an address, call
`request_code`, show a form for the code, call `confirm_code`; then `verified_identity` gives what
`Submission.identity` takes. Each refusal is a `Refused` whose message is a whole sentence. Call
`forget_identity` once the contribution is received.
"""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consultations.actions import confirm_check, draw_code
from consultations.errors import Refused, TooManyTries, WrongCode
from consultations.models import Consultation, IdentityLevel, Step
from participation.base.clock import now
from participation.base.codes import keyed_digest
from participation.base.limits import Limit, address_of

PROOF_LASTS = timedelta(hours=24)
PER_ADDRESS = Limit("code-par-adresse", times=30, seconds=3600, fails_open=False)
PER_TARGET = Limit("code-par-boite", times=5, seconds=3600, fails_open=False)
TRIES = Limit("code-essais", times=40, seconds=3600, fails_open=False)


def tidy_email(typed: str) -> str:
    return typed.strip().lower()


def needs_proof(request: HttpRequest, step: Step) -> bool:
    """Say whether the step asks for an address that is not proven yet."""
    asks = step.consultation.identity_level >= IdentityLevel.EMAIL_CODE
    return asks and not verified_identity(request, step)


def request_code(request: HttpRequest, step: Step, email: str) -> None:
    """Send a code to the address. The answer is the same whether it is known here or not.

    Raises TooManyTries beyond the limits (30 an hour for one computer, 5 for one mailbox), and
    Refused when the mail server took nothing.
    """
    email = tidy_email(email)
    if not (PER_ADDRESS.allows(address_of(request)) and PER_TARGET.allows(email)):
        raise TooManyTries(
            _("Trop de codes ont été demandés. Attendez une heure, ou participez hors ligne.")
        )
    check, code = draw_code(step, email)
    try:
        _send(step.consultation, email, code)
    except OSError as error:  # SMTP errors included; the person asks again
        raise Refused(_("Le courriel n’est pas parti. Réessayez dans une minute.")) from error
    request.session[_asked(step)] = check.pk


def confirm_code(request: HttpRequest, step: Step, email: str, code: str) -> None:
    """Check the code and remember the proof in this browser's session for 24 hours.

    The code works only in the browser that asked for it, 15 minutes, 5 tries. Raises WrongCode
    or TooManyTries.
    """
    if not TRIES.allows(address_of(request)):
        raise TooManyTries(_("Trop d’essais. Attendez une heure, puis demandez un nouveau code."))
    check_id = request.session.get(_asked(step))
    if check_id is None:
        raise WrongCode(_("Ce code ne sert plus. Demandez-en un nouveau."))
    digits = "".join(sign for sign in code if sign.isdecimal())
    confirm_check(check_id, step, tidy_email(email), digits)
    del request.session[_asked(step)]
    identity = identity_of(step.consultation, email)
    request.session[_proven(step)] = {"identity": identity, "at": now().isoformat()}


def verified_identity(request: HttpRequest, step: Step) -> str:
    """Give what stands for the verified person in this consultation, or nothing.

    Comes from a signed-in account's verified address, else from a code confirmed here less than
    24 hours ago. It is a hash under the consultation's own secret, never an address.
    """
    if request.user.is_authenticated:
        address = EmailAddress.objects.filter(user=request.user, verified=True)
        first = address.order_by("-primary", "pk").first()
        if first is not None:
            return identity_of(step.consultation, first.email)
    proof = request.session.get(_proven(step))
    if proof is None or datetime.fromisoformat(proof["at"]) + PROOF_LASTS <= now():
        return ""
    return str(proof["identity"])


def voter_of(request: HttpRequest, step: Step) -> str:
    """Give what stands for the person in this consultation and tells nobody who they are.

    A verified address, else the account, else this browser's session.
    """
    who = verified_identity(request, step)
    if not who and request.user.is_authenticated:
        who = f"account:{request.user.pk}"
    if not who:
        if not request.session.session_key:
            request.session.create()
        who = f"session:{request.session.session_key}"
    return keyed_digest(who, step.consultation.participant_secret)


def forget_identity(request: HttpRequest, step: Step) -> None:
    """Take the proof away, so that the next person at a shared computer starts afresh."""
    request.session.pop(_proven(step), None)
    request.session.pop(_asked(step), None)


def identity_of(consultation: Consultation, email: str) -> str:
    """Give what stands for an address in one consultation, and means nothing in another."""
    return keyed_digest(tidy_email(email), consultation.participant_secret)


def _asked(step: Step) -> str:
    return f"code-asked-{step.pk}"


def _proven(step: Step) -> str:
    return f"identity-{step.pk}"


def _send(consultation: Consultation, email: str, code: str) -> None:
    """Send at once and keep no copy: a letter in the database would name the person."""
    shown = f"{code[:3]} {code[3:]}"
    subject = _("%(code)s : votre code pour participer") % {"code": shown}
    context = {
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "language": get_language(),
        "subject": subject,
        "consultation": consultation,
        "code": shown,
    }
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("letters/identity_code.txt", context),
        to=[email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("letters/identity_code.html", context), "text/html")
    mail.send()
