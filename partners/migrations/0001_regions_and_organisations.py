import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.lookups
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
import zorgzaam.periods
import zorgzaam.years
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('zorgzaam', '0002_locks_in_beheer'),
    ]

    operations = [
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='naam')),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='in het adres')),
            ],
            options={
                'verbose_name': 'gemeente',
                'verbose_name_plural': 'gemeenten',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='MunicipalityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('slug', models.SlugField(db_index=False, max_length=80, verbose_name='in het adres')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='partners_municipality_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('source_note', models.CharField(blank=True, max_length=300, verbose_name='opmerking bij de bron')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=160, unique=True, verbose_name='naam')),
                ('aliases', models.TextField(blank=True, help_text='Een naam per regel.', verbose_name='ook genoemd')),
                ('kind', models.CharField(choices=[('overheid', 'Overheid'), ('bestuursorgaan', 'Bestuursorgaan'), ('toezichthouder', 'Toezichthouder'), ('zorgverzekeraar', 'Zorgverzekeraar'), ('publieke_gezondheid', 'Publieke gezondheid'), ('ambulancezorg', 'Ambulancezorg'), ('zorgaanbieder', 'Zorgaanbieder'), ('ondersteuningsorganisatie', 'Ondersteuningsorganisatie'), ('kennisinstelling', 'Kennisinstelling'), ('programma_platform', 'Programma of platform'), ('samenwerkingsverband', 'Samenwerkingsverband'), ('overleg', 'Overleg'), ('woningorganisatie', 'Woningorganisatie'), ('media', 'Media'), ('inwonersorganisatie', 'Inwoners- of patiëntenorganisatie'), ('overig', 'Overig')], max_length=30, verbose_name='soort')),
                ('sector', models.CharField(blank=True, max_length=80, verbose_name='sector')),
                ('about', models.TextField(blank=True, verbose_name='over deze organisatie')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('ended_note', models.CharField(blank=True, help_text='Bijvoorbeeld: failliet', max_length=120, verbose_name='bestaat niet meer')),
                ('search', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('name', config='nl', weight='A'), '||', django.contrib.postgres.search.SearchVector('aliases', config='nl', weight='A'), django.contrib.postgres.search.SearchConfig('nl')), '||', django.contrib.postgres.search.SearchVector('about', config='nl', weight='C'), django.contrib.postgres.search.SearchConfig('nl')), output_field=django.contrib.postgres.search.SearchVectorField())),
            ],
            options={
                'verbose_name': 'organisatie',
                'verbose_name_plural': 'organisaties',
                'ordering': ['name'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search'], name='organisation_search')],
                'constraints': [models.CheckConstraint(condition=models.Q(('website', ''), ('website__iregex', '^https?://'), _connector='OR'), name='organisation_website_is_http', violation_error_message='Dit is geen webadres. Schrijf het zo: https://www.organisatie.nl.')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('source_note', models.CharField(blank=True, max_length=300, verbose_name='opmerking bij de bron')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('name', models.CharField(max_length=160, verbose_name='naam')),
                ('aliases', models.TextField(blank=True, help_text='Een naam per regel.', verbose_name='ook genoemd')),
                ('kind', models.CharField(choices=[('overheid', 'Overheid'), ('bestuursorgaan', 'Bestuursorgaan'), ('toezichthouder', 'Toezichthouder'), ('zorgverzekeraar', 'Zorgverzekeraar'), ('publieke_gezondheid', 'Publieke gezondheid'), ('ambulancezorg', 'Ambulancezorg'), ('zorgaanbieder', 'Zorgaanbieder'), ('ondersteuningsorganisatie', 'Ondersteuningsorganisatie'), ('kennisinstelling', 'Kennisinstelling'), ('programma_platform', 'Programma of platform'), ('samenwerkingsverband', 'Samenwerkingsverband'), ('overleg', 'Overleg'), ('woningorganisatie', 'Woningorganisatie'), ('media', 'Media'), ('inwonersorganisatie', 'Inwoners- of patiëntenorganisatie'), ('overig', 'Overig')], max_length=30, verbose_name='soort')),
                ('sector', models.CharField(blank=True, max_length=80, verbose_name='sector')),
                ('about', models.TextField(blank=True, verbose_name='over deze organisatie')),
                ('website', models.URLField(blank=True, verbose_name='website')),
                ('ended_note', models.CharField(blank=True, help_text='Bijvoorbeeld: failliet', max_length=120, verbose_name='bestaat niet meer')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='partners_organisation_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('source_note', models.CharField(blank=True, max_length=300, verbose_name='opmerking bij de bron')),
                ('starts_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='vanaf')),
                ('starts_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (begin)')),
                ('ends_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='tot en met')),
                ('ends_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (einde)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('deelnemer', 'Deelnemer'), ('kring', 'In de kring: jaarlijks uitgenodigd'), ('extern', 'Extern')], max_length=10, verbose_name='deelname')),
            ],
            options={
                'verbose_name': 'deelname',
                'verbose_name_plural': 'deelname',
                'ordering': ['-starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='partners_participation_ends_after_start', violation_error_message='Het einde ligt voor het begin.'), models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))), _connector='OR')), name='partners_participation_days_are_sensible', violation_error_message='Kies een datum van 1800 tot en met 2200.')],
            },
        ),
        migrations.CreateModel(
            name='ParticipationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('source_note', models.CharField(blank=True, max_length=300, verbose_name='opmerking bij de bron')),
                ('starts_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='vanaf')),
                ('starts_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (begin)')),
                ('ends_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='tot en met')),
                ('ends_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (einde)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('kind', models.CharField(choices=[('deelnemer', 'Deelnemer'), ('kring', 'In de kring: jaarlijks uitgenodigd'), ('extern', 'Extern')], max_length=10, verbose_name='deelname')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='partners_participation_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='Region',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('source_note', models.CharField(blank=True, max_length=300, verbose_name='opmerking bij de bron')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, verbose_name='naam')),
                ('aliases', models.TextField(blank=True, help_text='Een naam per regel.', verbose_name='ook genoemd')),
                ('is_ours', models.BooleanField(default=False, verbose_name='dit is onze regio')),
            ],
            options={
                'verbose_name': 'regio',
                'verbose_name_plural': "regio's",
                'ordering': ['scheme', 'name'],
            },
        ),
        migrations.CreateModel(
            name='RegionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('source_note', models.CharField(blank=True, max_length=300, verbose_name='opmerking bij de bron')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('name', models.CharField(max_length=100, verbose_name='naam')),
                ('aliases', models.TextField(blank=True, help_text='Een naam per regel.', verbose_name='ook genoemd')),
                ('is_ours', models.BooleanField(default=False, verbose_name='dit is onze regio')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='partners_region_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='RegionMembership',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('source_note', models.CharField(blank=True, max_length=300, verbose_name='opmerking bij de bron')),
                ('starts_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='vanaf')),
                ('starts_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (begin)')),
                ('ends_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='tot en met')),
                ('ends_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (einde)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='opmerking')),
            ],
            options={
                'verbose_name': 'gemeente in regio',
                'verbose_name_plural': "gemeenten in regio's",
                'ordering': ['region', 'municipality__name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='partners_regionmembership_ends_after_start', violation_error_message='Het einde ligt voor het begin.'), models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))), _connector='OR')), name='partners_regionmembership_days_are_sensible', violation_error_message='Kies een datum van 1800 tot en met 2200.')],
            },
        ),
        migrations.CreateModel(
            name='RegionMembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('source_note', models.CharField(blank=True, max_length=300, verbose_name='opmerking bij de bron')),
                ('starts_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='vanaf')),
                ('starts_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (begin)')),
                ('ends_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='tot en met')),
                ('ends_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (einde)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='opmerking')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='partners_regionmembership_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='RegionScheme',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='in het adres')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('purpose', models.CharField(blank=True, max_length=250, verbose_name='waarvoor')),
            ],
            options={
                'verbose_name': 'regio-indeling',
                'verbose_name_plural': 'regio-indelingen',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='RegionSchemeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('slug', models.SlugField(db_index=False, max_length=60, verbose_name='in het adres')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('purpose', models.CharField(blank=True, max_length=250, verbose_name='waarvoor')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='partners_regionscheme_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='Representation',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('starts_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='vanaf')),
                ('starts_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (begin)')),
                ('ends_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='tot en met')),
                ('ends_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (einde)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(blank=True, max_length=80, verbose_name='functie')),
            ],
            options={
                'verbose_name': 'vertegenwoordiging',
                'verbose_name_plural': 'vertegenwoordigingen',
                'ordering': ['-starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='partners_representation_ends_after_start', violation_error_message='Het einde ligt voor het begin.'), models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1800, 1, 1), datetime.date(2200, 12, 31))), _connector='OR')), name='partners_representation_days_are_sensible', violation_error_message='Kies een datum van 1800 tot en met 2200.')],
            },
        ),
        migrations.CreateModel(
            name='RepresentationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('starts_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='vanaf')),
                ('starts_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (begin)')),
                ('ends_on', models.DateField(blank=True, null=True, validators=[zorgzaam.years.sensible], verbose_name='tot en met')),
                ('ends_precision', models.CharField(choices=[('day', 'dag'), ('month', 'maand'), ('season', 'seizoen'), ('half', 'half jaar'), ('year', 'jaar')], default='day', max_length=6, verbose_name='precies tot op (einde)')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('role', models.CharField(blank=True, max_length=80, verbose_name='functie')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='partners_representation_event_has_actor')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='municipality',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='4c96193624221b9a8bf5a7cc37e19c24186cef69', operation='UPDATE', pgid='pgtrigger_raise_version_c51ac', table='partners_municipality', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='municipality',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_municipalityevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;', hash='07ad88b8468109367d6d3b24bf6b4dbf4d6a3fa2', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_1e157', table='partners_municipality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='municipality',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_municipalityevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."slug", NEW."version"); RETURN NULL;', hash='7b4c8710e4a04e9e12c0abe6428dc1e981490be9', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_3b14e', table='partners_municipality', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='municipality',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_municipalityevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "version") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."slug", OLD."version"); RETURN NULL;', hash='b7fe514a030d60c106a00511f8e3938da1a07f6f', operation='DELETE', pgid='pgtrigger_verwijderd_delete_a0b3e', table='partners_municipality', when='AFTER')),
        ),
        migrations.AddField(
            model_name='municipalityevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partners.municipality'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='municipality',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organisations', to='partners.municipality', verbose_name='gemeente'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='part_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='partners.organisation', verbose_name='onderdeel van'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='predecessor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='partners.organisation', verbose_name='komt voort uit'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.source', verbose_name='bron'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='municipality',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.municipality', verbose_name='gemeente'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='part_of',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.organisation', verbose_name='onderdeel van'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partners.organisation'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='predecessor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.organisation', verbose_name='komt voort uit'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='source',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.source', verbose_name='bron'),
        ),
        migrations.AddField(
            model_name='participation',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='partners.organisation', verbose_name='organisatie'),
        ),
        migrations.AddField(
            model_name='participation',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.source', verbose_name='bron'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.organisation', verbose_name='organisatie'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partners.participation'),
        ),
        migrations.AddField(
            model_name='participationevent',
            name='source',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.source', verbose_name='bron'),
        ),
        migrations.AddField(
            model_name='region',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.source', verbose_name='bron'),
        ),
        migrations.AddField(
            model_name='regionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partners.region'),
        ),
        migrations.AddField(
            model_name='regionevent',
            name='source',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.source', verbose_name='bron'),
        ),
        migrations.AddField(
            model_name='regionmembership',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='region_memberships', to='partners.municipality', verbose_name='gemeente'),
        ),
        migrations.AddField(
            model_name='regionmembership',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='partners.region', verbose_name='regio'),
        ),
        migrations.AddField(
            model_name='regionmembership',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.source', verbose_name='bron'),
        ),
        migrations.AddField(
            model_name='regionmembershipevent',
            name='municipality',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.municipality', verbose_name='gemeente'),
        ),
        migrations.AddField(
            model_name='regionmembershipevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partners.regionmembership'),
        ),
        migrations.AddField(
            model_name='regionmembershipevent',
            name='region',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.region', verbose_name='regio'),
        ),
        migrations.AddField(
            model_name='regionmembershipevent',
            name='source',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.source', verbose_name='bron'),
        ),
        migrations.AddField(
            model_name='regionmembershipevent',
            name='scheme',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.regionscheme'),
        ),
        migrations.AddField(
            model_name='regionmembership',
            name='scheme',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.regionscheme'),
        ),
        migrations.AddField(
            model_name='regionevent',
            name='scheme',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.regionscheme', verbose_name='indeling'),
        ),
        migrations.AddField(
            model_name='region',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regions', to='partners.regionscheme', verbose_name='indeling'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionscheme',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."slug" IS DISTINCT FROM (NEW."slug"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='173fdece2730cbf428b38c34d92c99c6ab937e08', operation='UPDATE', pgid='pgtrigger_raise_version_47619', table='partners_regionscheme', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionscheme',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_regionschemeevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "slug", "version") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."purpose", NEW."slug", NEW."version"); RETURN NULL;', hash='917719903d3d943f7b998a2a22e53aa061a023b9', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_6d9f6', table='partners_regionscheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionscheme',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_regionschemeevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "slug", "version") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."purpose", NEW."slug", NEW."version"); RETURN NULL;', hash='effd58d98673c6317bc735831108c9537b24cd3e', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_207ee', table='partners_regionscheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionscheme',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_regionschemeevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "slug", "version") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."purpose", OLD."slug", OLD."version"); RETURN NULL;', hash='f6523e6f360336c815e08819197c15689a31c284', operation='DELETE', pgid='pgtrigger_verwijderd_delete_96e6c', table='partners_regionscheme', when='AFTER')),
        ),
        migrations.AddField(
            model_name='regionschemeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partners.regionscheme'),
        ),
        migrations.AddField(
            model_name='representation',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representations', to='partners.organisation', verbose_name='organisatie'),
        ),
        migrations.AddField(
            model_name='representation',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='representations', to='zorgzaam.person', verbose_name='persoon'),
        ),
        migrations.AddField(
            model_name='representationevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.organisation', verbose_name='organisatie'),
        ),
        migrations.AddField(
            model_name='representationevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='persoon'),
        ),
        migrations.AddField(
            model_name='representationevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partners.representation'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='municipalityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d83c7f985cd8d6a34ed1d761ac7ea2187921ed9e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1c99d', table='partners_municipalityevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."aliases" IS DISTINCT FROM (NEW."aliases") OR OLD."ended_note" IS DISTINCT FROM (NEW."ended_note") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."part_of_id" IS DISTINCT FROM (NEW."part_of_id") OR OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."sector" IS DISTINCT FROM (NEW."sector") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_note" IS DISTINCT FROM (NEW."source_note") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='dc4ad1975f84358094e5e7e2488e99a0a09e839d', operation='UPDATE', pgid='pgtrigger_raise_version_254b8', table='partners_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='organisation_no_part_of_itself', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.part_of_id IS NULL THEN RETURN NEW; END IF;\n            PERFORM pg_advisory_xact_lock(hashtext('partners_organisation.part_of_id'));\n            IF EXISTS (\n                WITH RECURSIVE above(id) AS (\n                    SELECT NEW.part_of_id\n                    UNION SELECT t.part_of_id FROM partners_organisation t JOIN above ON t.id = above.id WHERE t.part_of_id IS NOT NULL\n                ) SELECT FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION 'part of itself'\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_no_part_of_itself', HINT = 'Een organisatie kan geen onderdeel van zichzelf zijn, ook niet via een andere.';\n            END IF;\n            RETURN NEW;\n        ", hash='ad2a87d14de2cdd7a726b6dac19acfc958476995', operation='INSERT OR UPDATE OF "part_of_id"', pgid='pgtrigger_organisation_no_part_of_itself_dfc2b', table='partners_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='organisation_no_own_predecessor', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.predecessor_id IS NULL THEN RETURN NEW; END IF;\n            PERFORM pg_advisory_xact_lock(hashtext('partners_organisation.predecessor_id'));\n            IF EXISTS (\n                WITH RECURSIVE above(id) AS (\n                    SELECT NEW.predecessor_id\n                    UNION SELECT t.predecessor_id FROM partners_organisation t JOIN above ON t.id = above.id WHERE t.predecessor_id IS NOT NULL\n                ) SELECT FROM above WHERE id = NEW.id\n            ) THEN\n                RAISE EXCEPTION 'part of itself'\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_no_own_predecessor', HINT = 'Een organisatie kan niet uit zichzelf voortkomen, ook niet via een andere.';\n            END IF;\n            RETURN NEW;\n        ", hash='b92801eb275d013e8238d37d7a453d2c96a82d8f', operation='INSERT OR UPDATE OF "predecessor_id"', pgid='pgtrigger_organisation_no_own_predecessor_237f3', table='partners_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_organisationevent" ("about", "aliases", "ended_note", "id", "kind", "municipality_id", "name", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "sector", "source_id", "source_note", "version", "website") VALUES (NEW."about", NEW."aliases", NEW."ended_note", NEW."id", NEW."kind", NEW."municipality_id", NEW."name", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."predecessor_id", NEW."sector", NEW."source_id", NEW."source_note", NEW."version", NEW."website"); RETURN NULL;', hash='8c4e6638b379e37b20faf35b172926ba66a77a2b', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_08f31', table='partners_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."aliases" IS DISTINCT FROM (NEW."aliases") OR OLD."ended_note" IS DISTINCT FROM (NEW."ended_note") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."part_of_id" IS DISTINCT FROM (NEW."part_of_id") OR OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."sector" IS DISTINCT FROM (NEW."sector") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_note" IS DISTINCT FROM (NEW."source_note") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='INSERT INTO "partners_organisationevent" ("about", "aliases", "ended_note", "id", "kind", "municipality_id", "name", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "sector", "source_id", "source_note", "version", "website") VALUES (NEW."about", NEW."aliases", NEW."ended_note", NEW."id", NEW."kind", NEW."municipality_id", NEW."name", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."predecessor_id", NEW."sector", NEW."source_id", NEW."source_note", NEW."version", NEW."website"); RETURN NULL;', hash='49d57e497c703e28eefc8a49787da86214d6bdde', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_f065a', table='partners_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_organisationevent" ("about", "aliases", "ended_note", "id", "kind", "municipality_id", "name", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "sector", "source_id", "source_note", "version", "website") VALUES (OLD."about", OLD."aliases", OLD."ended_note", OLD."id", OLD."kind", OLD."municipality_id", OLD."name", OLD."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."predecessor_id", OLD."sector", OLD."source_id", OLD."source_note", OLD."version", OLD."website"); RETURN NULL;', hash='7af79c75d96ef2eda39fc518b7c291a1fd564a9b', operation='DELETE', pgid='pgtrigger_verwijderd_delete_d8a08', table='partners_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='824489acf6c4ab95b0a7fd59734fd25844e79367', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_68049', table='partners_organisationevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(zorgzaam.periods.DateRange('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('organisation', '=')], name='one_participation_at_a_time', violation_error_message='Deze organisatie heeft in die tijd al een andere deelname.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_note" IS DISTINCT FROM (NEW."source_note") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='726cba61c36ae83cb96b7591e36387490663bd15', operation='UPDATE', pgid='pgtrigger_raise_version_f1dd5', table='partners_participation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_participationevent" ("ends_on", "ends_precision", "id", "kind", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "source_note", "starts_on", "starts_precision", "version") VALUES (NEW."ends_on", NEW."ends_precision", NEW."id", NEW."kind", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."source_id", NEW."source_note", NEW."starts_on", NEW."starts_precision", NEW."version"); RETURN NULL;', hash='210df21b520c0ddc4e7698d244c04f1b78d725b4', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_520ee', table='partners_participation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_participationevent" ("ends_on", "ends_precision", "id", "kind", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "source_note", "starts_on", "starts_precision", "version") VALUES (NEW."ends_on", NEW."ends_precision", NEW."id", NEW."kind", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."source_id", NEW."source_note", NEW."starts_on", NEW."starts_precision", NEW."version"); RETURN NULL;', hash='3f0b977cda3818ab2daaa184e440be08877e532c', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_41db7', table='partners_participation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_participationevent" ("ends_on", "ends_precision", "id", "kind", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "source_note", "starts_on", "starts_precision", "version") VALUES (OLD."ends_on", OLD."ends_precision", OLD."id", OLD."kind", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."source_id", OLD."source_note", OLD."starts_on", OLD."starts_precision", OLD."version"); RETURN NULL;', hash='7cebe506bece9ec6b6719157f1dc7045d6b40cde', operation='DELETE', pgid='pgtrigger_verwijderd_delete_7500b', table='partners_participation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3f272f9292f9c640f621069c5ffe9c39a08463b8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b3b92', table='partners_participationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionmembershipevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4034083f927c76924ea3c7622c111e97e9720777', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_89db6', table='partners_regionmembershipevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='regionmembership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(zorgzaam.periods.DateRange('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('municipality', '='), ('scheme', '=')], name='one_region_per_scheme', violation_error_message='Deze gemeente zit in die tijd al in een andere regio van deze indeling.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionmembership',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_note" IS DISTINCT FROM (NEW."source_note") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='957a7708ff58adb28adc610dec45e6a8cdd259e5', operation='UPDATE', pgid='pgtrigger_raise_version_20d24', table='partners_regionmembership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionmembership',
            trigger=pgtrigger.compiler.Trigger(name='copy_scheme', sql=pgtrigger.compiler.UpsertTriggerSql(func='SELECT scheme_id INTO NEW.scheme_id FROM partners_region WHERE id = NEW.region_id; RETURN NEW;', hash='8378ae311956f74bddcaa1cabb84c763e3a977ce', operation='INSERT OR UPDATE', pgid='pgtrigger_copy_scheme_5ff8e', table='partners_regionmembership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionmembership',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_regionmembershipevent" ("ends_on", "ends_precision", "id", "municipality_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "scheme_id", "source_id", "source_note", "starts_on", "starts_precision", "version") VALUES (NEW."ends_on", NEW."ends_precision", NEW."id", NEW."municipality_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."region_id", NEW."scheme_id", NEW."source_id", NEW."source_note", NEW."starts_on", NEW."starts_precision", NEW."version"); RETURN NULL;', hash='64a01133292ff5d09db907ca368cb59a28426bde', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_6da5b', table='partners_regionmembership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionmembership',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_regionmembershipevent" ("ends_on", "ends_precision", "id", "municipality_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "scheme_id", "source_id", "source_note", "starts_on", "starts_precision", "version") VALUES (NEW."ends_on", NEW."ends_precision", NEW."id", NEW."municipality_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."region_id", NEW."scheme_id", NEW."source_id", NEW."source_note", NEW."starts_on", NEW."starts_precision", NEW."version"); RETURN NULL;', hash='bce9eb90b1f7ec67e4d63f02841cf7658a52ec7b', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_236f3', table='partners_regionmembership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionmembership',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_regionmembershipevent" ("ends_on", "ends_precision", "id", "municipality_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "scheme_id", "source_id", "source_note", "starts_on", "starts_precision", "version") VALUES (OLD."ends_on", OLD."ends_precision", OLD."id", OLD."municipality_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."region_id", OLD."scheme_id", OLD."source_id", OLD."source_note", OLD."starts_on", OLD."starts_precision", OLD."version"); RETURN NULL;', hash='4b207d330bd494081add671aef36ab7308cde54e', operation='DELETE', pgid='pgtrigger_verwijderd_delete_b10b4', table='partners_regionmembership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8c809e31c1f316fbe8c1cc41f434daf23e4c1aaa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_657fc', table='partners_regionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='region',
            constraint=models.UniqueConstraint(models.F('scheme'), models.F('name'), name='region_once_per_scheme', violation_error_message='Deze regio staat er al.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."aliases" IS DISTINCT FROM (NEW."aliases") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_ours" IS DISTINCT FROM (NEW."is_ours") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_note" IS DISTINCT FROM (NEW."source_note"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='076745aa0bdfe98be33de4b8233a53faf497cd38', operation='UPDATE', pgid='pgtrigger_raise_version_21465', table='partners_region', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_regionevent" ("aliases", "id", "is_ours", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source_id", "source_note", "version") VALUES (NEW."aliases", NEW."id", NEW."is_ours", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."scheme_id", NEW."source_id", NEW."source_note", NEW."version"); RETURN NULL;', hash='065ab8a10fe8aa0a90611fb893c3857b21cdbe79', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_a5ba9', table='partners_region', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_regionevent" ("aliases", "id", "is_ours", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source_id", "source_note", "version") VALUES (NEW."aliases", NEW."id", NEW."is_ours", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."scheme_id", NEW."source_id", NEW."source_note", NEW."version"); RETURN NULL;', hash='b7776252a3da7ff7c393f9552219bf246d61c30a', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_d7657', table='partners_region', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='region',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_regionevent" ("aliases", "id", "is_ours", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source_id", "source_note", "version") VALUES (OLD."aliases", OLD."id", OLD."is_ours", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."scheme_id", OLD."source_id", OLD."source_note", OLD."version"); RETURN NULL;', hash='3c40290af618ab368fe29eca33d1adc5e1ba4b9f', operation='DELETE', pgid='pgtrigger_verwijderd_delete_8bc43', table='partners_region', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regionschemeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1dc9aee199dea90bbf4d6a88d914a72d21223f47', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_50cae', table='partners_regionschemeevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='representation',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(zorgzaam.periods.DateRange('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('organisation', '='), ('person', '=')], name='one_representation_at_a_time', violation_error_message='Deze persoon spreekt in die tijd al voor deze organisatie.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."ends_precision" IS DISTINCT FROM (NEW."ends_precision") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."starts_precision" IS DISTINCT FROM (NEW."starts_precision"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='303e36f69edcd50a9f7e9dd6f144968527b01e77', operation='UPDATE', pgid='pgtrigger_raise_version_b01e2', table='partners_representation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='not_by_oneself', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor'\n               = 'person:' || NEW.person_id THEN\n                RAISE EXCEPTION 'nobody grants themselves' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='a10b0daf7c9b5ff0c985b1c4cf8db93a68ce04ad', operation='INSERT OR UPDATE', pgid='pgtrigger_not_by_oneself_f6d84', table='partners_representation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_representationevent" ("ends_on", "ends_precision", "id", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "starts_precision", "version") VALUES (NEW."ends_on", NEW."ends_precision", NEW."id", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."role", NEW."starts_on", NEW."starts_precision", NEW."version"); RETURN NULL;', hash='c2a5220af823b52f63b588b8b050759520d0d4c7', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_0533e', table='partners_representation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_representationevent" ("ends_on", "ends_precision", "id", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "starts_precision", "version") VALUES (NEW."ends_on", NEW."ends_precision", NEW."id", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."role", NEW."starts_on", NEW."starts_precision", NEW."version"); RETURN NULL;', hash='1bcb4494fdd27031afba50366e2e877326e0d806', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_30e88', table='partners_representation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representation',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_representationevent" ("ends_on", "ends_precision", "id", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "starts_precision", "version") VALUES (OLD."ends_on", OLD."ends_precision", OLD."id", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."role", OLD."starts_on", OLD."starts_precision", OLD."version"); RETURN NULL;', hash='7c5bb8817d26b1583b7818de9642c42f76967869', operation='DELETE', pgid='pgtrigger_verwijderd_delete_0f83e', table='partners_representation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='representationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc4880c41b03a09eea13e77b487580a61514986e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_95467', table='partners_representationevent', when='BEFORE')),
        ),
    ]
