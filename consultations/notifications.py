"""What residents are told of their own contribution: its receipt, when they left an address."""

from django.utils.translation import gettext as _

from consultations.events import ContributionFollowed, ContributionReceived
from consultations.models import Contribution
from consultations.receipts import receipt_address
from participation.base.codes import spaced_code
from participation.base.events import Heard, listen
from participation.notifications.actions import write_letter


@listen(ContributionReceived, ContributionFollowed)
def send_receipt(heard: Heard) -> None:
    """Write the receipt to the address left with the contribution.

    An anonymous contribution has none: nothing leads from it to an address.
    """
    contribution = (
        Contribution.objects.counted()
        .filter(pk=heard.event.contribution_id)
        .select_related("consultation__public_body")
        .first()
    )
    if contribution is None:  # taken back meanwhile
        return
    code = spaced_code(str(contribution.tracking_code))
    for contact in contribution.contacts.all():
        write_letter(
            entry_id=heard.entry_id,
            to=contact.email,
            kind="receipt",
            subject=_("%(code)s : le reçu de votre contribution") % {"code": code},
            context={
                "consultation": contribution.consultation,
                "contribution": contribution,
                "code": code,
                "receipt_url": receipt_address(contribution),
            },
        )
