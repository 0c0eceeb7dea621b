import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0017_words_stay_while_voted_about'),
        ('partners', '0003_two_that_are_one'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='executionanswer',
            name='answered_by_itself',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='executionanswer',
            trigger=pgtrigger.compiler.Trigger(name='answered_by_itself', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.organisation_id IS DISTINCT FROM\n               (SELECT organisation_id FROM governance_execution WHERE id = NEW.execution_id) THEN\n                RAISE EXCEPTION 'an answer of another organisation' USING ERRCODE = 'check_violation';\n            END IF;\n            IF COALESCE(to_jsonb(NEW) ->> 'state', 'geweigerd') IN ('toegezegd', 'geweigerd', 'gedaan')\n               AND NOT EXISTS (\n                SELECT FROM partners_representation r\n                  JOIN partners_organisation spoken ON spoken.id = r.organisation_id\n                  JOIN partners_organisation asked ON asked.whole = spoken.whole\n                 WHERE asked.id = NEW.organisation_id AND r.person_id = NEW.person_id\n                   AND COALESCE(r.starts_on, '-infinity') <= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n                   AND COALESCE(r.ends_on, 'infinity') >= (NEW.at AT TIME ZONE 'Europe/Amsterdam')::date\n            ) THEN\n                RAISE EXCEPTION 'somebody who does not speak for it' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'answered_by_itself',\n                    HINT = 'Alleen wie namens de organisatie spreekt, kan dit antwoorden.';\n            END IF;\n            RETURN NEW;\n        ", hash='d3fa2c1a25844f9a9e8f7ae354037e17b67d611f', operation='INSERT', pgid='pgtrigger_answered_by_itself_c1e63', table='governance_executionanswer', when='BEFORE')),
        ),
    ]
