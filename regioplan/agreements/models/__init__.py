"""The tables of regio-afspraken, ground floor first."""

from regioplan.agreements.models.agreements import NOT_YOURS, Agreement, AgreementQuerySet
from regioplan.agreements.models.answers import AgreementAnswer
from regioplan.agreements.models.questions import AgreementQuestion
from regioplan.agreements.models.states import LIVE, PUBLIC, Role, State, in_force, taken_on

__all__ = [
    "LIVE",
    "NOT_YOURS",
    "PUBLIC",
    "Agreement",
    "AgreementAnswer",
    "AgreementQuerySet",
    "AgreementQuestion",
    "Role",
    "State",
    "in_force",
    "taken_on",
]
