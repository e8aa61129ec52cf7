"""Outlines of territories that are registered already: a GeoJSON file, each feature with a code."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from participation.base.text import folded
from participation.territories.imports.source import Feature, Key, Source, Unreadable, text
from participation.territories.models import Territory

CODE_FIELDS = ("code", "code_commune", "code_insee", "insee_com", "insee_dep", "insee_reg")
NAME_FIELDS = ("nom", "nom_commune", "name", "lib_com", "lib_dep", "lib_reg")


def read_outlines(file: str, features: Sequence[Feature], vintage: int | None) -> Source:
    """Read the features of a file, and find which kind of territory most of their names are of.

    They outline the latest vintage registered when none is given. Raises Unreadable when none of
    these territories is registered.
    """
    told = [(text(p, *CODE_FIELDS), text(p, *NAME_FIELDS)) for p, _geometry in features]
    kind, vintage = _kind_and_vintage(told, vintage)
    registered = set(
        Territory.objects.filter(kind=kind, vintage=vintage)
        .order_by()
        .values_list("code", flat=True)
    )
    source = Source(file[:200], vintage)
    for (code, name), (_properties, geometry) in zip(told, features, strict=True):
        where = f"{file}, {code or '–'} {name}"
        if code in registered:
            source.add_outline((kind, code), geometry, where)
        else:
            source.complain(
                where,
                _("ce code n’est pas enregistré au millésime %(vintage)s.") % {"vintage": vintage},
            )
    return source


def _kind_and_vintage(told: Iterable[Key], vintage: int | None) -> tuple[str, int]:
    """Give the kind most of these codes and names are of: 11 is the Aude and Île-de-France."""
    named = {(code, folded(name)) for code, name in told}
    rows = Territory.objects.filter(vintage=vintage) if vintage else Territory.objects.all()
    found = Counter[str]()
    latest: dict[str, int] = {}
    for kind, year, code, name in rows.order_by("pk").values_list(
        "kind", "vintage", "code", "search_name"
    ):
        found[kind] += (code, name) in named
        latest[kind] = max(year, latest.get(kind, 0))
    if not any(found.values()):
        raise Unreadable(
            _("Aucun de ces territoires n’est enregistré. Importez d’abord le découpage.")
        )
    kind = max(sorted(found), key=lambda one: found[one])
    return kind, latest[kind]
