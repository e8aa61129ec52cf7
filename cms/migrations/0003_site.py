"""A fresh installation starts with a site: home, lists, and the texts it owes.

It builds with the pages as they are today. A migration that changes their tables must therefore
come before this one: give this one its name as a dependency, and a higher number.
"""

from django.db import migrations

from cms.actions.building import build_site


def build(apps, schema_editor):
    build_site()


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_clarity"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
    ]
    operations = [migrations.RunPython(build, migrations.RunPython.noop)]
