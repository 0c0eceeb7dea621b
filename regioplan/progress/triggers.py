"""Triggers of progress: the figures of a report that was handed in stay as they were, a report is about the time of its
agreement, and nothing was measured on a day to come."""

import pgtrigger


def keep_submitted_values() -> pgtrigger.Trigger:
    """No figure is added to, changed in or taken from a report that was handed in."""
    return pgtrigger.Trigger(
        name="keep_submitted_values",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (SELECT FROM regioplan_progressreport r WHERE r.state = 'ingediend' AND
                       ((TG_OP <> 'INSERT' AND r.id = OLD.report_id) OR (TG_OP <> 'DELETE' AND r.id = NEW.report_id))
            ) THEN
                RAISE EXCEPTION 'a figure of a report that was handed in' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'keep_submitted_values',
                    HINT = 'Deze rapportage is ingediend. Maak een verbetering.';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


NOT_YET = "Deze dag moet nog komen. Kies vandaag of een dag die voorbij is."
OUTSIDE = "In deze periode liep de afspraak niet. Daarover hoeven jullie niets te vertellen."


def measured_by_now() -> pgtrigger.Trigger:
    """Nothing was measured on a day that has yet to come."""
    return pgtrigger.Trigger(
        name="measured_by_now",
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("measured_on"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        func=f"""
            IF NEW.measured_on > (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
                RAISE EXCEPTION 'measured on a day to come' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'measured_by_now', HINT = '{NOT_YET}';
            END IF;
            RETURN NEW;
        """,
    )


def about_the_agreement() -> pgtrigger.Trigger:
    """A report is about a period in which its agreement held. A correction is about what was handed in before."""
    return pgtrigger.Trigger(
        name="about_the_agreement",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF NEW.corrects_id IS NULL AND NOT EXISTS (
                SELECT FROM regioplan_agreement a WHERE a.id = NEW.agreement_id
                   AND COALESCE(a.starts_on, '-infinity') <= NEW.ends_on
                   AND COALESCE(a.ends_on, 'infinity') >= NEW.starts_on
            ) THEN
                RAISE EXCEPTION 'a report of a period the agreement does not hold in' USING
                    ERRCODE = 'check_violation', CONSTRAINT = 'about_the_agreement', HINT = '{OUTSIDE}';
            END IF;
            RETURN NEW;
        """,
    )
