"""Who sits in a body for an organisation does not assess what it brings in: seats are kept here, assessments below."""

from partners.initiatives.assessing_triggers import BEHIND, no_interest, no_interest_of_scores
from partners.initiatives.models import Assessment, CriterionScore

NAME = "no_interest_of_seats"
# Whether somebody sits today, also as alternate, for who brings it in or does it along.
_SEATED = f"""
    EXISTS (SELECT FROM partners_initiative i WHERE i.id = {{initiative}} AND EXISTS (
        SELECT FROM governance_mandate m
          JOIN governance_seat s ON s.id = m.seat_id
          JOIN partners_organisation held ON held.id = s.organisation_id
         WHERE m.person_id = {{person}}
           AND COALESCE(m.starts_on, '-infinity') <= (now() AT TIME ZONE 'Europe/Amsterdam')::date
           AND COALESCE(m.ends_on, 'infinity') >= (now() AT TIME ZONE 'Europe/Amsterdam')::date
           AND held.whole IN {BEHIND}))
"""  # noqa: S608 - names of our own


class SeatedAssessor(Assessment):
    """An assessment, as far as the seats of its assessor go."""

    class Meta:
        proxy = True
        verbose_name = "beoordeling door wie een zetel heeft"
        verbose_name_plural = "beoordelingen door wie een zetel heeft"
        triggers = (no_interest(NAME, _SEATED),)


class SeatedScore(CriterionScore):
    """A score, as far as the seats of its assessor go."""

    class Meta:
        proxy = True
        verbose_name = "score door wie een zetel heeft"
        verbose_name_plural = "scores door wie een zetel heeft"
        triggers = (no_interest_of_scores(NAME, _SEATED),)
