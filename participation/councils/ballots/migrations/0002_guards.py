"""What the database itself refuses of votes, whoever asks.

Each engine holds what it can without looking at another table: SQLite checks every trigger when
a table is altered, so those that look at the vote are PostgreSQL's alone. There, whoever may drop
tables may drop these; nobody else gets past them.
"""

from typing import Any

from django.db import migrations

RULES = {  # name: (table, when, what is refused)
    "slip_is_never_changed": ("ballots_slip", "UPDATE", ""),
    "slip_is_never_taken_out": ("ballots_slip", "DELETE", ""),
    "voter_stays_marked": ("ballots_voter", "UPDATE", "OLD.has_voted AND NOT NEW.has_voted"),
    "secret_stays_secret": ("ballots_ballot", "UPDATE", "OLD.is_anonymous AND NOT NEW.is_anonymous"),
    "hidden_stays_hidden": (
        "ballots_ballot",
        "UPDATE",
        "OLD.results_shown = 'when_closed' AND NEW.results_shown <> 'when_closed'",
    ),
    "first_vote_is_not_undone": ("ballots_ballot", "UPDATE", "OLD.has_votes AND NOT NEW.has_votes"),
}
LOOKING = {  # name: (table, when, the row, the state of its vote in which it is refused)
    "electorate_is_frozen": ("ballots_voter", "INSERT", "NEW", "state <> 'planned'"),
    "electorate_stays": ("ballots_voter", "DELETE", "OLD", "state <> 'planned'"),
    "options_are_frozen": ("ballots_option", "INSERT OR UPDATE", "NEW", "has_votes"),
    "options_stay": ("ballots_option", "DELETE", "OLD", "has_votes"),
}


def set_up(apps: Any, schema_editor: Any) -> None:
    """Write the triggers of this engine."""
    for name, (table, when, refused) in RULES.items():
        condition = f"WHEN ({refused})" if refused else ""
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {when} ON {table} {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
            )
        else:
            _function(schema_editor, name, f"RAISE EXCEPTION '{name}';", "NULL")
            _trigger(schema_editor, name, table, when, condition)
    if schema_editor.connection.vendor == "postgresql":
        for name, (table, when, row, state) in LOOKING.items():
            body = (
                f"IF EXISTS (SELECT 1 FROM ballots_ballot WHERE id = {row}.ballot_id AND {state}) "
                f"THEN RAISE EXCEPTION '{name}'; END IF;"
            )
            _function(schema_editor, name, body, row)
            _trigger(schema_editor, name, table, when, "")


def _function(schema_editor: Any, name: str, body: str, given: str) -> None:
    schema_editor.execute(
        f"CREATE FUNCTION ballots_{name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} RETURN {given}; END $$"
    )


def _trigger(schema_editor: Any, name: str, table: str, when: str, condition: str) -> None:
    schema_editor.execute(
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW {condition} "
        f"EXECUTE FUNCTION ballots_{name}()"
    )


def take_down(apps: Any, schema_editor: Any) -> None:
    """Drop them."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    rules = {**RULES, **LOOKING} if is_postgres else RULES
    for name, (table, *_rest) in rules.items():
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if is_postgres else ""))
        if is_postgres:
            schema_editor.execute(f"DROP FUNCTION ballots_{name}()")


class Migration(migrations.Migration):
    dependencies = [("ballots", "0001_initial")]
    operations = [migrations.RunPython(set_up, take_down)]
