"""Tables made together are those that would have been made one by one."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from participation.base.migrating import CreateTogether

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PARTS: list[migrations.operations.base.Operation] = [
    migrations.CreateModel("Tree", [("id", models.BigAutoField(primary_key=True))]),
    migrations.CreateModel(
        "Leaf",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("size", models.IntegerField()),
            ("tree", models.ForeignKey("base.Tree", on_delete=models.CASCADE)),
        ],
    ),
    migrations.AddField(
        "Tree", "first", models.ForeignKey("base.Leaf", on_delete=models.CASCADE, related_name="+")
    ),
    migrations.AddConstraint(
        "Leaf", models.UniqueConstraint(fields=["tree", "size"], name="leaf_once")
    ),
    migrations.AddIndex("Leaf", models.Index(fields=["size"], name="leaf_by_size")),
]


def described() -> dict[str, object]:
    with connection.cursor() as cursor:
        introspect = connection.introspection
        return {
            table: (
                [column.name for column in introspect.get_table_description(cursor, table)],
                sorted(
                    (sorted(one["columns"]), one["unique"], one["check"], str(one["foreign_key"]))
                    for one in introspect.get_constraints(cursor, table).values()
                ),
            )
            for table in ("base_tree", "base_leaf")
        }


def run(operation: migrations.operations.base.Operation, state: ProjectState) -> ProjectState:
    after = state.clone()
    operation.state_forwards("base", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("base", editor, state, after)
    return after


def test_tables_made_together_are_those_made_one_by_one() -> None:
    empty = state = ProjectState()
    for part in PARTS:
        state = run(part, state)
    one_by_one = described()
    together = CreateTogether(PARTS)
    with connection.schema_editor() as editor:
        together.database_backwards("base", editor, state, empty)
    state = run(together, empty)
    try:
        assert described() == one_by_one
    finally:
        with connection.schema_editor() as editor:
            together.database_backwards("base", editor, state, empty)
    assert not {"base_tree", "base_leaf"} & set(connection.introspection.table_names())


def test_what_is_not_part_of_a_table_is_refused() -> None:
    with pytest.raises(TypeError, match="its own migration"):
        CreateTogether([migrations.RunPython(migrations.RunPython.noop)])
