"""What happens in a discussion is counted: who was away is told what they missed, in order."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def count_what_was_written(apps: Any, schema_editor: Any) -> None:
    """Take each message as one change, by its number."""
    apps.get_model("threads", "Message").objects.update(changed=F("number"))
    apps.get_model("threads", "Thread").objects.update(last_change=F("last_number"))


class Migration(migrations.Migration):
    dependencies = [("threads", "0001_initial")]
    operations = [
        migrations.AddField(
            "message", "changed", models.PositiveIntegerField(default=0, editable=False)
        ),
        migrations.AddField(
            "thread", "last_change", models.PositiveIntegerField(default=0, editable=False)
        ),
        migrations.RunPython(count_what_was_written, migrations.RunPython.noop),
        migrations.AddIndex(
            "message", models.Index(fields=["thread", "changed"], name="message_changed")
        ),
    ]
