"""Everything the site holds about one person, gathered from whoever holds some of it."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress

from participation.accounts.models import Account
from participation.base.clock import now

Source = Callable[[Account], Any]
_sources: dict[str, Source] = {}


def gives_personal_data(name: str) -> Callable[[Source], Source]:
    """Register a function that gives, as JSON data, what one table or more say of an account."""

    def register(source: Source) -> Source:
        _sources[name] = source
        return source

    return register


def everything_about(account: Account) -> dict[str, Any]:
    """Gather it all, as JSON data (GDPR art. 15 and 20)."""
    data: dict[str, Any] = {"exporte_le": now().isoformat()}
    for name, source in sorted(_sources.items()):
        data[name] = source(account)
    return data


@gives_personal_data("compte")
def account_data(account: Account) -> dict[str, Any]:
    return {
        "adresses": list(
            EmailAddress.objects.filter(user=account).order_by("pk").values_list("email", flat=True)
        ),
        "adresse": account.email,
        "pseudonyme": account.display_name,
        "cree_le": account.date_joined.isoformat(),
        "agit_pour": [
            str(office.public_body) for office in account.offices.select_related("public_body")
        ],
    }
