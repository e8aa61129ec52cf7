"""Finding the account of a person who writes to the town, for the commands about people."""

from allauth.account.models import EmailAddress
from django.core.management.base import CommandError

from participation.accounts.models import Account


def person(named: str) -> Account:
    """Give an account by any of its addresses, or by its number; raises CommandError."""
    rows = Account.objects.filter(erased_at=None)
    if named.isdecimal():
        account = rows.filter(pk=int(named)).first()
    else:
        others = EmailAddress.objects.filter(email__iexact=named).values("user_id")
        account = rows.filter(email__iexact=named).first() or rows.filter(pk__in=others).first()
    if account is None:
        raise CommandError(
            f"Aucun compte pour « {named} ». Qui a contribué sans compte se retrouve par le code "
            "de suivi de son reçu."
        )
    return account
