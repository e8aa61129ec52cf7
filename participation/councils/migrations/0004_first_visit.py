from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0003_joining'),
    ]

    operations = [
        migrations.AlterField(
            model_name='visit',
            name='began_with',
            field=models.DateTimeField(null=True, verbose_name='nouveau depuis'),
        ),
    ]
