from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0039_published_in_the_background'),
    ]

    operations = [
        migrations.AddField(
            model_name='briefingpublication',
            name='closed_files',
            field=models.JSONField(default=dict, editable=False, verbose_name='bestanden die niet openbaar zijn'),
        ),
    ]
