"""Priority neighbourhoods (QPV): a GeoJSON file with a code, a name and communes for each.

Formats: those of the national agency for the cohesion of territories (ANCT), in which the fields
are called code_qp, nom_qp or lib_qp, commune_qp or lib_com, code_commune or insee_com. A
neighbourhood may lie in several communes, separated by commas; all are kept.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from participation.base.text import folded
from participation.territories.imports.source import (
    Division,
    Feature,
    Key,
    Source,
    Unreadable,
    text,
)
from participation.territories.models import Territory

Kind = Territory.Kind
LABEL = "Quartiers prioritaires de la politique de la ville (ANCT)"
CODE = re.compile(r"(QP|QN)(\d\d[0-9AB])\w{3,6}")  # QP031019, QN03119M
VINTAGES = {"QP": 2015, "QN": 2024}  # in force: decrees 2014-1750 and 2023-1314


def is_neighbourhoods(properties: Mapping[str, Any]) -> bool:
    return bool(text(properties, "code_qp"))


def read_neighbourhoods(file: str, features: Sequence[Feature], vintage: int | None) -> Source:
    """Read the features of a file; each must lie in communes that are registered already.

    The vintage follows from the codes when it is not given. Raises Unreadable when the codes mix
    two vintages, or when no commune is registered.
    """
    codes = [text(properties, "code_qp").upper() for properties, _geometry in features]
    source = Source(LABEL, vintage or _vintage(codes))
    places = Places()
    departments = set()
    for (properties, geometry), code in zip(features, codes, strict=True):
        where = f"{file}, {code or '–'}"
        if not CODE.fullmatch(code):
            source.complain(where, _("ce n’est pas un code de quartier prioritaire."))
            continue
        communes, absent = places.of(properties, code)
        if absent or not communes:
            source.complain(
                where, _("la commune est inconnue : %(name)s.") % {"name": ", ".join(absent) or "–"}
            )
            continue
        division = Division(
            Kind.PRIORITY_NEIGHBOURHOOD,
            code,
            text(properties, "nom_qp", "lib_qp"),
            parent=communes[0],
            also_in=places.beside(communes),
        )
        if source.add(division, where):
            source.add_outline(division.key, geometry, where)
        departments |= {places.department_of(commune) for commune in communes}
    source.departments = frozenset(departments)
    return source


def _vintage(codes: Iterable[str]) -> int:
    found = {VINTAGES[code[:2]] for code in codes if code[:2] in VINTAGES}
    if len(found) != 1:
        raise Unreadable(
            _("Ce fichier mêle plusieurs millésimes, ou n’en dit aucun : donnez --vintage.")
        )
    return found.pop()


class Places:
    """The communes and their parts as registered, in their latest vintage."""

    KINDS = (Kind.DELEGATED, Kind.DISTRICT, Kind.COMMUNE)

    def __init__(self) -> None:
        self.by_code: dict[str, Territory] = {}
        self.by_name: dict[tuple[str, str], Territory] = {}
        rows = Territory.objects.filter(kind__in=self.KINDS).select_related("parent")
        for row in sorted(rows.order_by("vintage"), key=lambda row: self.KINDS.index(row.kind)):
            # What is no commune any more stands for the commune it now belongs to.
            place = row.parent if row.kind == Kind.DELEGATED and row.parent else row
            self.by_code[row.code] = place
            self.by_name[row.department_code, folded(row.name)] = place
        if not self.by_code:
            raise Unreadable(
                _("Aucune commune n’est enregistrée. Importez d’abord le découpage administratif.")
            )
        self.by_key = {(place.kind, place.code): place for place in self.by_code.values()}

    def of(self, properties: Mapping[str, Any], code: str) -> tuple[list[Key], list[str]]:
        """Give the communes that a neighbourhood names, and the names that are unknown."""
        codes = _listed(text(properties, "code_commune", "insee_com", "code_insee"))
        if codes:
            found = {one: self.by_code.get(one) for one in codes}
        else:
            names = text(properties, "commune_qp", "nom_commune", "lib_com")
            department = text(properties, "code_departement", "insee_dep") or _department(code)
            found = {name: self.by_name.get((department, folded(name))) for name in _listed(names)}
        keys = [(place.kind, place.code) for place in found.values() if place]
        return list(dict.fromkeys(keys)), [name for name, place in found.items() if not place]

    def beside(self, communes: list[Key]) -> tuple[Key, ...]:
        """Give the other communes, and the groups of them all."""
        groups = Territory.objects.filter(members__in=[self.by_key[key].pk for key in communes])
        keys = sorted(set(groups.order_by().values_list("kind", "code")))
        return (*communes[1:], *keys)

    def department_of(self, commune: Key) -> str:
        return self.by_key[commune].department_code


def _listed(texts: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;/]", texts) if part.strip()]


def _department(code: str) -> str:
    """Give the department in a neighbourhood's code: QP031019 is in 31, QP971001 in 971."""
    digits = code[2:5]
    return digits.removeprefix("0")
