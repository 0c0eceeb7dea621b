"""What the database holds of assessments: no interest of one's own, nothing half handed in, nothing changed after."""

import pgtrigger

from partners.initiatives.models.states import State

INTEREST = "Deze persoon is zelf betrokken bij dit initiatief en kan het niet beoordelen."

# Of initiative `i`: who brings it in and who does it along, with all they were merged with.
BEHIND = """(SELECT o.whole FROM partners_organisation o
                    WHERE o.id = i.organisation_id OR o.id IN (
                    SELECT p.organisation_id FROM partners_initiativepartner p WHERE p.initiative_id = i.id))"""

# Whether somebody began it, or speaks today for who brings it in or does it along.
_INVOLVED = f"""
    EXISTS (SELECT FROM partners_initiative i WHERE i.id = {{initiative}} AND (
        i.started_by_id = {{person}} OR EXISTS (
            SELECT FROM partners_representation r
              JOIN partners_organisation spoken ON spoken.id = r.organisation_id
             WHERE r.person_id = {{person}}
               AND COALESCE(r.starts_on, '-infinity') <= (now() AT TIME ZONE 'Europe/Amsterdam')::date
               AND COALESCE(r.ends_on, 'infinity') >= (now() AT TIME ZONE 'Europe/Amsterdam')::date
               AND spoken.whole IN {BEHIND})))
"""  # noqa: S608 - names of our own
_REFUSE = f"""
    RAISE EXCEPTION 'an assessor with an interest' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'no_interest', HINT = '{INTEREST}';
"""


def no_interest(name: str = "no_interest", when: str = _INVOLVED) -> pgtrigger.Trigger:
    """Who is involved is not asked, and hands nothing in, also when the involvement began after the asking. `when`: SQL
    that says of {initiative} and {person} whether they are; a room above says so of what it knows."""
    involved = when.format(initiative="NEW.initiative_id", person="NEW.person_id")
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.state IN ('gevraagd', 'klaar') AND {involved} THEN {_REFUSE} END IF;
            RETURN NEW;
        """,
    )


def no_interest_of_scores(name: str = "no_interest", when: str = _INVOLVED) -> pgtrigger.Trigger:
    """As `no_interest`, of each score."""
    involved = when.format(initiative="whole.initiative_id", person="whole.person_id")
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        declare=[("whole", "partners_assessment%ROWTYPE")],
        func=f"""
            SELECT * INTO whole FROM partners_assessment WHERE id = NEW.assessment_id;
            IF {involved} THEN {_REFUSE} END IF;
            RETURN NEW;
        """,  # noqa: S608 - names of our own
    )


def complete_when_handed_in() -> pgtrigger.Trigger:
    """Handed in while it lies with the assessors, about the text they were asked about, with a score and a reason for
    each criterion. The lock makes it wait for a step of the initiative, or the step for this."""
    return pgtrigger.Trigger(
        name="complete_when_handed_in",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        declare=[("stand", "text"), ("newest", "int")],
        func=f"""
            IF NEW.state <> 'klaar' THEN RETURN NEW; END IF;
            SELECT state INTO stand FROM partners_initiative WHERE id = NEW.initiative_id FOR SHARE;
            SELECT max(edition) INTO newest FROM partners_submission WHERE initiative_id = NEW.initiative_id;
            IF stand <> '{State.ASSESSING.value}' OR newest <> NEW.edition THEN
                RAISE EXCEPTION 'not with the assessors' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'assessed_in_time',
                    HINT = 'Dit initiatief ligt niet meer bij de beoordelaars. Je hoeft niets meer in te leveren.';
            END IF;
            IF EXISTS (SELECT FROM themes_assessmentcriterion c WHERE NOT EXISTS (
                SELECT FROM partners_criterionscore s WHERE s.assessment_id = NEW.id AND s.criterion_id = c.id
                   AND s.score IS NOT NULL AND s.reason <> '')) THEN
                RAISE EXCEPTION 'a criterion without a score' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'assessed_on_each',
                    HINT = 'Geef bij elk criterium een score en een reden.';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - states of our own
    )


def only_while_open() -> pgtrigger.Trigger:
    """A score changes until it is handed in. The lock makes handing in wait for it, or it for handing in."""
    return pgtrigger.Trigger(
        name="only_while_open",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("stand", "text"), ("whose", "uuid")],
        func="""
            IF TG_OP = 'INSERT' THEN whose = NEW.assessment_id; ELSE whose = OLD.assessment_id; END IF;
            SELECT state INTO stand FROM partners_assessment WHERE id = whose FOR SHARE;
            IF stand <> 'gevraagd' OR (TG_OP = 'UPDATE' AND NEW.assessment_id <> OLD.assessment_id) THEN
                RAISE EXCEPTION 'an assessment that was handed in' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'only_while_open', HINT = 'Deze beoordeling is al ingeleverd.';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )
