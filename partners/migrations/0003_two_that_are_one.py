import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.lookups
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0002_who_speaks_and_who_wants_to_come_in'),
        ('zorgzaam', '0004_mail_speaks_to_calendars'),
    ]

    operations = [
        migrations.CreateModel(
            name='Merger',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('names', models.JSONField(default=list, verbose_name='namen die meekwamen')),
                ('reason', models.CharField(max_length=300, verbose_name='waarom')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='op')),
                ('undone_at', models.DateTimeField(editable=False, null=True, verbose_name='teruggedraaid op')),
            ],
            options={
                'verbose_name': 'samenvoeging',
                'verbose_name_plural': 'samenvoegingen',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='MergerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('names', models.JSONField(default=list, verbose_name='namen die meekwamen')),
                ('reason', models.CharField(max_length=300, verbose_name='waarom')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='op')),
                ('undone_at', models.DateTimeField(editable=False, null=True, verbose_name='teruggedraaid op')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('organisaties', 'Organisaties'), ('contacten', 'Contactpersonen')], max_length=20, verbose_name='wat')),
                ('file_name', models.CharField(max_length=200, verbose_name='bestand')),
                ('columns', models.JSONField(default=list, verbose_name='kolommen')),
                ('rows', models.JSONField(default=list, verbose_name='regels')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='op')),
                ('applied_at', models.DateTimeField(editable=False, null=True, verbose_name='overgenomen op')),
            ],
            options={
                'verbose_name': 'ingelezen lijst',
                'verbose_name_plural': 'ingelezen lijsten',
                'ordering': ['-uploaded_at'],
            },
        ),
        migrations.CreateModel(
            name='RegisterImportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField()),
                ('pgh_context_id', models.UUIDField()),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('kind', models.CharField(choices=[('organisaties', 'Organisaties'), ('contacten', 'Contactpersonen')], max_length=20, verbose_name='wat')),
                ('file_name', models.CharField(max_length=200, verbose_name='bestand')),
                ('columns', models.JSONField(default=list, verbose_name='kolommen')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='op')),
                ('applied_at', models.DateTimeField(editable=False, null=True, verbose_name='overgenomen op')),
            ],
            options={
                'ordering': ['pgh_id'],
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='raise_version',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='toegevoegd_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='gewijzigd_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='verwijderd_delete',
        ),
        migrations.AddField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='partners.organisation', verbose_name='samengevoegd met'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.organisation', verbose_name='samengevoegd met'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='whole',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(models.F('merged_into'), models.F('id')), output_field=models.UUIDField()),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['whole'], name='organisation_whole'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(fields=['name'], name='organisation_name_alike', opclasses=['gin_trgm_ops']),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='raise_version', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."aliases" IS DISTINCT FROM (NEW."aliases") OR OLD."ended_note" IS DISTINCT FROM (NEW."ended_note") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."part_of_id" IS DISTINCT FROM (NEW."part_of_id") OR OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."sector" IS DISTINCT FROM (NEW."sector") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_note" IS DISTINCT FROM (NEW."source_note") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='NEW.version = OLD.version + 1; RETURN NEW;', hash='89e40e3e6b6d044a3d12da0f9b201846f30f275e', operation='UPDATE', pgid='pgtrigger_raise_version_254b8', table='partners_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='merged_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.merged_into_id IS NULL THEN RETURN NEW; END IF;\n            PERFORM pg_advisory_xact_lock(hashtext('partners_organisation.merged_into_id'));\n            IF NEW.merged_into_id = NEW.id OR EXISTS (\n                SELECT FROM partners_organisation o\n                 WHERE (o.id = NEW.merged_into_id AND o.merged_into_id IS NOT NULL) OR o.merged_into_id = NEW.id\n            ) THEN\n                RAISE EXCEPTION 'merged into one that does not stay' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'merged_once', HINT = 'Dit kan niet: een van de twee is zelf al samengevoegd met een andere organisatie. Kijk wat er nu staat.';\n            END IF;\n            RETURN NEW;\n        ", hash='72995c2b001cfdae2684a1a8967da20f979165b7', operation='INSERT OR UPDATE OF "merged_into_id"', pgid='pgtrigger_merged_once_30ed6', table='partners_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='not_by_who_gains', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.merged_into_id IS NOT NULL AND EXISTS (\n                SELECT FROM partners_representation r\n                  JOIN partners_organisation o ON o.id = r.organisation_id\n                 WHERE (o.id = NEW.id OR COALESCE(o.merged_into_id, o.id) = NEW.merged_into_id)\n                   AND 'person:' || r.person_id =\n                       NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'actor'\n                   AND COALESCE(r.ends_on, 'infinity') >= (now() AT TIME ZONE 'Europe/Amsterdam')::date\n            ) THEN\n                RAISE EXCEPTION 'nobody grants themselves' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'not_by_who_gains', HINT = 'Je spreekt zelf voor een van deze twee. Vraag een collega om ze samen te voegen.';\n            END IF;\n            RETURN NEW;\n        ", hash='08a9ab534445a150a3be4c020f96ab3f102278c8', operation='INSERT OR UPDATE OF "merged_into_id"', pgid='pgtrigger_not_by_who_gains_b1683', table='partners_organisation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_organisationevent" ("about", "aliases", "ended_note", "id", "kind", "merged_into_id", "municipality_id", "name", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "sector", "source_id", "source_note", "version", "website") VALUES (NEW."about", NEW."aliases", NEW."ended_note", NEW."id", NEW."kind", NEW."merged_into_id", NEW."municipality_id", NEW."name", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."predecessor_id", NEW."sector", NEW."source_id", NEW."source_note", NEW."version", NEW."website"); RETURN NULL;', hash='73736621d91e065c94ac5014877b08d510472c97', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_08f31', table='partners_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."aliases" IS DISTINCT FROM (NEW."aliases") OR OLD."ended_note" IS DISTINCT FROM (NEW."ended_note") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."part_of_id" IS DISTINCT FROM (NEW."part_of_id") OR OLD."predecessor_id" IS DISTINCT FROM (NEW."predecessor_id") OR OLD."sector" IS DISTINCT FROM (NEW."sector") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_note" IS DISTINCT FROM (NEW."source_note") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='INSERT INTO "partners_organisationevent" ("about", "aliases", "ended_note", "id", "kind", "merged_into_id", "municipality_id", "name", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "sector", "source_id", "source_note", "version", "website") VALUES (NEW."about", NEW."aliases", NEW."ended_note", NEW."id", NEW."kind", NEW."merged_into_id", NEW."municipality_id", NEW."name", NEW."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."predecessor_id", NEW."sector", NEW."source_id", NEW."source_note", NEW."version", NEW."website"); RETURN NULL;', hash='4bf91eaabcbbb3ad898dc78f161d779fef91f795', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_f065a', table='partners_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_organisationevent" ("about", "aliases", "ended_note", "id", "kind", "merged_into_id", "municipality_id", "name", "part_of_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "sector", "source_id", "source_note", "version", "website") VALUES (OLD."about", OLD."aliases", OLD."ended_note", OLD."id", OLD."kind", OLD."merged_into_id", OLD."municipality_id", OLD."name", OLD."part_of_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."predecessor_id", OLD."sector", OLD."source_id", OLD."source_note", OLD."version", OLD."website"); RETURN NULL;', hash='db9c2496e85c2ad0072819488623ab9d6ec67d8c', operation='DELETE', pgid='pgtrigger_verwijderd_delete_d8a08', table='partners_organisation', when='AFTER')),
        ),
        migrations.AddField(
            model_name='merger',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.person', verbose_name='door'),
        ),
        migrations.AddField(
            model_name='merger',
            name='gone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mergers', to='partners.organisation', verbose_name='gaat hierin op'),
        ),
        migrations.AddField(
            model_name='merger',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.organisation', verbose_name='blijft'),
        ),
        migrations.AddField(
            model_name='merger',
            name='undone_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.person', verbose_name='teruggedraaid door'),
        ),
        migrations.AddField(
            model_name='mergerevent',
            name='by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='door'),
        ),
        migrations.AddField(
            model_name='mergerevent',
            name='gone',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.organisation', verbose_name='gaat hierin op'),
        ),
        migrations.AddField(
            model_name='mergerevent',
            name='kept',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='partners.organisation', verbose_name='blijft'),
        ),
        migrations.AddField(
            model_name='mergerevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partners.merger'),
        ),
        migrations.AddField(
            model_name='mergerevent',
            name='undone_by',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='teruggedraaid door'),
        ),
        migrations.AddField(
            model_name='registerimport',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='zorgzaam.person', verbose_name='van'),
        ),
        migrations.AddField(
            model_name='registerimportevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', related_query_name='history', to='partners.registerimport'),
        ),
        migrations.AddField(
            model_name='registerimportevent',
            name='uploaded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorgzaam.person', verbose_name='van'),
        ),
        migrations.AddConstraint(
            model_name='merger',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('gone',), name='merged_one_time', violation_error_message='Deze organisatie is al samengevoegd.'),
        ),
        migrations.AddConstraint(
            model_name='merger',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='merged_with_another', violation_error_message='Kies twee verschillende organisaties.'),
        ),
        migrations.AddConstraint(
            model_name='merger',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merger_undone_by_somebody', violation_error_message='Zeg wie de samenvoeging terugdraait.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='merger',
            trigger=pgtrigger.compiler.Trigger(name='keeps_what_was_done', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."gone_id" IS DISTINCT FROM (NEW."gone_id") OR OLD."kept_id" IS DISTINCT FROM (NEW."kept_id") OR OLD."names" IS DISTINCT FROM (NEW."names") OR OLD."reason" IS DISTINCT FROM (NEW."reason"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5d2652d177ff3bf4150b5691294c1464a46c63a0', operation='UPDATE', pgid='pgtrigger_keeps_what_was_done_c4b4e', table='partners_merger', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='merger',
            trigger=pgtrigger.compiler.Trigger(name='undone_stays_undone', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."undone_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1061e3906b93ee41957b535abf99e33bd5af4fec', operation='UPDATE', pgid='pgtrigger_undone_stays_undone_7f809', table='partners_merger', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='merger',
            trigger=pgtrigger.compiler.Trigger(name='keeps_rows', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5e94b991949d6a37e0b20c0133146fa28d8266f0', operation='DELETE', pgid='pgtrigger_keeps_rows_d3e17', table='partners_merger', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='merger',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_mergerevent" ("at", "by_id", "gone_id", "id", "kept_id", "names", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id") VALUES (NEW."at", NEW."by_id", NEW."gone_id", NEW."id", NEW."kept_id", NEW."names", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_by_id"); RETURN NULL;', hash='25d253ba5205ee6e0120b261cbe010ccc94752b3', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_5059d', table='partners_merger', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='merger',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "partners_mergerevent" ("at", "by_id", "gone_id", "id", "kept_id", "names", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id") VALUES (NEW."at", NEW."by_id", NEW."gone_id", NEW."id", NEW."kept_id", NEW."names", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."reason", NEW."undone_at", NEW."undone_by_id"); RETURN NULL;', hash='48075d50aa50e649a072453a3352de380e7f45bc', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_87d74', table='partners_merger', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='merger',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_mergerevent" ("at", "by_id", "gone_id", "id", "kept_id", "names", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id") VALUES (OLD."at", OLD."by_id", OLD."gone_id", OLD."id", OLD."kept_id", OLD."names", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."reason", OLD."undone_at", OLD."undone_by_id"); RETURN NULL;', hash='8e00358d1bcbc81e78a6320246cf02650804db3e', operation='DELETE', pgid='pgtrigger_verwijderd_delete_c5cd8', table='partners_merger', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='mergerevent',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='partners_merger_event_has_actor'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mergerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f8a60acbd46e577a4171efdb947d579ffa8daad9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_10d6a', table='partners_mergerevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='registerimport',
            constraint=models.CheckConstraint(condition=models.Q(('applied_at__isnull', True), ('rows', []), _connector='OR'), name='register_import_forgets_what_it_did', violation_error_message='Wat is overgenomen, blijft niet ook nog hier staan.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerimport',
            trigger=pgtrigger.compiler.Trigger(name='toegevoegd_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_registerimportevent" ("applied_at", "columns", "file_name", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."columns", NEW."file_name", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'toegevoegd\', NEW."id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='6ea7d6707f536c656ef61fe6f5636bf2870362b6', operation='INSERT', pgid='pgtrigger_toegevoegd_insert_c0542', table='partners_registerimport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerimport',
            trigger=pgtrigger.compiler.Trigger(name='gewijzigd_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."columns" IS DISTINCT FROM (NEW."columns") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))', func='INSERT INTO "partners_registerimportevent" ("applied_at", "columns", "file_name", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."applied_at", NEW."columns", NEW."file_name", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'gewijzigd\', NEW."id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;', hash='e8d5f428dd95bf43710d408f1262f94c08dca0e3', operation='UPDATE', pgid='pgtrigger_gewijzigd_update_30b26', table='partners_registerimport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerimport',
            trigger=pgtrigger.compiler.Trigger(name='verwijderd_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "partners_registerimportevent" ("applied_at", "columns", "file_name", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uploaded_at", "uploaded_by_id") VALUES (OLD."applied_at", OLD."columns", OLD."file_name", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'verwijderd\', OLD."id", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;', hash='7d2f8289b49b25d47a8a0a170864a2936a56479a', operation='DELETE', pgid='pgtrigger_verwijderd_delete_a4156', table='partners_registerimport', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='registerimportevent',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Regex(django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('actor', 'pgh_context'), models.Value(''), output_field=models.TextField()), models.Value('^(person|systeem):.')), name='partners_registerimport_event_has_actor'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerimportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c1377d42211bb45bd239616a9b7acd249f9eede7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3b856', table='partners_registerimportevent', when='BEFORE')),
        ),
    ]
