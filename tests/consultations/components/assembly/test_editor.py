"""Officers set a meeting up by one form, in the admin as anywhere."""

from datetime import UTC, datetime
from typing import Any

import pytest

from consultations.components.assembly import actions
from consultations.components.assembly.models import Assembly
from tests.consultations.components.assembly.making import make_meeting
from tests.factories import make_consultation

pytestmark = pytest.mark.django_db

TYPED = {
    "assembly-starts_at_0": "2027-03-03",
    "assembly-starts_at_1": "18:30",
    "assembly-ends_at_0": "2027-03-03",
    "assembly-ends_at_1": "20:30",
    "assembly-place": "Salle des fêtes",
    "assembly-access": "",
    "assembly-online_url": "visio.example.org/place",
    "assembly-points": "Le plan (20 min)\nLe plan (20 min)\n\nQuestions  diverses",
    "assembly-groups": "Habitants\nHabitants\nCommerçants",
    "assembly-turn_minutes": "2",
    "assembly-publication": "at_once",
}


@pytest.fixture
def assembly() -> Assembly:
    return make_meeting(make_consultation(zone="Indian/Reunion"))


def test_hours_are_those_of_the_consultation_s_zone(assembly: Assembly) -> None:
    editor = assembly.step.component.editor
    assert editor is not None
    forms = editor.forms(assembly.step, TYPED)
    assert forms["assembly"].is_valid(), forms["assembly"].errors
    editor.save(assembly.step, forms, actor=None)
    assembly.refresh_from_db()
    assert assembly.starts_at == datetime(2027, 3, 3, 14, 30, tzinfo=UTC)
    assert assembly.online_url == "https://visio.example.org/place"
    assert assembly.group_list == ["Habitants", "Commerçants"]
    points = [(item.title, item.minutes) for item in assembly.items.all()]
    assert points == [("Le plan", 20), ("Questions diverses", None)]
    again: Any = editor.forms(assembly.step)["assembly"]
    assert again["points"].value() == "Le plan (20 min)\nQuestions diverses"
    assert 'value="18:30"' in str(again["starts_at"])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"assembly-ends_at_1": "18:00"}, "ends_at"),
        ({"assembly-points": " \n "}, "points"),
        ({"assembly-starts_at_1": "midi"}, "starts_at"),
        ({"assembly-turn_minutes": "0"}, "turn_minutes"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    assembly: Assembly, typed: dict[str, str], name: str
) -> None:
    editor = assembly.step.component.editor
    assert editor is not None
    form = editor.forms(assembly.step, {**TYPED, **typed})["assembly"]
    assert list(form.errors) == [name]


def test_a_meeting_takes_place_during_its_step(assembly: Assembly) -> None:
    assert assembly.step.component.missing(assembly.step) == []
    late = actions.Plan(
        starts_at=datetime(2099, 1, 1, tzinfo=UTC), place="Salle", points=[actions.Point("Tout")]
    )
    assembly.step.assembly = actions.edit_assembly(assembly, late, actor=None)
    (missing,) = assembly.step.component.missing(assembly.step)
    assert "pendant son étape" in str(missing.message)
