"""The tables of an application made together: the history is drawn once for all of them."""

from typing import Any

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Editor = Any  # the schema editor of whichever engine
PARTS = (CreateModel, AddField, AddConstraint, AddIndex)  # what a table is made of


class CreateTogether(Operation):
    """Make the tables of an application as its list of operations leaves them.

    `operations` is what `makemigrations` wrote for a new application: models, then the fields and
    constraints they needed each other for. Django draws every model again after each of them,
    which took most of the time of a new installation; here it draws them once. Anything else than
    a part of a table is refused by a TypeError: give it a migration of its own.
    """

    def __init__(self, operations: list[Operation]) -> None:
        for each in operations:
            if not isinstance(each, PARTS):
                raise TypeError(f"{each!r} is not part of a table: it needs its own migration")
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Tell the history what was made, without drawing it."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any
    ) -> None:
        """Create each table, with all that belongs to it."""
        for model in self._models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(
        self, app_label: str, schema_editor: Editor, from_state: Any, to_state: Any
    ) -> None:
        """Drop each table, the last one first."""
        for model in reversed(self._models(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        """Say what is made, for the list of a migration."""
        return "; ".join(operation.describe() for operation in self.operations)

    def _models(self, app_label: str, schema_editor: Editor, state: Any) -> list[Any]:
        names = [each.name for each in self.operations if isinstance(each, CreateModel)]
        models = [state.apps.get_model(app_label, name) for name in names]
        alias = schema_editor.connection.alias
        return [each for each in models if self.allow_migrate_model(alias, each)]
