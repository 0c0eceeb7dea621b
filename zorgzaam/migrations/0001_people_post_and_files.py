import django.core.validators
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
import zorgzaam.accounts.models
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        # Dutch without accents: 'coordinatie' finds 'coördinatie'.
        migrations.RunSQL(
            "CREATE TEXT SEARCH CONFIGURATION nl (COPY = dutch); "
            "ALTER TEXT SEARCH CONFIGURATION nl ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;",
            "DROP TEXT SEARCH CONFIGURATION nl;",
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=30)),
                ('subject_id', models.UUIDField()),
                ('since', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'gevolgd onderwerp',
                'verbose_name_plural': 'gevolgde onderwerpen',
            },
        ),
        migrations.CreateModel(
            name='HouseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                ('network_name', models.CharField(default='Zorgzaam', max_length=80, verbose_name='naam van het netwerk')),
                ('region_name', models.CharField(default='de regio', max_length=80, verbose_name='naam van de regio')),
                ('office_name', models.CharField(default='het netwerkbureau', max_length=80, verbose_name='naam van het netwerkbureau')),
                ('tagline', models.CharField(blank=True, max_length=200, verbose_name='zin op de voorpagina')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres voor vragen')),
                ('publisher', models.CharField(blank=True, help_text='Een netwerk is geen bestuursorgaan: noem de provincie of gemeente die verantwoordelijk is.', max_length=120, verbose_name='verantwoordelijke organisatie (Woo)')),
                ('accent', models.CharField(blank=True, help_text='Van knoppen en links, als #rrggbb.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Schrijf een kleur als #rrggbb.')], verbose_name='huiskleur')),
                ('warm', models.CharField(blank=True, help_text='Van accenten, als #rrggbb.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Schrijf een kleur als #rrggbb.')], verbose_name='warme kleur')),
                ('code', models.CharField(default='regio', max_length=20, validators=[django.core.validators.RegexValidator('^[a-z0-9-]+$', 'Gebruik kleine letters, cijfers en streepjes.')], verbose_name='korte code')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='zorgzaam_house_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='MailDecision',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('arrived', models.BooleanField(verbose_name='aangekomen')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
            ],
            options={
                'verbose_name': 'besluit over een mail',
                'verbose_name_plural': 'besluiten over mail',
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='MailDecisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('arrived', models.BooleanField(verbose_name='aangekomen')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='zorgzaam_maildecision_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40, verbose_name='soort')),
                ('about', models.CharField(max_length=120, verbose_name='waarover')),
                ('to_address', models.EmailField(max_length=254, verbose_name='aan')),
                ('message_id', models.CharField(editable=False, max_length=200, unique=True)),
                ('subject', models.CharField(max_length=250, verbose_name='onderwerp')),
                ('text', models.TextField(verbose_name='tekst')),
                ('html', models.TextField(blank=True, verbose_name='opgemaakte tekst')),
                ('headers', models.JSONField(blank=True, default=dict)),
                ('private', models.BooleanField(default=False, verbose_name='niet te lezen door het bureau')),
                ('state', models.CharField(choices=[('queued', 'Wacht op verzending'), ('claimed', 'Wordt verstuurd'), ('handed', 'Aangeboden aan de mailserver'), ('sent', 'Verstuurd'), ('failed', 'Geweigerd'), ('uncertain', 'Onzeker')], default='queued', max_length=9, verbose_name='toestand')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='pogingen')),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now, verbose_name='niet voor')),
                ('claimed_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('last_answer', models.CharField(blank=True, max_length=300, verbose_name='laatste antwoord')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='geschreven')),
                ('handed_at', models.DateTimeField(blank=True, null=True, verbose_name='aangeboden')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='verstuurd')),
            ],
            options={
                'verbose_name': 'uitgaande mail',
                'verbose_name_plural': 'uitgaande mail',
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['state', 'not_before'], name='mail_work')],
                'constraints': [models.UniqueConstraint(models.F('kind'), models.F('about'), models.F('to_address'), name='mail_once_per_reader'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['claimed', 'handed']), _negated=True), ('claimed_by__isnull', False), _connector='OR'), name='mail_claim_has_owner')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('sort_name', models.CharField(blank=True, help_text='Bijvoorbeeld: Vries, Anneke de', max_length=120, verbose_name='naam om op te sorteren')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telefoon')),
                ('named_publicly', models.BooleanField(default=False, help_text='Zonder vinkje ziet een bezoeker alleen de organisatie en de rol.', verbose_name='naam mag op de openbare site')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gewist op')),
            ],
            options={
                'verbose_name': 'persoon',
                'verbose_name_plural': 'personen',
                'ordering': [django.db.models.functions.text.Lower('sort_name'), 'name'],
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('named_publicly', models.BooleanField(default=False, help_text='Zonder vinkje ziet een bezoeker alleen de organisatie en de rol.', verbose_name='naam mag op de openbare site')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gewist op')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='zorgzaam_person_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='PostOffice',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('held', models.BooleanField(default=False, verbose_name='houdt mail vast')),
                ('held_since', models.DateTimeField(blank=True, null=True)),
                ('held_because', models.CharField(blank=True, max_length=200, verbose_name='reden')),
            ],
            options={
                'verbose_name': 'postkantoor',
                'verbose_name_plural': 'postkantoor',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='post_office_is_one')],
            },
        ),
        migrations.CreateModel(
            name='PostOfficeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                ('held', models.BooleanField(default=False, verbose_name='houdt mail vast')),
                ('held_since', models.DateTimeField(blank=True, null=True)),
                ('held_because', models.CharField(blank=True, max_length=200, verbose_name='reden')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='zorgzaam_postoffice_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('answer', models.TextField(default='')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'verstuurd formulier',
                'verbose_name_plural': 'verstuurde formulieren',
                'indexes': [models.Index(models.F('sent_at'), name='sent_form_sent_at')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=20, unique=True, verbose_name='code')),
                ('title', models.CharField(max_length=250, verbose_name='titel')),
                ('kind', models.CharField(blank=True, max_length=80, verbose_name='soort')),
                ('date_text', models.CharField(blank=True, help_text='Zoals de bron het zegt.', max_length=60, verbose_name='datum')),
            ],
            options={
                'verbose_name': 'bron',
                'verbose_name_plural': 'bronnen',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='SourceConflict',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=20, unique=True, verbose_name='code')),
                ('topic', models.CharField(max_length=160, verbose_name='onderwerp')),
                ('readings', models.JSONField(default=list, help_text='Lijst van {"value", "source"}.', verbose_name='lezingen')),
                ('resolution', models.CharField(blank=True, max_length=300, verbose_name='wat we tonen')),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='waarom')),
                ('resolved_on', models.DateField(blank=True, editable=False, null=True, verbose_name='besloten op')),
                ('subject_kind', models.CharField(blank=True, max_length=30, verbose_name='gaat over (soort)')),
                ('subject_id', models.UUIDField(blank=True, null=True, verbose_name='gaat over')),
            ],
            options={
                'verbose_name': 'tegenspraak tussen bronnen',
                'verbose_name_plural': 'tegenspraken tussen bronnen',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='SourceConflictEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('code', models.SlugField(db_index=False, max_length=20, verbose_name='code')),
                ('topic', models.CharField(max_length=160, verbose_name='onderwerp')),
                ('readings', models.JSONField(default=list, help_text='Lijst van {"value", "source"}.', verbose_name='lezingen')),
                ('resolution', models.CharField(blank=True, max_length=300, verbose_name='wat we tonen')),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='waarom')),
                ('resolved_on', models.DateField(blank=True, editable=False, null=True, verbose_name='besloten op')),
                ('subject_kind', models.CharField(blank=True, max_length=30, verbose_name='gaat over (soort)')),
                ('subject_id', models.UUIDField(blank=True, null=True, verbose_name='gaat over')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='zorgzaam_sourceconflict_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='SourceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('code', models.SlugField(db_index=False, max_length=20, verbose_name='code')),
                ('title', models.CharField(max_length=250, verbose_name='titel')),
                ('kind', models.CharField(blank=True, max_length=80, verbose_name='soort')),
                ('date_text', models.CharField(blank=True, help_text='Zoals de bron het zegt.', max_length=60, verbose_name='datum')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='zorgzaam_source_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('size', models.PositiveBigIntegerField(editable=False, verbose_name='grootte in bytes')),
                ('media_type', models.CharField(editable=False, max_length=100, verbose_name='soort bestand')),
                ('scan_state', models.CharField(choices=[('not_needed', 'Niet gescand: geen scanner ingesteld'), ('waiting', 'Wacht op de virusscan'), ('clean', 'Schoon'), ('infected', 'Besmet')], default='waiting', editable=False, max_length=10, verbose_name='virusscan')),
                ('stored_at', models.DateTimeField(auto_now_add=True, verbose_name='bewaard op')),
            ],
            options={
                'verbose_name': 'bestand',
                'verbose_name_plural': 'bestanden',
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('is_active', models.BooleanField(default=True, verbose_name='actief')),
                ('is_staff', models.BooleanField(default=False, verbose_name='mag in beheer')),
                ('email_changed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='e-mailadres gewijzigd op')),
                ('date_joined', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt op')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='zorgzaam_user_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='WrongCode',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'verkeerde code',
                'verbose_name_plural': 'verkeerde codes',
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mailadres')),
                ('is_active', models.BooleanField(default=True, verbose_name='actief')),
                ('is_staff', models.BooleanField(default=False, verbose_name='mag in beheer')),
                ('email_changed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='e-mailadres gewijzigd op')),
                ('date_joined', models.DateTimeField(auto_now_add=True, verbose_name='aangemaakt op')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'account',
                'verbose_name_plural': 'accounts',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once', violation_error_message='Er is al een account met dit e-mailadres.')],
            },
            managers=[
                ('objects', zorgzaam.accounts.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='AddressChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('address', models.EmailField(max_length=254, verbose_name='nieuw e-mailadres')),
                ('reason', models.CharField(max_length=300, verbose_name='waarom')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gevraagd op')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='voorbij sinds')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='address_changes', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'wijziging van een e-mailadres',
                'verbose_name_plural': 'wijzigingen van e-mailadressen',
                'ordering': ['-asked_at'],
                'constraints': [models.UniqueConstraint(models.F('user'), condition=models.Q(('ended_at', None)), name='one_open_address_change', violation_error_message='Er is net al een ander adres gevraagd. Probeer het opnieuw.')],
            },
        ),
        migrations.CreateModel(
            name='AddressChangeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('reason', models.CharField(max_length=300, verbose_name='waarom')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='gevraagd op')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='voorbij sinds')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='zorgzaam.addresschange')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='zorgzaam_addresschange_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='FollowEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=30)),
                ('subject_id', models.UUIDField()),
                ('since', models.DateTimeField(auto_now_add=True)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='zorgzaam.follow')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='zorgzaam_follow_event_has_actor')],
            },
        ),
        migrations.CreateModel(
            name='House',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('network_name', models.CharField(default='Zorgzaam', max_length=80, verbose_name='naam van het netwerk')),
                ('region_name', models.CharField(default='de regio', max_length=80, verbose_name='naam van de regio')),
                ('office_name', models.CharField(default='het netwerkbureau', max_length=80, verbose_name='naam van het netwerkbureau')),
                ('tagline', models.CharField(blank=True, max_length=200, verbose_name='zin op de voorpagina')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='e-mailadres voor vragen')),
                ('publisher', models.CharField(blank=True, help_text='Een netwerk is geen bestuursorgaan: noem de provincie of gemeente die verantwoordelijk is.', max_length=120, verbose_name='verantwoordelijke organisatie (Woo)')),
                ('accent', models.CharField(blank=True, help_text='Van knoppen en links, als #rrggbb.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Schrijf een kleur als #rrggbb.')], verbose_name='huiskleur')),
                ('warm', models.CharField(blank=True, help_text='Van accenten, als #rrggbb.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Schrijf een kleur als #rrggbb.')], verbose_name='warme kleur')),
                ('code', models.CharField(default='regio', max_length=20, validators=[django.core.validators.RegexValidator('^[a-z0-9-]+$', 'Gebruik kleine letters, cijfers en streepjes.')], verbose_name='korte code')),
            ],
            options={
                'verbose_name': 'regio-instellingen',
                'verbose_name_plural': 'regio-instellingen',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='house_is_one')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='house',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."accent" IS DISTINCT FROM (NEW."accent") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."network_name" IS DISTINCT FROM (NEW."network_name") OR OLD."office_name" IS DISTINCT FROM (NEW."office_name") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."region_name" IS DISTINCT FROM (NEW."region_name") OR OLD."tagline" IS DISTINCT FROM (NEW."tagline") OR OLD."warm" IS DISTINCT FROM (NEW."warm"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='05e6750986a322ae61e7fc63355f7a273918ff70', operation='UPDATE', pgid='pgtrigger_raise_version_301e1', table='zorgzaam_house', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='house',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_houseevent" ("accent", "code", "contact_email", "id", "network_name", "office_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher", "region_name", "tagline", "version", "warm") VALUES (NEW."accent", NEW."code", NEW."contact_email", NEW."id", NEW."network_name", NEW."office_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."publisher", NEW."region_name", NEW."tagline", NEW."version", NEW."warm"); RETURN NULL;', hash='7886d43c642016b46e9625249a8ffbf923eabcac', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_46797', table='zorgzaam_house', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='house',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "zorgzaam_houseevent" ("accent", "code", "contact_email", "id", "network_name", "office_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher", "region_name", "tagline", "version", "warm") VALUES (NEW."accent", NEW."code", NEW."contact_email", NEW."id", NEW."network_name", NEW."office_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."publisher", NEW."region_name", NEW."tagline", NEW."version", NEW."warm"); RETURN NULL;', hash='0b5ddfe02fed42485555685667ba9b3ba518d727', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_97b0b', table='zorgzaam_house', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='house',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_houseevent" ("accent", "code", "contact_email", "id", "network_name", "office_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publisher", "region_name", "tagline", "version", "warm") VALUES (OLD."accent", OLD."code", OLD."contact_email", OLD."id", OLD."network_name", OLD."office_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."publisher", OLD."region_name", OLD."tagline", OLD."version", OLD."warm"); RETURN NULL;', hash='dd79e68e04453b9d1b71a1c40393a462bb4f99b4', operation='DELETE', pgid='pgtrigger_verwijderd_delete_679f1', table='zorgzaam_house', when='AFTER')),
        ),
        migrations.AddField(
            model_name='houseevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='zorgzaam.house'),
        ),
        migrations.AddField(
            model_name='maildecisionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='zorgzaam.maildecision'),
        ),
        migrations.AddField(
            model_name='maildecisionevent',
            name='mail',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.outgoingmail'),
        ),
        migrations.AddField(
            model_name='maildecision',
            name='mail',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='zorgzaam.outgoingmail'),
        ),
        migrations.AddField(
            model_name='outgoingmail',
            name='to_person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.person'),
        ),
        migrations.AddField(
            model_name='maildecisionevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='wie besloot'),
        ),
        migrations.AddField(
            model_name='maildecision',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.person', verbose_name='wie besloot'),
        ),
        migrations.AddField(
            model_name='followevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person'),
        ),
        migrations.AddField(
            model_name='follow',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='zorgzaam.person'),
        ),
        migrations.AddField(
            model_name='addresschangeevent',
            name='asked_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='gevraagd door'),
        ),
        migrations.AddField(
            model_name='addresschange',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.person', verbose_name='gevraagd door'),
        ),
        migrations.AddField(
            model_name='user',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='user', to='zorgzaam.person', verbose_name='persoon'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."named_publicly" IS DISTINCT FROM (NEW."named_publicly") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."sort_name" IS DISTINCT FROM (NEW."sort_name"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='178afd128b5cc76e9e25b608b525d9f5ca3ea060', operation='UPDATE', pgid='pgtrigger_raise_version_9187e', table='zorgzaam_person', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_personevent" ("erased_at", "id", "named_publicly", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."erased_at", NEW."id", NEW."named_publicly", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."version"); RETURN NULL;', hash='80faf48ea5a84a9fc7f3a81fa66660718df0115b', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_b2f1e', table='zorgzaam_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."erased_at" IS DISTINCT FROM (NEW."erased_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."named_publicly" IS DISTINCT FROM (NEW."named_publicly") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "zorgzaam_personevent" ("erased_at", "id", "named_publicly", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."erased_at", NEW."id", NEW."named_publicly", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."version"); RETURN NULL;', hash='9dd780a511b48e6da8c8d2406b8ff65406a4723a', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_ec2aa', table='zorgzaam_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_personevent" ("erased_at", "id", "named_publicly", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."erased_at", OLD."id", OLD."named_publicly", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."version"); RETURN NULL;', hash='9c6a95f0c4b08e8eb099e0f74763940466f349ef', operation='DELETE', pgid='pgtrigger_verwijderd_delete_26d09', table='zorgzaam_person', when='AFTER')),
        ),
        migrations.AddField(
            model_name='personevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='zorgzaam.person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postoffice',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_postofficeevent" ("held", "held_because", "held_since", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."held", NEW."held_because", NEW."held_since", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id"); RETURN NULL;', hash='fce858991c90947e043b9c22ee7e5d36b6cd01d3', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_229d5', table='zorgzaam_postoffice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postoffice',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "zorgzaam_postofficeevent" ("held", "held_because", "held_since", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."held", NEW."held_because", NEW."held_since", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id"); RETURN NULL;', hash='a6d42c236137bc6d4fd0334d9c97234ffc2d89eb', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_868fb', table='zorgzaam_postoffice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postoffice',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_postofficeevent" ("held", "held_because", "held_since", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."held", OLD."held_because", OLD."held_since", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id"); RETURN NULL;', hash='05c0437a26499e34956e0fdbc2f974483d829552', operation='DELETE', pgid='pgtrigger_verwijderd_delete_cb883', table='zorgzaam_postoffice', when='AFTER')),
        ),
        migrations.AddField(
            model_name='postofficeevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='zorgzaam.postoffice'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."date_text" IS DISTINCT FROM (NEW."date_text") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='f1da84c742742b261fd022c69dead933d5c7a8a2', operation='UPDATE', pgid='pgtrigger_raise_version_07baf', table='zorgzaam_source', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_sourceevent" ("code", "date_text", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version") VALUES (NEW."code", NEW."date_text", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."title", NEW."version"); RETURN NULL;', hash='62f0b6e96c35cd42c51f648df3d64c65a4ae7bfb', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_bf8c0', table='zorgzaam_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "zorgzaam_sourceevent" ("code", "date_text", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version") VALUES (NEW."code", NEW."date_text", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."title", NEW."version"); RETURN NULL;', hash='ae65e0a589e2986b0f1cfd53eaf1940ba0243c93', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_7bc19', table='zorgzaam_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_sourceevent" ("code", "date_text", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version") VALUES (OLD."code", OLD."date_text", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."title", OLD."version"); RETURN NULL;', hash='5ef55f78c53d4e6d82b5c69cefb254864178ea16', operation='DELETE', pgid='pgtrigger_verwijderd_delete_38fb0', table='zorgzaam_source', when='AFTER')),
        ),
        migrations.AddField(
            model_name='sourceconflict',
            name='resolved_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.person', verbose_name='besloten door'),
        ),
        migrations.AddField(
            model_name='sourceconflictevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='zorgzaam.sourceconflict'),
        ),
        migrations.AddField(
            model_name='sourceconflictevent',
            name='resolved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='besloten door'),
        ),
        migrations.AddField(
            model_name='sourceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='zorgzaam.source'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='persoon'),
        ),
        migrations.AddField(
            model_name='userevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='wrongcode',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wrong_codes', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='houseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='630a761e4ba6d8b1d67492c028a2d3d868204dde', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b9074', table='zorgzaam_houseevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='maildecisionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e85990878b9affc3c7d91fe7980f4a4d6d127df9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7cd0c', table='zorgzaam_maildecisionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='maildecision',
            trigger=pgtrigger.compiler.Trigger(name='keep_row', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='89daf1b5509b1e35f5223f00ec96adb6b6e0cfb3', operation='UPDATE OR DELETE', pgid='pgtrigger_keep_row_fabab', table='zorgzaam_maildecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='maildecision',
            trigger=pgtrigger.compiler.Trigger(name='keep_table', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;", hash='c54d5364dafa49094813e4d3378620e4f34fbbd5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_keep_table_952d1', table='zorgzaam_maildecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='maildecision',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_maildecisionevent" ("arrived", "at", "by_id", "id", "mail_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."arrived", NEW."at", NEW."by_id", NEW."id", NEW."mail_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id"); RETURN NULL;', hash='5f5eb9797850995b4041a99b8997ccb0be7cd06b', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_a77a2', table='zorgzaam_maildecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='maildecision',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "zorgzaam_maildecisionevent" ("arrived", "at", "by_id", "id", "mail_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."arrived", NEW."at", NEW."by_id", NEW."id", NEW."mail_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id"); RETURN NULL;', hash='b0875a3cca1e0192c69616dfc56c344b2e723047', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_6f65d', table='zorgzaam_maildecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='maildecision',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_maildecisionevent" ("arrived", "at", "by_id", "id", "mail_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."arrived", OLD."at", OLD."by_id", OLD."id", OLD."mail_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id"); RETURN NULL;', hash='adcf11331ed9c4ef0ddf301e568c048353cd353c', operation='DELETE', pgid='pgtrigger_verwijderd_delete_62962', table='zorgzaam_maildecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='followevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2990db6b0acab801a9be005f21071a50edb5180f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8ad7e', table='zorgzaam_followevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(models.F('person'), models.F('kind'), models.F('subject_id'), name='follow_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='follow',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_followevent" ("id", "kind", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "subject_id") VALUES (NEW."id", NEW."kind", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."since", NEW."subject_id"); RETURN NULL;', hash='50aeca11847dfa1dc0341ce7c832dc9ee6dec02f', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_deaf3', table='zorgzaam_follow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='follow',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "zorgzaam_followevent" ("id", "kind", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "subject_id") VALUES (NEW."id", NEW."kind", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."since", NEW."subject_id"); RETURN NULL;', hash='2b69f615ce790ca81fc3fbc67d60da208e117e49', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_16426', table='zorgzaam_follow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='follow',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_followevent" ("id", "kind", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "subject_id") VALUES (OLD."id", OLD."kind", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."since", OLD."subject_id"); RETURN NULL;', hash='09132c501f5b08063757ce4822b6d9d0fee49b93', operation='DELETE', pgid='pgtrigger_verwijderd_delete_189ee', table='zorgzaam_follow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='addresschangeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='34a3640e13df567fab385deaa0db3de042fe8c41', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1cc9e', table='zorgzaam_addresschangeevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='addresschange',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_addresschangeevent" ("asked_at", "asked_by_id", "ended_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."ended_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."reason", NEW."user_id"); RETURN NULL;', hash='1c036c0df50ff267bd26f8a8ed590288bc0b6422', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_9e78a', table='zorgzaam_addresschange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='addresschange',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "zorgzaam_addresschangeevent" ("asked_at", "asked_by_id", "ended_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."ended_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."reason", NEW."user_id"); RETURN NULL;', hash='e5a1d53bfc04f4a42a78debbc61c34e6f7dc4efd', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_d83e9', table='zorgzaam_addresschange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='addresschange',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_addresschangeevent" ("asked_at", "asked_by_id", "ended_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "user_id") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."ended_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."reason", OLD."user_id"); RETURN NULL;', hash='80528fcf2dc7763e645ee107fc05d228cb02860e', operation='DELETE', pgid='pgtrigger_verwijderd_delete_7c1a4', table='zorgzaam_addresschange', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."email_changed_at" IS DISTINCT FROM (NEW."email_changed_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='3916cb2213473fc806ddd3ecf99c01287412b24d', operation='UPDATE', pgid='pgtrigger_raise_version_f35d3', table='zorgzaam_user', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='keeps_its_person', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."person_id" IS DISTINCT FROM (NEW."person_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6d4cc14f0a8dff20cbf8c63418b8c572ccf74922', operation='UPDATE', pgid='pgtrigger_keeps_its_person_fa0a0', table='zorgzaam_user', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='address_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email"))', func='NEW.email_changed_at = now(); RETURN NEW;', hash='94842a856a981c51e96668f6756b79b4f15970a3', operation='UPDATE', pgid='pgtrigger_address_changed_5ef7a', table='zorgzaam_user', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_userevent" ("date_joined", "email_changed_at", "id", "is_active", "is_staff", "is_superuser", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."date_joined", NEW."email_changed_at", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."version"); RETURN NULL;', hash='8b077b3f21998f850875d71b572ba05143abaf75', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_d37e1', table='zorgzaam_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email_changed_at" IS DISTINCT FROM (NEW."email_changed_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "zorgzaam_userevent" ("date_joined", "email_changed_at", "id", "is_active", "is_staff", "is_superuser", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."date_joined", NEW."email_changed_at", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."version"); RETURN NULL;', hash='5035a2f322df89776ddd75401d91a1dfe7816045', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_5dc1d', table='zorgzaam_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='user',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_userevent" ("date_joined", "email_changed_at", "id", "is_active", "is_staff", "is_superuser", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."date_joined", OLD."email_changed_at", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."version"); RETURN NULL;', hash='8d84153865bdf0673530185964e1a64bf7f0294e', operation='DELETE', pgid='pgtrigger_verwijderd_delete_e0061', table='zorgzaam_user', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='personevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ed3f02acb5670f9b06a641e8c51f7daf465eaef5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_06778', table='zorgzaam_personevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='postofficeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b4282295f9dd389b3de6f7968488d6012465d9b3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0bf7f', table='zorgzaam_postofficeevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='sourceconflict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_by__isnull', True), ('resolved_on__isnull', True)), models.Q(('resolved_by__isnull', False), ('resolved_on__isnull', False), models.Q(('resolution', ''), _negated=True)), _connector='OR'), name='source_conflict_decided_says_what', violation_error_message='Schrijf op wat we tonen voordat je besluit.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceconflict',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."readings" IS DISTINCT FROM (NEW."readings") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."resolution" IS DISTINCT FROM (NEW."resolution") OR OLD."resolved_by_id" IS DISTINCT FROM (NEW."resolved_by_id") OR OLD."resolved_on" IS DISTINCT FROM (NEW."resolved_on") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id") OR OLD."subject_kind" IS DISTINCT FROM (NEW."subject_kind") OR OLD."topic" IS DISTINCT FROM (NEW."topic"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='b1afde1cf21d294ad7129d531a3586e9587c2ef6', operation='UPDATE', pgid='pgtrigger_raise_version_36fc5', table='zorgzaam_sourceconflict', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceconflict',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_sourceconflictevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "readings", "reason", "resolution", "resolved_by_id", "resolved_on", "subject_id", "subject_kind", "topic", "version") VALUES (NEW."code", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."readings", NEW."reason", NEW."resolution", NEW."resolved_by_id", NEW."resolved_on", NEW."subject_id", NEW."subject_kind", NEW."topic", NEW."version"); RETURN NULL;', hash='61a0943756e760016a5b84b9fbb6074ee00f3f25', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_007ac', table='zorgzaam_sourceconflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceconflict',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "zorgzaam_sourceconflictevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "readings", "reason", "resolution", "resolved_by_id", "resolved_on", "subject_id", "subject_kind", "topic", "version") VALUES (NEW."code", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."readings", NEW."reason", NEW."resolution", NEW."resolved_by_id", NEW."resolved_on", NEW."subject_id", NEW."subject_kind", NEW."topic", NEW."version"); RETURN NULL;', hash='1776ea81b3c4fa0113173deb5c41ccbf3e707908', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_85645', table='zorgzaam_sourceconflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceconflict',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "zorgzaam_sourceconflictevent" ("code", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "readings", "reason", "resolution", "resolved_by_id", "resolved_on", "subject_id", "subject_kind", "topic", "version") VALUES (OLD."code", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."readings", OLD."reason", OLD."resolution", OLD."resolved_by_id", OLD."resolved_on", OLD."subject_id", OLD."subject_kind", OLD."topic", OLD."version"); RETURN NULL;', hash='721ce49b590ee53c3c2cee0ce09edd7618287804', operation='DELETE', pgid='pgtrigger_verwijderd_delete_a6266', table='zorgzaam_sourceconflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceconflictevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c17a9e0a95a7199de6e6237bce685bc2fd1b9447', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_688ad', table='zorgzaam_sourceconflictevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2403b8e8b31f27fa7503b19533c46b42fae78d7c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cc910', table='zorgzaam_sourceevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b17ed5f42ff7c40472e9af3feeaf9c19d1348ed0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b4e42', table='zorgzaam_userevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='wrongcode',
            index=models.Index(models.F('user'), models.F('at'), name='wrong_code_lately'),
        ),
    ]
