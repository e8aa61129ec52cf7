"""What a text tells of persons, before everyone reads it: names, telephones, addresses."""

import re

from participation.base.text import folded
from participation.councils.models import Council

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:\+\d{2,3}|0)[\s.\-]?\d(?:[\s.\-]?\d){7,9}(?!\d)")


def personal_words(council: Council, text: str) -> list[str]:
    """Give the names of members not shown to all, telephones and e-mail addresses of a text.

    Names are compared as whole words, without case or accents.
    """
    bare = folded(text)
    members = council.memberships.filter(is_named_publicly=False).order_by("name")
    names = [
        name
        for name in dict.fromkeys(members.values_list("name", flat=True))
        if re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", bare)
    ]
    return [*names, *_EMAIL.findall(text), *_PHONE.findall(text)]
