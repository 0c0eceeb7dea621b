"""How long somebody waits for the next step: the terms of the netwerkbureau and of who is asked something.

Terms of this house and not of a law, so they are one place to change them. Ten working days is what a letter that asks
for an answer gets at most municipalities; an organisation that is offered something meets in that time once.
"""

import datetime

from django.utils import timezone

from zorgzaam.working_days import working_days_after

# In working days: to say where it goes, for an organisation to say yes or no, and to assess.
TRIAGE, OFFER, ASSESS = 10, 10, 15
# How long before its last day somebody is reminded.
REMIND = datetime.timedelta(days=5)


def within(number: int, day: datetime.date | None = None) -> datetime.date:
    """The last day of a term of so many working days, that begins on `day` (today)."""
    return working_days_after(day or timezone.localdate(), number)
