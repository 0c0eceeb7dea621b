"""Table of contents: the background jobs of the Regioplan."""

from regioplan.agreements.jobs import ask_organisations, tell_of_answers
from regioplan.approvals.jobs import remind_municipalities
from regioplan.plans.jobs import tell_about_plans
from regioplan.progress.jobs import ask_for_late_reports
from regioplan.transformation_plans.jobs import (
    remind_insurers,
    tell_applicants,
    tell_insurers_of_the_queue,
    tell_the_desk_is_open,
)
from regioplan.voices.jobs import tell_about_answers

__all__ = [
    "ask_for_late_reports",
    "ask_organisations",
    "remind_insurers",
    "remind_municipalities",
    "tell_about_answers",
    "tell_about_plans",
    "tell_applicants",
    "tell_insurers_of_the_queue",
    "tell_of_answers",
    "tell_the_desk_is_open",
]
