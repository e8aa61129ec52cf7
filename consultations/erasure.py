"""What the heart holds of a person: given to them on request, and gone when they leave."""

from typing import Any

from consultations.actions import forget_person
from consultations.models import Contribution
from participation.accounts.events import AccountErased
from participation.accounts.models import Account
from participation.accounts.personal import gives_personal_data
from participation.base.events import Heard, listen


@gives_personal_data("contributions")
def contributions_of(account: Account) -> list[dict[str, Any]]:
    """Give each draft and contribution of the account, with its words and its state."""
    rows = Contribution.objects.filter(author=account).order_by("pk")
    return [_told(row) for row in rows.select_related("consultation", "step").iterator(500)]


def _told(row: Contribution) -> dict[str, Any]:
    row.step.consultation = row.consultation
    return {
        "demarche": row.consultation.title,
        "etape": row.step.title,
        "etat": row.get_state_display(),
        "code": row.tracking_code,
        "commencee_le": row.created_at.isoformat(),
        "recue_le": row.received_at.isoformat() if row.received_at else None,
        "reponses": [
            {"question": str(line.question), "reponse": str(line.answer)}
            for line in row.component.lines(row)
        ],
        "adresses_pour_la_suite": [contact.email for contact in row.contacts.all()],
    }


@listen(AccountErased)
def forget_with_account(heard: Heard) -> None:
    """Erase drafts and left addresses of an erased account; a repeat finds nothing more."""
    forget_person(heard.event.account_id)
