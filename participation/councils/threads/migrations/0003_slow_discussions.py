"""A discussion may be slowed down."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("threads", "0002_changes_in_order")]
    operations = [
        migrations.AddField(
            "thread", "is_slow", models.BooleanField("ralentie", default=False)
        ),
    ]
