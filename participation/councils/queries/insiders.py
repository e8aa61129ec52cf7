"""Who is inside a council now: those one may name, tell, or entrust with something."""

from participation.accounts.models import Officer
from participation.councils.models import Animation, Council, Membership
from participation.councils.querysets import AUTHORITIES, running


def insiders(council: Council) -> dict[int, str]:
    """Give the account and the name of each person who sits or animates now, in order of name.

    Two queries. As in `entered_by`, whom the framework bars is outside, mandate or not.
    """
    spells = (
        Animation.objects.filter(running(council=council, account__is_active=True)),
        Membership.objects.running().filter(council=council, account__is_active=True),
    )
    names: dict[int, str] = {}
    for rows in spells:
        if council.framework.bars_officers:
            officers = Officer.objects.filter(public_body__kind__in=AUTHORITIES).order_by()
            rows = rows.exclude(account__in=officers.values("account"))  # noqa: PLW2901
        names.update(rows.order_by("pk").values_list("account_id", "name"))
    return dict(sorted(names.items(), key=lambda person: (person[1].casefold(), person[0])))
