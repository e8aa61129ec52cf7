"""What the site does when the heart tells news; each may run twice for one event."""

from cms import actions
from consultations import events as heart
from consultations.models import Consultation
from participation.accounts import events as accounts
from participation.accounts.models import Account, PublicBody
from participation.base.events import Heard, listen


@listen(accounts.PublicBodyCreated)
def open_its_section(heard: Heard) -> None:
    for public_body in PublicBody.objects.filter(pk=heard.event.public_body_id):
        actions.open_section(public_body)


@listen(accounts.OfficerAppointed)
def let_officer_in(heard: Heard) -> None:
    for account, public_body in _who_and_where(heard):
        actions.admit_officer(account, public_body)


@listen(accounts.OfficerRemoved)
def let_officer_out(heard: Heard) -> None:
    for account, public_body in _who_and_where(heard):
        actions.dismiss_officer(account, public_body)


def _who_and_where(heard: Heard) -> list[tuple[Account, PublicBody]]:
    account = Account.objects.filter(pk=heard.event.account_id).first()
    public_body = PublicBody.objects.filter(pk=heard.event.public_body_id).first()
    return [(account, public_body)] if account and public_body else []


@listen(heart.ConsultationCreated)
def make_its_page(heard: Heard) -> None:
    for consultation in Consultation.objects.filter(pk=heard.event.consultation_id):
        actions.make_page(consultation, actor=None)


@listen(heart.ConsultationAnnounced, heart.ConsultationOpened)
def publish_its_page(heard: Heard) -> None:
    for consultation in Consultation.objects.filter(pk=heard.event.consultation_id):
        actions.publish_page(consultation, actor=None)


@listen(heart.ConsultationEdited)
def rename_its_page(heard: Heard) -> None:
    for consultation in Consultation.objects.filter(pk=heard.event.consultation_id):
        actions.sync_page(consultation)
