"""Telling the address of a role from that of a private person, as far as one can."""

import re

from participation.base.text import folded

# Mailboxes that private people have; a council may have one too, which then names its role.
MAILBOXES = frozenset(
    {
        *("aol.com", "bbox.fr", "free.fr", "gmail.com", "gmx.fr", "hotmail.com", "hotmail.fr"),
        *("icloud.com", "laposte.net", "live.fr", "neuf.fr", "numericable.fr", "orange.fr"),
        *("outlook.com", "outlook.fr", "proton.me", "protonmail.com", "sfr.fr", "wanadoo.fr"),
        *("yahoo.com", "yahoo.fr"),
    }
)
ROLES = re.compile(
    "accueil|animation|asso|bonjour|bureau|centre|citoyen|collectif|comite|conseil|contact|"
    "coordination|habitants|info|maison|permanence|quartier|regie|secretariat|table"
)


def looks_personal(email: str) -> bool:
    """Say whether an address looks like a private person's: a free mailbox that names no role."""
    name, _sign, domain = folded(email).partition("@")
    return domain in MAILBOXES and ROLES.search(name) is None
