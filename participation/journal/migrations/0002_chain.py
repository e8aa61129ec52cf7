"""The journal becomes a chain, and the database refuses that its lines change or go."""

from django.db import migrations, models

COVERED = ("id", "event", "at", "actor_id", "subject", "consultation_id", "payload")
KEPT = {  # what may not change in each table; other columns say who has heard the line
    "journal_entry": COVERED,
    "journal_link": ("id", "chain", "position", "entry_id", "sha256"),
}
REFUSAL = "the journal is only added to"


def protect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
    for table, columns in KEPT.items():
        _protect(schema_editor, table, ", ".join(f'"{column}"' for column in columns))


def _protect(schema_editor, table, columns):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for name, moment in (("kept", f"UPDATE OF {columns}"), ("not_removed", "DELETE")):
        does = (
            "FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
            if is_postgres
            else f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        schema_editor.execute(f'CREATE TRIGGER {table}_{name} BEFORE {moment} ON "{table}" {does}')


def let_go(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table in KEPT:
        for name in ("kept", "not_removed"):
            where = f' ON "{table}"' if is_postgres else ""
            schema_editor.execute(f"DROP TRIGGER {table}_{name}{where}")
    if is_postgres:
        schema_editor.execute("DROP FUNCTION journal_refuse()")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ChainEnd",
            fields=[
                ("chain", models.BigIntegerField(primary_key=True, serialize=False)),
                ("length", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "fin de chaîne",
                "verbose_name_plural": "fins de chaînes",
                "ordering": ("chain",),
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.BigIntegerField()),
                ("position", models.PositiveBigIntegerField()),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "maillon du journal",
                "verbose_name_plural": "maillons du journal",
                "ordering": ("chain", "position"),
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "position"), name="link_in_order")
                ],
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="is_sealed",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("is_sealed", False)), fields=["id"], name="journal_unsealed"
            ),
        ),
        migrations.RunPython(protect, let_go),
    ]
