from django.db import migrations

from participation.territories.words import words_of


def write_words(apps, schema_editor):
    Territory = apps.get_model('territories', 'Territory')
    TerritoryWord = apps.get_model('territories', 'TerritoryWord')
    rows = Territory.objects.order_by('pk').values_list('pk', 'name', 'code', 'postcodes')
    TerritoryWord.objects.bulk_create(
        [
            TerritoryWord(territory_id=pk, word=word)
            for pk, name, code, postcodes in rows
            for word in dict.fromkeys(words_of(name) + words_of(code) + postcodes.split())
        ],
        batch_size=1000,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('territories', '0002_search_and_outlines'),
    ]

    operations = [
        migrations.RunPython(write_words, migrations.RunPython.noop, elidable=True),
    ]
