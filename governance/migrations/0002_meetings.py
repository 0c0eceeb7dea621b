
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('governance', '0001_bodies'),
        ('partners', '0001_regions_and_organisations'),
        ('zorgzaam', '0001_people_post_and_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaPublication',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(verbose_name='versie')),
                ('audience', models.CharField(choices=[('openbaar', 'Iedereen'), ('besloten', 'Leden van het orgaan')], max_length=8, verbose_name='voor wie')),
                ('data', models.TextField(verbose_name='gegevens (JSON)')),
                ('html', models.TextField(verbose_name='inhoud (HTML)')),
                ('changes', models.TextField(default='[]', verbose_name='wat er anders is (JSON)')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('published_at', models.DateTimeField(verbose_name='gepubliceerd op')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reden')),
                ('published_by', models.ForeignKey(blank=True, help_text='Leeg: vanzelf, omdat een embargo afliep.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.person', verbose_name='gepubliceerd door')),
            ],
            options={
                'verbose_name': 'gepubliceerde agenda',
                'verbose_name_plural': "gepubliceerde agenda's",
                'ordering': ['meeting', 'version', 'audience'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('publicity', models.CharField(choices=[('openbaar', 'Openbaar'), ('besloten', 'Besloten'), ('vertrouwelijk', 'Vertrouwelijk')], default='openbaar', max_length=14, verbose_name='openbaarheid')),
                ('publicity_ground', models.CharField(blank=True, help_text='Nodig bij besloten en vertrouwelijk.', max_length=300, verbose_name='reden om niet openbaar te zijn')),
                ('publicity_until', models.CharField(blank=True, help_text='Bijvoorbeeld: tot en met het besluit van het college.', max_length=200, verbose_name='besloten tot')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Tot dat moment ziet alleen wie eraan werkt dit.', null=True, verbose_name='embargo tot')),
                ('woo_category', models.CharField(blank=True, choices=[('c_db4862c3', 'Vergaderstukken decentrale overheden'), ('c_8c840238', 'Bij vertegenwoordigende organen ingekomen stukken'), ('c_3a248e3a', "Agenda's en besluitenlijsten bestuurscolleges"), ('c_99a836c7', 'Adviezen'), ('c_8fc2335c', 'Convenanten'), ('c_c6cd1213', 'Jaarplannen en jaarverslagen'), ('c_fdaee95e', 'Onderzoeksrapporten'), ('c_816e508d', 'Inspanningsverplichting (artikel 3.1 Woo)')], max_length=12, verbose_name='informatiecategorie (Woo)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='plaats')),
                ('title', models.CharField(max_length=250, verbose_name='titel')),
                ('kind', models.CharField(choices=[('informatie', 'Informatie'), ('beeldvorming', 'Beeldvorming'), ('oordeelsvorming', 'Oordeelsvorming'), ('besluit', 'Besluit')], default='informatie', max_length=16, verbose_name='wat vragen we')),
                ('treatment', models.CharField(choices=[('bespreekstuk', 'Bespreekstuk'), ('hamerstuk', 'Hamerstuk')], default='bespreekstuk', max_length=12, verbose_name='behandeling')),
                ('minutes', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(600)], verbose_name='minuten')),
                ('explanation', models.TextField(blank=True, verbose_name='toelichting')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='voor het eerst gepubliceerd')),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='van de agenda gehaald op')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='nl', weight='A'), '||', django.contrib.postgres.search.SearchVector('explanation', config='nl', weight='B'), django.contrib.postgres.search.SearchConfig('nl')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='governance.body', verbose_name='orgaan')),
                ('owner_organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.organisation', verbose_name='organisatie die inbrengt')),
                ('owner_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.person', verbose_name='wie brengt het in')),
            ],
            options={
                'verbose_name': 'agendapunt',
                'verbose_name_plural': 'agendapunten',
                'ordering': ['meeting', 'position', 'created_at'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItemShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(help_text='Daarna is het delen vanzelf voorbij.', verbose_name='tot')),
                ('reason', models.CharField(max_length=300, verbose_name='reden')),
                ('given_at', models.DateTimeField(auto_now_add=True, verbose_name='gedeeld op')),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='governance.agendaitem')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gedeeld door')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'gedeeld agendapunt',
                'verbose_name_plural': 'gedeelde agendapunten',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgendaItemShareEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('until', models.DateTimeField(help_text='Daarna is het delen vanzelf voorbij.', verbose_name='tot')),
                ('reason', models.CharField(max_length=300, verbose_name='reden')),
                ('given_at', models.DateTimeField(auto_now_add=True, verbose_name='gedeeld op')),
                ('content_object', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.agendaitem')),
                ('given_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gedeeld door')),
                ('permission', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='auth.permission')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='governance.agendaitemshare')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PublicationNotice',
            fields=[
                ('publication', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='notice', serialize=False, to='governance.agendapublication', verbose_name='publicatie')),
                ('told', models.PositiveIntegerField(verbose_name='aantal berichten')),
                ('done_at', models.DateTimeField(auto_now_add=True, verbose_name='gedaan op')),
            ],
            options={
                'verbose_name': 'bericht over een publicatie',
                'verbose_name_plural': 'berichten over publicaties',
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='titel')),
                ('starts_at', models.DateTimeField(verbose_name='begint')),
                ('ends_at', models.DateTimeField(blank=True, help_text='De tijd die gepland is.', null=True, verbose_name='eindigt')),
                ('location', models.CharField(blank=True, max_length=200, verbose_name='plaats')),
                ('status', models.CharField(choices=[('concept', 'Concept'), ('gepubliceerd', 'Gepubliceerd'), ('geannuleerd', 'Gaat niet door'), ('ingetrokken', 'Ingetrokken')], default='concept', editable=False, max_length=12, verbose_name='toestand')),
                ('status_note', models.CharField(blank=True, editable=False, max_length=300, verbose_name='toelichting bij de toestand')),
                ('status_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='in deze toestand sinds')),
                ('agenda_version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie van de volgorde')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='nl', weight='A'), '||', django.contrib.postgres.search.SearchVector('location', config='nl', weight='C'), django.contrib.postgres.search.SearchConfig('nl')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='governance.body', verbose_name='orgaan')),
            ],
            options={
                'verbose_name': 'vergadering',
                'verbose_name_plural': 'vergaderingen',
                'ordering': ['starts_at'],
            },
        ),
        migrations.CreateModel(
            name='AgendaPublicationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('version', models.PositiveIntegerField(verbose_name='versie')),
                ('audience', models.CharField(choices=[('openbaar', 'Iedereen'), ('besloten', 'Leden van het orgaan')], max_length=8, verbose_name='voor wie')),
                ('data', models.TextField(verbose_name='gegevens (JSON)')),
                ('html', models.TextField(verbose_name='inhoud (HTML)')),
                ('changes', models.TextField(default='[]', verbose_name='wat er anders is (JSON)')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('published_at', models.DateTimeField(verbose_name='gepubliceerd op')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reden')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='governance.agendapublication')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, help_text='Leeg: vanzelf, omdat een embargo afliep.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='gepubliceerd door')),
                ('meeting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting', verbose_name='vergadering')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='agendapublication',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='governance.meeting', verbose_name='vergadering'),
        ),
        migrations.CreateModel(
            name='AgendaItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('publicity', models.CharField(choices=[('openbaar', 'Openbaar'), ('besloten', 'Besloten'), ('vertrouwelijk', 'Vertrouwelijk')], default='openbaar', max_length=14, verbose_name='openbaarheid')),
                ('publicity_ground', models.CharField(blank=True, help_text='Nodig bij besloten en vertrouwelijk.', max_length=300, verbose_name='reden om niet openbaar te zijn')),
                ('publicity_until', models.CharField(blank=True, help_text='Bijvoorbeeld: tot en met het besluit van het college.', max_length=200, verbose_name='besloten tot')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Tot dat moment ziet alleen wie eraan werkt dit.', null=True, verbose_name='embargo tot')),
                ('woo_category', models.CharField(blank=True, choices=[('c_db4862c3', 'Vergaderstukken decentrale overheden'), ('c_8c840238', 'Bij vertegenwoordigende organen ingekomen stukken'), ('c_3a248e3a', "Agenda's en besluitenlijsten bestuurscolleges"), ('c_99a836c7', 'Adviezen'), ('c_8fc2335c', 'Convenanten'), ('c_c6cd1213', 'Jaarplannen en jaarverslagen'), ('c_fdaee95e', 'Onderzoeksrapporten'), ('c_816e508d', 'Inspanningsverplichting (artikel 3.1 Woo)')], max_length=12, verbose_name='informatiecategorie (Woo)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('position', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='plaats')),
                ('title', models.CharField(max_length=250, verbose_name='titel')),
                ('kind', models.CharField(choices=[('informatie', 'Informatie'), ('beeldvorming', 'Beeldvorming'), ('oordeelsvorming', 'Oordeelsvorming'), ('besluit', 'Besluit')], default='informatie', max_length=16, verbose_name='wat vragen we')),
                ('treatment', models.CharField(choices=[('bespreekstuk', 'Bespreekstuk'), ('hamerstuk', 'Hamerstuk')], default='bespreekstuk', max_length=12, verbose_name='behandeling')),
                ('minutes', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(600)], verbose_name='minuten')),
                ('explanation', models.TextField(blank=True, verbose_name='toelichting')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='voor het eerst gepubliceerd')),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='van de agenda gehaald op')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body', verbose_name='orgaan')),
                ('owner_organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.organisation', verbose_name='organisatie die inbrengt')),
                ('owner_person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='wie brengt het in')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='governance.agendaitem')),
                ('meeting', models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Leeg: op de parkeerplaats.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.meeting', verbose_name='vergadering')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(blank=True, editable=False, help_text='Leeg: op de parkeerplaats.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='governance.meeting', verbose_name='vergadering'),
        ),
        migrations.CreateModel(
            name='MeetingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='titel')),
                ('starts_at', models.DateTimeField(verbose_name='begint')),
                ('ends_at', models.DateTimeField(blank=True, help_text='De tijd die gepland is.', null=True, verbose_name='eindigt')),
                ('location', models.CharField(blank=True, max_length=200, verbose_name='plaats')),
                ('status', models.CharField(choices=[('concept', 'Concept'), ('gepubliceerd', 'Gepubliceerd'), ('geannuleerd', 'Gaat niet door'), ('ingetrokken', 'Ingetrokken')], default='concept', editable=False, max_length=12, verbose_name='toestand')),
                ('status_note', models.CharField(blank=True, editable=False, max_length=300, verbose_name='toelichting bij de toestand')),
                ('status_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='in deze toestand sinds')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.body', verbose_name='orgaan')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='governance.meeting')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('publicity', models.CharField(choices=[('openbaar', 'Openbaar'), ('besloten', 'Besloten'), ('vertrouwelijk', 'Vertrouwelijk')], default='openbaar', max_length=14, verbose_name='openbaarheid')),
                ('publicity_ground', models.CharField(blank=True, help_text='Nodig bij besloten en vertrouwelijk.', max_length=300, verbose_name='reden om niet openbaar te zijn')),
                ('publicity_until', models.CharField(blank=True, help_text='Bijvoorbeeld: tot en met het besluit van het college.', max_length=200, verbose_name='besloten tot')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Tot dat moment ziet alleen wie eraan werkt dit.', null=True, verbose_name='embargo tot')),
                ('woo_category', models.CharField(blank=True, choices=[('c_db4862c3', 'Vergaderstukken decentrale overheden'), ('c_8c840238', 'Bij vertegenwoordigende organen ingekomen stukken'), ('c_3a248e3a', "Agenda's en besluitenlijsten bestuurscolleges"), ('c_99a836c7', 'Adviezen'), ('c_8fc2335c', 'Convenanten'), ('c_c6cd1213', 'Jaarplannen en jaarverslagen'), ('c_fdaee95e', 'Onderzoeksrapporten'), ('c_816e508d', 'Inspanningsverplichting (artikel 3.1 Woo)')], max_length=12, verbose_name='informatiecategorie (Woo)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='titel')),
                ('filename', models.CharField(editable=False, max_length=200, verbose_name='bestandsnaam')),
                ('edocs_number', models.CharField(blank=True, max_length=30, verbose_name='eDocs-nummer')),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='toegevoegd op')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='voor het eerst gepubliceerd')),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='weggehaald op')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('file', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.storedfile', verbose_name='bestand')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='governance.agendaitem', verbose_name='agendapunt')),
            ],
            options={
                'verbose_name': 'stuk',
                'verbose_name_plural': 'stukken',
                'ordering': ['added_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PaperEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('publicity', models.CharField(choices=[('openbaar', 'Openbaar'), ('besloten', 'Besloten'), ('vertrouwelijk', 'Vertrouwelijk')], default='openbaar', max_length=14, verbose_name='openbaarheid')),
                ('publicity_ground', models.CharField(blank=True, help_text='Nodig bij besloten en vertrouwelijk.', max_length=300, verbose_name='reden om niet openbaar te zijn')),
                ('publicity_until', models.CharField(blank=True, help_text='Bijvoorbeeld: tot en met het besluit van het college.', max_length=200, verbose_name='besloten tot')),
                ('embargo_until', models.DateTimeField(blank=True, help_text='Tot dat moment ziet alleen wie eraan werkt dit.', null=True, verbose_name='embargo tot')),
                ('woo_category', models.CharField(blank=True, choices=[('c_db4862c3', 'Vergaderstukken decentrale overheden'), ('c_8c840238', 'Bij vertegenwoordigende organen ingekomen stukken'), ('c_3a248e3a', "Agenda's en besluitenlijsten bestuurscolleges"), ('c_99a836c7', 'Adviezen'), ('c_8fc2335c', 'Convenanten'), ('c_c6cd1213', 'Jaarplannen en jaarverslagen'), ('c_fdaee95e', 'Onderzoeksrapporten'), ('c_816e508d', 'Inspanningsverplichting (artikel 3.1 Woo)')], max_length=12, verbose_name='informatiecategorie (Woo)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='titel')),
                ('filename', models.CharField(editable=False, max_length=200, verbose_name='bestandsnaam')),
                ('edocs_number', models.CharField(blank=True, max_length=30, verbose_name='eDocs-nummer')),
                ('added_at', models.DateTimeField(auto_now_add=True, verbose_name='toegevoegd op')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='voor het eerst gepubliceerd')),
                ('removed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='weggehaald op')),
                ('form_key', models.UUIDField(blank=True, editable=False, null=True)),
                ('file', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.storedfile', verbose_name='bestand')),
                ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.agendaitem', verbose_name='agendapunt')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='governance.paper')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaperShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(help_text='Daarna is het delen vanzelf voorbij.', verbose_name='tot')),
                ('reason', models.CharField(max_length=300, verbose_name='reden')),
                ('given_at', models.DateTimeField(auto_now_add=True, verbose_name='gedeeld op')),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='governance.paper')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gedeeld door')),
                ('permission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='auth.permission')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'gedeeld stuk',
                'verbose_name_plural': 'gedeelde stukken',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaperShareEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('until', models.DateTimeField(help_text='Daarna is het delen vanzelf voorbij.', verbose_name='tot')),
                ('reason', models.CharField(max_length=300, verbose_name='reden')),
                ('given_at', models.DateTimeField(auto_now_add=True, verbose_name='gedeeld op')),
                ('content_object', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='governance.paper')),
                ('given_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='gedeeld door')),
                ('permission', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='auth.permission')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='governance.papershare')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='agendaitemshare',
            constraint=models.CheckConstraint(condition=models.Q(('user', models.F('given_by')), _negated=True), name='agendaitemshare_not_to_oneself', violation_error_message='Je kunt niets met jezelf delen.'),
        ),
        migrations.AlterUniqueTogether(
            name='agendaitemshare',
            unique_together={('user', 'permission', 'content_object')},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitemshare',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendaitemshareevent" ("content_object_id", "given_at", "given_by_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id") VALUES (NEW."content_object_id", NEW."given_at", NEW."given_by_id", NEW."id", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."reason", NEW."until", NEW."user_id"); RETURN NULL;', hash='8ed779310c26ad247f0cd3e3ab7268a06b53ef17', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_c7ec9', table='governance_agendaitemshare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitemshare',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_agendaitemshareevent" ("content_object_id", "given_at", "given_by_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id") VALUES (NEW."content_object_id", NEW."given_at", NEW."given_by_id", NEW."id", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."reason", NEW."until", NEW."user_id"); RETURN NULL;', hash='e4a0013d78f1f5cceb517b3035ea73f08a2b93c5', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_5c3d1', table='governance_agendaitemshare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitemshare',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendaitemshareevent" ("content_object_id", "given_at", "given_by_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id") VALUES (OLD."content_object_id", OLD."given_at", OLD."given_by_id", OLD."id", OLD."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."reason", OLD."until", OLD."user_id"); RETURN NULL;', hash='c6d2f60771c75c6aeecdbc08f3256d45e4a1811a', operation='DELETE', pgid='pgtrigger_verwijderd_delete_c11dd', table='governance_agendaitemshare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitemshareevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f8001cd7b02dbc4bee5a6b771af390801485de28', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_32441', table='governance_agendaitemshareevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['body', 'starts_at'], name='governance__body_id_b86638_idx'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='meeting_search'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='meeting_ends_after_start', violation_error_message='De vergadering eindigt voordat zij begint.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['concept', 'gepubliceerd']), models.Q(('status_note', ''), _negated=True), _connector='OR'), name='meeting_end_has_reason', violation_error_message='Schrijf erbij waarom.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."form_key" IS DISTINCT FROM (NEW."form_key") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."location" IS DISTINCT FROM (NEW."location") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='ed2370bd1ec02bee7f052c670b7809d84ca81b5b', operation='UPDATE', pgid='pgtrigger_raise_version_47810', table='governance_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_meetingevent" ("body_id", "ends_at", "form_key", "id", "location", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "status_note", "status_since", "title", "version") VALUES (NEW."body_id", NEW."ends_at", NEW."form_key", NEW."id", NEW."location", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."starts_at", NEW."status", NEW."status_note", NEW."status_since", NEW."title", NEW."version"); RETURN NULL;', hash='d36e6581f8ed2ddc7512c38f3fb2f49d7d122a11', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_1550b', table='governance_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."form_key" IS DISTINCT FROM (NEW."form_key") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."location" IS DISTINCT FROM (NEW."location") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."status_note" IS DISTINCT FROM (NEW."status_note") OR OLD."status_since" IS DISTINCT FROM (NEW."status_since") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "governance_meetingevent" ("body_id", "ends_at", "form_key", "id", "location", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "status_note", "status_since", "title", "version") VALUES (NEW."body_id", NEW."ends_at", NEW."form_key", NEW."id", NEW."location", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."starts_at", NEW."status", NEW."status_note", NEW."status_since", NEW."title", NEW."version"); RETURN NULL;', hash='9a2e8272b6e42500f7d46bbbe9ead8b5c6996547', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_ec0fa', table='governance_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_meetingevent" ("body_id", "ends_at", "form_key", "id", "location", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "status", "status_note", "status_since", "title", "version") VALUES (OLD."body_id", OLD."ends_at", OLD."form_key", OLD."id", OLD."location", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."starts_at", OLD."status", OLD."status_note", OLD."status_since", OLD."title", OLD."version"); RETURN NULL;', hash='87f3bcb2bd7824f9bcfb59b334d25889f3d8acd8', operation='DELETE', pgid='pgtrigger_verwijderd_delete_29a9b', table='governance_meeting', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendapublicationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f2373feefcbecf660f5d9f6b444911ceda0d6dc5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0ef9b', table='governance_agendapublicationevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='agendapublication',
            constraint=models.UniqueConstraint(models.F('meeting'), models.F('version'), models.F('audience'), name='publication_once_per_version'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendapublication',
            trigger=pgtrigger.compiler.Trigger(name='keep_row', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6983a594f4308e30239b5304fc27cd9c0b4a17fe', operation='UPDATE OR DELETE', pgid='pgtrigger_keep_row_ff5ba', table='governance_agendapublication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendapublication',
            trigger=pgtrigger.compiler.Trigger(name='keep_table', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='39792541e7eadab43a96b41e15029a1fa04f81d1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_keep_table_473d8', table='governance_agendapublication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendapublication',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendapublicationevent" ("audience", "changes", "data", "html", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reason", "sha256", "version") VALUES (NEW."audience", NEW."changes", NEW."data", NEW."html", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."reason", NEW."sha256", NEW."version"); RETURN NULL;', hash='170825d88c1cce1425cad28db8fe06c9685437e5', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_eb42c', table='governance_agendapublication', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendapublication',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_agendapublicationevent" ("audience", "changes", "data", "html", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reason", "sha256", "version") VALUES (NEW."audience", NEW."changes", NEW."data", NEW."html", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."reason", NEW."sha256", NEW."version"); RETURN NULL;', hash='505a98a09395892fd077deaf15b58cdd688d7273', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_1fcd8', table='governance_agendapublication', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendapublication',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendapublicationevent" ("audience", "changes", "data", "html", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "reason", "sha256", "version") VALUES (OLD."audience", OLD."changes", OLD."data", OLD."html", OLD."id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."published_at", OLD."published_by_id", OLD."reason", OLD."sha256", OLD."version"); RETURN NULL;', hash='4a3bf0622dd08451c1a9740ea83fdc6226f72326', operation='DELETE', pgid='pgtrigger_verwijderd_delete_150cf', table='governance_agendapublication', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6225f4f29f35fa1f23a0d8c927d7d9bad1ee6320', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d3ed4', table='governance_agendaitemevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='agendaitem',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='agendaitem_search'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('publicity', 'openbaar'), models.Q(('publicity_ground', ''), _negated=True), _connector='OR'), name='governance_agendaitem_closed_has_ground', violation_error_message='Noem de reden waarom dit niet openbaar is.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('meeting', 'position'), name='item_place_taken_once', violation_error_message='Op deze plaats staat al een punt.'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('meeting__isnull', True), ('position__isnull', True)), models.Q(('meeting__isnull', False), ('position__isnull', False), ('removed_at__isnull', True)), _connector='OR'), name='item_has_place_on_agenda'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__lte', 600)), name='item_minutes_within_day', violation_error_message='Een punt duurt hoogstens 600 minuten.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."embargo_until" IS DISTINCT FROM (NEW."embargo_until") OR OLD."explanation" IS DISTINCT FROM (NEW."explanation") OR OLD."form_key" IS DISTINCT FROM (NEW."form_key") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."owner_organisation_id" IS DISTINCT FROM (NEW."owner_organisation_id") OR OLD."owner_person_id" IS DISTINCT FROM (NEW."owner_person_id") OR OLD."publicity" IS DISTINCT FROM (NEW."publicity") OR OLD."publicity_ground" IS DISTINCT FROM (NEW."publicity_ground") OR OLD."publicity_until" IS DISTINCT FROM (NEW."publicity_until") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."treatment" IS DISTINCT FROM (NEW."treatment") OR OLD."woo_category" IS DISTINCT FROM (NEW."woo_category"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='7d1514a08417c5217d58344e1f471c28f373125c', operation='UPDATE', pgid='pgtrigger_raise_version_ade33', table='governance_agendaitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='agenda_grew', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n        UPDATE governance_meeting SET agenda_version = agenda_version + 1\n         WHERE id IN (SELECT DISTINCT row.meeting_id FROM new_rows row WHERE row.meeting_id IS NOT NULL);\n        RETURN NULL;\n    ', hash='eeba41d25cc57c008467d6dc729c1d8452b12e82', level='STATEMENT', operation='INSERT', pgid='pgtrigger_agenda_grew_25bd3', referencing='REFERENCING NEW TABLE AS new_rows ', table='governance_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='agenda_moved', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n        UPDATE governance_meeting SET agenda_version = agenda_version + 1\n         WHERE id IN (SELECT DISTINCT row.meeting_id FROM (SELECT COALESCE(n.meeting_id, o.meeting_id) AS meeting_id FROM old_rows o JOIN new_rows n USING (id)\n              WHERE (o.meeting_id, o.position) IS DISTINCT FROM (n.meeting_id, n.position)\n             UNION SELECT o.meeting_id FROM old_rows o JOIN new_rows n USING (id)\n              WHERE o.meeting_id IS DISTINCT FROM n.meeting_id) row WHERE row.meeting_id IS NOT NULL);\n        RETURN NULL;\n    ', hash='3378a0edb5a2c1230f34ba94c7e6b52803db8542', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_agenda_moved_8cb30', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='governance_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='agenda_shrank', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n        UPDATE governance_meeting SET agenda_version = agenda_version + 1\n         WHERE id IN (SELECT DISTINCT row.meeting_id FROM old_rows row WHERE row.meeting_id IS NOT NULL);\n        RETURN NULL;\n    ', hash='e9e0e876093f96d324dd070a050f73dc8eb742b2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_agenda_shrank_71f37', referencing='REFERENCING OLD TABLE AS old_rows ', table='governance_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='no_gaps', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE place uuid; was uuid;', func="IF TG_OP <> 'INSERT' THEN was := OLD.meeting_id; END IF;\n    IF TG_OP <> 'DELETE' THEN place := NEW.meeting_id; ELSE place := OLD.meeting_id; END IF;\n    IF EXISTS (SELECT FROM governance_agendaitem WHERE meeting_id IN (place, was)\n               GROUP BY meeting_id HAVING COUNT(*) <> MAX(position) OR MIN(position) <> 1) THEN\n        RAISE EXCEPTION 'positions of an agenda run from 1 without gaps' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NULL;\n", hash='d2529ea62ab28923f78854f17b59f815f2360fad', operation='INSERT OR UPDATE OF "meeting_id", "position" OR DELETE', pgid='pgtrigger_no_gaps_750fa', table='governance_agendaitem', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendaitemevent" ("body_id", "created_at", "embargo_until", "explanation", "form_key", "id", "kind", "meeting_id", "minutes", "owner_organisation_id", "owner_person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "publicity", "publicity_ground", "publicity_until", "published_at", "removed_at", "title", "treatment", "version", "woo_category") VALUES (NEW."body_id", NEW."created_at", NEW."embargo_until", NEW."explanation", NEW."form_key", NEW."id", NEW."kind", NEW."meeting_id", NEW."minutes", NEW."owner_organisation_id", NEW."owner_person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."position", NEW."publicity", NEW."publicity_ground", NEW."publicity_until", NEW."published_at", NEW."removed_at", NEW."title", NEW."treatment", NEW."version", NEW."woo_category"); RETURN NULL;', hash='00ae8034e6a5460d3b0291ec1e8e595632dca8a9', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_f556f', table='governance_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."embargo_until" IS DISTINCT FROM (NEW."embargo_until") OR OLD."explanation" IS DISTINCT FROM (NEW."explanation") OR OLD."form_key" IS DISTINCT FROM (NEW."form_key") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."owner_organisation_id" IS DISTINCT FROM (NEW."owner_organisation_id") OR OLD."owner_person_id" IS DISTINCT FROM (NEW."owner_person_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."publicity" IS DISTINCT FROM (NEW."publicity") OR OLD."publicity_ground" IS DISTINCT FROM (NEW."publicity_ground") OR OLD."publicity_until" IS DISTINCT FROM (NEW."publicity_until") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."treatment" IS DISTINCT FROM (NEW."treatment") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."woo_category" IS DISTINCT FROM (NEW."woo_category"))', func='INSERT INTO "governance_agendaitemevent" ("body_id", "created_at", "embargo_until", "explanation", "form_key", "id", "kind", "meeting_id", "minutes", "owner_organisation_id", "owner_person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "publicity", "publicity_ground", "publicity_until", "published_at", "removed_at", "title", "treatment", "version", "woo_category") VALUES (NEW."body_id", NEW."created_at", NEW."embargo_until", NEW."explanation", NEW."form_key", NEW."id", NEW."kind", NEW."meeting_id", NEW."minutes", NEW."owner_organisation_id", NEW."owner_person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."position", NEW."publicity", NEW."publicity_ground", NEW."publicity_until", NEW."published_at", NEW."removed_at", NEW."title", NEW."treatment", NEW."version", NEW."woo_category"); RETURN NULL;', hash='f922b7dde55128731fc7b83f46c45b13a5679a6d', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_dc235', table='governance_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_agendaitemevent" ("body_id", "created_at", "embargo_until", "explanation", "form_key", "id", "kind", "meeting_id", "minutes", "owner_organisation_id", "owner_person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "publicity", "publicity_ground", "publicity_until", "published_at", "removed_at", "title", "treatment", "version", "woo_category") VALUES (OLD."body_id", OLD."created_at", OLD."embargo_until", OLD."explanation", OLD."form_key", OLD."id", OLD."kind", OLD."meeting_id", OLD."minutes", OLD."owner_organisation_id", OLD."owner_person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."position", OLD."publicity", OLD."publicity_ground", OLD."publicity_until", OLD."published_at", OLD."removed_at", OLD."title", OLD."treatment", OLD."version", OLD."woo_category"); RETURN NULL;', hash='86654efc7bd22c81884234c73b8ebbb046280181', operation='DELETE', pgid='pgtrigger_verwijderd_delete_4b7fe', table='governance_agendaitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5f267e8401045e9f28a52a1c63931049e0d455ff', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ec2a1', table='governance_meetingevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('publicity', 'openbaar'), models.Q(('publicity_ground', ''), _negated=True), _connector='OR'), name='governance_paper_closed_has_ground', violation_error_message='Noem de reden waarom dit niet openbaar is.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."edocs_number" IS DISTINCT FROM (NEW."edocs_number") OR OLD."embargo_until" IS DISTINCT FROM (NEW."embargo_until") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."filename" IS DISTINCT FROM (NEW."filename") OR OLD."form_key" IS DISTINCT FROM (NEW."form_key") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."publicity" IS DISTINCT FROM (NEW."publicity") OR OLD."publicity_ground" IS DISTINCT FROM (NEW."publicity_ground") OR OLD."publicity_until" IS DISTINCT FROM (NEW."publicity_until") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."woo_category" IS DISTINCT FROM (NEW."woo_category"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='0ccc85778bcc7c9262a43dfadbe4136b1c174ac0', operation='UPDATE', pgid='pgtrigger_raise_version_a4b7c', table='governance_paper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_paperevent" ("added_at", "edocs_number", "embargo_until", "file_id", "filename", "form_key", "id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicity", "publicity_ground", "publicity_until", "published_at", "removed_at", "title", "version", "woo_category") VALUES (NEW."added_at", NEW."edocs_number", NEW."embargo_until", NEW."file_id", NEW."filename", NEW."form_key", NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."publicity", NEW."publicity_ground", NEW."publicity_until", NEW."published_at", NEW."removed_at", NEW."title", NEW."version", NEW."woo_category"); RETURN NULL;', hash='4a9c3d8a8debb3e8ec62980f7fa75d80a7082eb2', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_10e5c', table='governance_paper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_paperevent" ("added_at", "edocs_number", "embargo_until", "file_id", "filename", "form_key", "id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicity", "publicity_ground", "publicity_until", "published_at", "removed_at", "title", "version", "woo_category") VALUES (NEW."added_at", NEW."edocs_number", NEW."embargo_until", NEW."file_id", NEW."filename", NEW."form_key", NEW."id", NEW."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."publicity", NEW."publicity_ground", NEW."publicity_until", NEW."published_at", NEW."removed_at", NEW."title", NEW."version", NEW."woo_category"); RETURN NULL;', hash='aa16701abae511acc22023824239e549c79eb804', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_d6f32', table='governance_paper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_paperevent" ("added_at", "edocs_number", "embargo_until", "file_id", "filename", "form_key", "id", "item_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publicity", "publicity_ground", "publicity_until", "published_at", "removed_at", "title", "version", "woo_category") VALUES (OLD."added_at", OLD."edocs_number", OLD."embargo_until", OLD."file_id", OLD."filename", OLD."form_key", OLD."id", OLD."item_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."publicity", OLD."publicity_ground", OLD."publicity_until", OLD."published_at", OLD."removed_at", OLD."title", OLD."version", OLD."woo_category"); RETURN NULL;', hash='2f4cc6654ea6cf9873d8a62027b87bb73e2a3e8b', operation='DELETE', pgid='pgtrigger_verwijderd_delete_9d6f5', table='governance_paper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='17e6f0b9cef3cdfe73de2b38cbe68ddf1e5d5683', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ff68e', table='governance_paperevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='papershare',
            constraint=models.CheckConstraint(condition=models.Q(('user', models.F('given_by')), _negated=True), name='papershare_not_to_oneself', violation_error_message='Je kunt niets met jezelf delen.'),
        ),
        migrations.AlterUniqueTogether(
            name='papershare',
            unique_together={('user', 'permission', 'content_object')},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='papershare',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_papershareevent" ("content_object_id", "given_at", "given_by_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id") VALUES (NEW."content_object_id", NEW."given_at", NEW."given_by_id", NEW."id", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."reason", NEW."until", NEW."user_id"); RETURN NULL;', hash='4164f34998ff4bb9b2da30c0a0073ed561f4c733', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_c9972', table='governance_papershare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='papershare',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "governance_papershareevent" ("content_object_id", "given_at", "given_by_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id") VALUES (NEW."content_object_id", NEW."given_at", NEW."given_by_id", NEW."id", NEW."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."reason", NEW."until", NEW."user_id"); RETURN NULL;', hash='8ab6e0f6683d58644a4f68867605feca4a63d1b9', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_1d925', table='governance_papershare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='papershare',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "governance_papershareevent" ("content_object_id", "given_at", "given_by_id", "id", "permission_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id") VALUES (OLD."content_object_id", OLD."given_at", OLD."given_by_id", OLD."id", OLD."permission_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."reason", OLD."until", OLD."user_id"); RETURN NULL;', hash='d26ab04766cbdd0ba5c4d8e9c3e269c98846d97d', operation='DELETE', pgid='pgtrigger_verwijderd_delete_3b94c', table='governance_papershare', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='papershareevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c8df0d6e4bf505f6faa1c2d2a8f7b21bacb86932', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7e98d', table='governance_papershareevent', when='BEFORE')),
        ),
    ]
