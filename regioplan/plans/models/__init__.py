"""Table of contents: the tables of plans."""

from regioplan.plans.models.inputs import Channel, InputReply, PlanInput, Verdict
from regioplan.plans.models.plans import Deadline, DeadlineKind, Plan, PlanKind
from regioplan.plans.models.publications import PlanNotice, PlanPublication, PublishedChapter
from regioplan.plans.models.sections import PlanSection, SectionLink
from regioplan.plans.models.states import Binding, Status
from regioplan.plans.models.versions import PlanVersion

__all__ = [
    "Binding",
    "Channel",
    "Deadline",
    "DeadlineKind",
    "InputReply",
    "Plan",
    "PlanInput",
    "PlanKind",
    "PlanNotice",
    "PlanPublication",
    "PlanSection",
    "PlanVersion",
    "PublishedChapter",
    "SectionLink",
    "Status",
    "Verdict",
]
