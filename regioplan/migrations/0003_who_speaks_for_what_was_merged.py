import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('regioplan', '0002_what_is_said_and_told'),
        ('partners', '0003_two_that_are_one'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='agreementanswer',
            name='answered_by_itself',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='agreementquestion',
            name='answered_by_itself',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='insurerjudgement',
            name='spoken_for',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='noquestions',
            name='spoken_for',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planstep',
            name='spoken_for',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementanswer',
            trigger=pgtrigger.compiler.Trigger(name='answered_by_itself', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.organisation_id IS DISTINCT FROM\n               (SELECT organisation_id FROM regioplan_agreement WHERE id = NEW.agreement_id) THEN\n                RAISE EXCEPTION 'an answer of another organisation' USING ERRCODE = 'check_violation';\n            END IF;\n            IF COALESCE(to_jsonb(NEW) ->> 'state', 'geweigerd') IN ('geaccepteerd', 'geweigerd')\n               AND NOT EXISTS (\n                SELECT FROM partners_representation r\n                  JOIN partners_organisation spoken ON spoken.id = r.organisation_id\n                  JOIN partners_organisation asked ON asked.whole = spoken.whole\n                 WHERE asked.id = NEW.organisation_id AND r.person_id = NEW.person_id\n                   AND COALESCE(r.starts_on, '-infinity') <= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n                   AND COALESCE(r.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n            ) THEN\n                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'answered_by_itself',\n                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit antwoorden.';\n            END IF;\n            RETURN NEW;\n        ", hash='9546d6def202b4d946ef7c3f523fe33bedbe2a5c', operation='INSERT', pgid='pgtrigger_answered_by_itself_c5f3a', table='regioplan_agreementanswer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agreementquestion',
            trigger=pgtrigger.compiler.Trigger(name='answered_by_itself', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.organisation_id IS DISTINCT FROM\n               (SELECT organisation_id FROM regioplan_agreement WHERE id = NEW.agreement_id) THEN\n                RAISE EXCEPTION 'an answer of another organisation' USING ERRCODE = 'check_violation';\n            END IF;\n            IF COALESCE(to_jsonb(NEW) ->> 'state', 'geweigerd') IN ('geaccepteerd', 'geweigerd')\n               AND NOT EXISTS (\n                SELECT FROM partners_representation r\n                  JOIN partners_organisation spoken ON spoken.id = r.organisation_id\n                  JOIN partners_organisation asked ON asked.whole = spoken.whole\n                 WHERE asked.id = NEW.organisation_id AND r.person_id = NEW.person_id\n                   AND COALESCE(r.starts_on, '-infinity') <= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n                   AND COALESCE(r.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n            ) THEN\n                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'answered_by_itself',\n                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit antwoorden.';\n            END IF;\n            RETURN NEW;\n        ", hash='eee1231f7f5390fe34cf8db07a877ec2f8f5ec71', operation='INSERT', pgid='pgtrigger_answered_by_itself_ee871', table='regioplan_agreementquestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='insurerjudgement',
            trigger=pgtrigger.compiler.Trigger(name='spoken_for', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (\n                SELECT FROM partners_representation r\n                  JOIN partners_organisation spoken ON spoken.id = r.organisation_id\n                  JOIN partners_organisation asked ON asked.whole = spoken.whole\n                 WHERE asked.id = NEW.organisation_id AND r.person_id = NEW.person_id\n                   AND COALESCE(r.starts_on, '-infinity') <= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n                   AND COALESCE(r.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n            ) THEN\n                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'spoken_for',\n                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit doen.';\n            END IF;\n            RETURN NEW;\n        ", hash='9eeaaecc674ca743be6135abf6bd6eab7e29988f', operation='INSERT', pgid='pgtrigger_spoken_for_c5976', table='regioplan_insurerjudgement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='noquestions',
            trigger=pgtrigger.compiler.Trigger(name='spoken_for', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (\n                SELECT FROM partners_representation r\n                  JOIN partners_organisation spoken ON spoken.id = r.organisation_id\n                  JOIN partners_organisation asked ON asked.whole = spoken.whole\n                 WHERE asked.id = NEW.organisation_id AND r.person_id = NEW.person_id\n                   AND COALESCE(r.starts_on, '-infinity') <= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n                   AND COALESCE(r.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n            ) THEN\n                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'spoken_for',\n                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit doen.';\n            END IF;\n            RETURN NEW;\n        ", hash='590285dcfe4ba76888a315458957ed5f389edfa5', operation='INSERT', pgid='pgtrigger_spoken_for_332dc', table='regioplan_noquestions', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planstep',
            trigger=pgtrigger.compiler.Trigger(name='spoken_for', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NOT EXISTS (\n                SELECT FROM partners_representation r\n                  JOIN partners_organisation spoken ON spoken.id = r.organisation_id\n                  JOIN partners_organisation asked ON asked.whole = spoken.whole\n                 WHERE asked.id = NEW.organisation_id AND r.person_id = NEW.person_id\n                   AND COALESCE(r.starts_on, '-infinity') <= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n                   AND COALESCE(r.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n            ) THEN\n                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'spoken_for',\n                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit doen.';\n            END IF;\n            RETURN NEW;\n        ", hash='f3ec9c22c215d526f1ccc17fca4ae0ce8dfce4a0', operation='INSERT', pgid='pgtrigger_spoken_for_88859', table='regioplan_planstep', when='BEFORE')),
        ),
    ]
