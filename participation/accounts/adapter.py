"""How sign-up and sign-in speak and behave here; allauth does the work."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from participation.accounts.models import Account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """No user name; the address is all that is asked."""

    def populate_username(self, request: Any, user: Account) -> None:
        """There is none to fill."""
