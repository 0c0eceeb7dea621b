"""What people may do with organisations. Reading is open: organisations are public."""

import uuid
from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


def organisation_of(subject: Any) -> uuid.UUID | None:
    """The id of an organisation itself, or of the one something belongs to."""
    found: uuid.UUID | None = getattr(subject, "organisation_id", None) or subject.pk
    return found


@rule("partners.view_history_of_organisation")
def may_look_back(standing: Standing, organisation: Any) -> bool:
    """The netwerkbureau, administrators, and who speaks for the organisation."""
    return standing.is_bureau or standing.is_admin or organisation.pk in standing.organisations


@rule("partners.keep_own_place")
def may_keep(standing: Standing, subject: Any) -> bool:
    """The netwerkbureau, and everybody who speaks for the organisation: its profile and its contacts."""
    return standing.is_bureau or organisation_of(subject) in standing.organisations
