"""Coming back later: the link, on another device, by mail; and leaving nothing behind."""

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from consultations import actions as heart
from consultations.components.questionnaire import actions
from consultations.components.questionnaire.forms import EmailForm
from consultations.components.questionnaire.models import AnswerSheet
from consultations.components.questionnaire.views.desk import COOKIE_LASTS, Desk, see_other
from consultations.components.questionnaire.views.opening import open_desk
from consultations.models import Contribution, Step
from participation.base.codes import absolute, digest
from participation.base.http import everyone, writes
from participation.base.limits import Limit, address_of

LINKS = Limit("brouillon-liens", times=30, seconds=3600)
LINKS_TO_ONE = Limit("brouillon-liens-boite", times=5, seconds=3600)


@writes(everyone)
def later(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """How to come back: the link to copy, or to receive by mail."""
    desk = open_desk(request, slug, step_id)
    if desk.sheet is None:
        return redirect(desk.url("start"))
    form = EmailForm(request.POST or None)
    sent_to = ""
    if request.method == "POST" and form.is_valid():
        sent_to = _send_link(desk, form)
    context = {
        "desk": desk,
        "step": desk.step,
        "form": form,
        "link": _link(desk),
        "sent_to": sent_to,
        "expires_at": actions.expires_at(desk.sheet.contribution),
    }
    status = 422 if form.errors else 200
    return render(request, "questionnaire/later.html", context, status=status)


def _link(desk: Desk) -> str:
    """Give the address that opens the draft elsewhere; an account's opens by signing in."""
    if desk.sheet is None or desk.sheet.contribution.author_id is not None:
        return absolute(desk.url("start"))
    return absolute(desk.url("resume", desk.draft_secret))


def _send_link(desk: Desk, form: EmailForm) -> str:
    """Send the link at once and keep no copy: a letter kept in a table would open the draft."""
    email = form.cleaned_data["email"]
    if not (LINKS.allows(address_of(desk.request)) and LINKS_TO_ONE.allows(email.lower())):
        form.add_error("email", _("Trop de liens demandés. Copiez le lien, ou attendez une heure."))
        return ""
    subject = _("Reprendre vos réponses : %(title)s") % {"title": desk.step.consultation.title}
    context = {
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
        "language": get_language(),
        "subject": subject,
        "step": desk.step,
        "consultation": desk.step.consultation,
        "link": _link(desk),
        "expires_at": actions.expires_at(desk.sheet.contribution) if desk.sheet else None,
    }
    text = render_to_string("letters/resume_draft.txt", context)
    mail = EmailMultiAlternatives(
        subject=subject, body=text, to=[email], headers={"Auto-Submitted": "auto-generated"}
    )
    mail.attach_alternative(render_to_string("letters/resume_draft.html", context), "text/html")
    try:
        mail.send()
    except OSError:  # SMTP errors included
        form.add_error("email", _("Le courriel n’est pas parti. Copiez le lien, ou réessayez."))
        return ""
    if desk.sheet is not None:
        actions.remember_email(desk.sheet, email)
    return str(email)


@writes(everyone)
def resume(request: HttpRequest, slug: str, step_id: int, secret: str) -> HttpResponse:
    """The link opened on another device: the draft comes here when its reader says so."""
    desk = open_desk(request, slug, step_id)
    sheet = _by_secret(desk.step, secret)
    if sheet is None:
        return render(
            request, "questionnaire/gone.html", {"desk": desk, "step": desk.step}, status=404
        )
    if request.method != "POST":
        has_other = desk.sheet is not None and desk.sheet.pk != sheet.pk
        context = {"desk": desk, "step": desk.step, "sheet": sheet, "has_other": has_other}
        return render(request, "questionnaire/resume.html", context)
    desk.sheet, desk.draft_secret = sheet, secret
    desk.forget_reading()
    response = see_other(desk.next_url)
    desk.set_cookie(response, secret, COOKIE_LASTS)
    return response


def _by_secret(step: Step, secret: str) -> AnswerSheet | None:
    drafts = AnswerSheet.objects.filter(
        contribution__step=step,
        contribution__state=Contribution.State.DRAFT,
        contribution__draft_digest=digest(secret, purpose="draft"),
    )
    return drafts.select_related("contribution").first()


@writes(everyone)
def drop(request: HttpRequest, slug: str, step_id: int) -> HttpResponse:
    """Delete the draft and leave no trace on this computer, after one confirmation."""
    desk = open_desk(request, slug, step_id)
    if request.method != "POST":
        if desk.sheet is None:
            return redirect(desk.url("start"))
        return render(request, "questionnaire/drop.html", {"desk": desk, "step": desk.step})
    if desk.sheet is not None:
        heart.delete_draft(desk.sheet.contribution)
        messages.success(request, _("Votre brouillon est effacé. Il n’en reste rien ici."))
    response = see_other(reverse("questionnaire:start", args=[slug, step_id]))
    response.delete_cookie(desk.cookie)
    return response
