"""Contracts, figures and files of measures."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from consultations.commitments import actions
from consultations.commitments.choices import PlanKind
from consultations.commitments.exports import COLUMNS
from consultations.commitments.imports.reading import read_rows
from consultations.commitments.models import Branch, Measure, Turn, today
from consultations.errors import Refused
from consultations.models import State
from tests.consultations.commitments.planning import make_plan, measure_of

pytestmark = pytest.mark.django_db
FILE = """numero;titre;branche;etat;echeance
1;Mesure n° 1;Se déplacer;en cours;31/12/2031
A-2;Une fontaine;Se déplacer;;2031-01-05
A-3;Un abri;Se reposer;;
"""


def test_a_contract_is_signed_extended_and_revised_in_the_open(client: Client) -> None:
    end = today() + timedelta(days=30)
    plan = make_plan(kind=PlanKind.CONTRACT, ends_on=end)
    signed: dict[str, Any] = {"role": "Préfète", "signed_on": today(), "actor": None}
    row = actions.write_signatory(plan, party="Préfecture", **signed)
    actions.write_signatory(plan, party="Agglomération", role="Président", actor=None)
    with pytest.raises(Refused):
        actions.write_signatory(plan, party="Autre", signatory=row, **signed)
    with pytest.raises(Refused):
        actions.amend(plan, title="Moins long", ends_on=end, actor=None)
    actions.amend(plan, title="Un an de plus", ends_on=end + timedelta(days=365), actor=None)
    amendment = actions.open_revision(plan, title="Réviser le contrat", actor=None)
    plan.refresh_from_db()
    assert plan.ends_on == end + timedelta(days=365)
    assert amendment.consultation is not None
    assert amendment.consultation.state == State.DRAFT
    page = client.get(plan.get_absolute_url()).content.decode()
    for words in ("Préfète", "pas encore signé", "Un an de plus", "Une démarche se prépare"):
        assert words in page
    with pytest.raises(Refused):
        actions.amend(make_plan(title="Un plan"), title="Non", actor=None)


def test_a_published_figure_changes_with_a_reason_alone(client: Client) -> None:
    measure = measure_of(make_plan())
    indicator = actions.add_indicator(measure, name="Bancs", unit="bancs", actor=None)
    year, target = today().year, Decimal(20)
    actions.write_figure(indicator, year, target=target, actor=None)
    actions.write_figure(indicator, year, target=target, achieved=Decimal(12), actor=None)
    with pytest.raises(Refused):
        actions.write_figure(indicator, year, target=target, achieved=Decimal(25), actor=None)
    actions.write_figure(
        indicator, year, target=target, achieved=Decimal(25), reason="Erreur.", actor=None
    )
    page = client.get(measure.get_absolute_url()).content.decode()
    assert "objectif atteint" in page
    assert Turn.objects.get(kind="correction").before == "12 bancs"


def test_a_file_is_shown_first_then_taken_whole_and_twice_is_once() -> None:
    plan = make_plan()
    rows = read_rows(FILE)
    seen = actions.import_measures(plan, rows, actor=None, is_rehearsal=True)
    assert (seen.added, seen.changed, seen.refused) == (2, 1, [])
    assert Measure.objects.count() == 1
    assert Branch.objects.count() == 1
    actions.import_measures(plan, rows, actor=None)
    assert [m.external_id for m in plan.measures.order_by("rank")] == ["1", "A-2", "A-3"]
    again = actions.import_measures(plan, rows, actor=None)
    assert (again.added, again.changed, again.same) == (0, 0, 3)


def test_one_bad_row_and_nothing_is_taken() -> None:
    plan = make_plan()
    bad = "4;;;;\n5;Cinq;;perdue;\n6;Six;;;99/99/2030\n6;Six;;;\n7;Sept;a > b > c;;\n8;Huit;;;\n"
    report = actions.import_measures(plan, read_rows(FILE + bad), actor=None)
    assert [line.number for line in report.refused] == [5, 6, 7, 8, 9]
    assert all(line.problem for line in report.refused)
    assert plan.measures.count() == 1
    for unreadable in ("rien", "numero;autre\n1;2\n", "numero;titre\n"):
        with pytest.raises(Refused):
            read_rows(unreadable)


def test_what_is_exported_can_be_imported_again(client: Client) -> None:
    plan = make_plan(number=2)
    content = b"".join(client.get(f"/engagements/{plan.slug}/mesures.csv")).decode()
    assert content.splitlines()[0].count(";") == len(COLUMNS) - 1
    report = actions.import_measures(plan, read_rows(content), actor=None)
    assert (report.same, report.added, report.refused) == (2, 0, [])
    told = client.get(f"/engagements/{plan.slug}/mesures.json").getvalue().decode()
    assert "Mesure n° 2" in told
