"""Transformatieplannen: a plan is for its parties and its insurers until it is approved.

The netwerkbureau gets its board and no plan; administrators get nothing. A draft is of its parties alone.
"""

import datetime
import uuid

from regioplan.transformation_plans.models import DeskInsurer, InsurerQuestion, PlanAttachment, PlanMilestone
from tests.access_rows import ALL, BUREAU, Row, only
from tests.regioplan import planmaking as making
from tests.world import set_up
from zorgzaam.files.models import StoredFile

OPEN = Row(200)
GONE = {"pk": uuid.UUID(int=0)}
PORTAL = ("partner", "other_partner")


def party(arguments, states=200):
    """For who speaks for the party: `states` (302 when the state of the plan says not now); others do not see it."""
    return Row(404, {"partner": states, "visitor": 302}, arguments, GONE, only((), otherwise=404))


def insurer(arguments):
    """For an insurer, of which nobody is in the cast: the party sees the plan and may not; others do not see it."""
    return Row(404, {"partner": 403, "visitor": 302}, arguments, GONE, only((), otherwise=404))


def draft(world):
    return {"pk": making.plan(world).pk}


def with_insurers(state):
    """A plan in a state it reaches with insurers behind the desk; `state(world, insurers)` makes it."""

    def arguments(world):
        return {"pk": state(world, _desk()).pk}

    return arguments


_known = {}


def _desk():
    """The insurers of this database: made once, as they keep their names."""
    lead = DeskInsurer.objects.filter(role="leiding").first()
    if lead is None:
        _known["desk"] = making.insurers()
    return _known["desk"]


def handed_in(world, insurers):
    made = making.plan(world)
    making.moving.hand_in(made, by=world.partner)
    return made


def question(world):
    made = making.preliminary(world, _desk())
    other = _desk().other
    asked = {"organisation_id": made.insurer_of(other.standing, "vragen"), "person": other.person}
    return {"pk": set_up(InsurerQuestion.objects.create)(plan=made, question="Hoezo?", **asked).pk}


def milestone(world):
    making.approved(world, _desk(), stones=[("Af", datetime.date(2030, 1, 1))])
    return {"pk": PlanMilestone.objects.latest("plan__edited_at").pk}


def written_milestone(world):
    made = making.plan(world, stones=[("Af", datetime.date(2030, 1, 1))])
    return {"pk": made.milestones.get().pk}


def closing(world):
    ended = {"since": datetime.date(2020, 1, 1), "ends_on": datetime.date(2020, 2, 1)}
    return {"pk": (making.DeskClosing.objects.first() or making.close_desk(**ended)).pk}


def insurer_row(world):
    _desk()
    return {"pk": DeskInsurer.objects.get(role="leiding").pk}


@set_up
def attachment(world):
    stored, _ = StoredFile.objects.get_or_create(
        sha256="0" * 64, defaults={"size": 1, "media_type": "text/plain"}
    )
    made = making.plan(world)
    return {"pk": PlanAttachment.objects.create(plan=made, kind="anders", file=stored, filename="x.txt").pk}


KEPT = only(BUREAU)
ROWS = {
    "transformation_plans": OPEN,
    "transformation_plan": Row(404, {"partner": 200}, draft, GONE, dict.fromkeys(ALL, 404)),
    "transformation_plan@ingediend": Row(404, {"partner": 200}, with_insurers(handed_in)),
    "transformation_plan@goedgekeurd": Row(200, arguments=with_insurers(making.approved)),
    "own_transformation_plans": Row(403, only(PORTAL)),
    "plan_add": Row(403, only(PORTAL)),
    "transformation_plan_edit": party(draft),
    "transformation_plan_edit@ingediend": party(with_insurers(handed_in), 302),
    "plan_hand_in": party(draft),
    "transformation_plan_withdraw": party(draft),
    "plan_milestone_add": party(draft),
    "plan_try": party(draft, 404),
    "plan_file_add": party(draft),
    # The bytes are not on disk here: who may read it gets no further than that.
    "plan_file": party(attachment, 404),
    "plan_file_remove": party(attachment),
    "plan_no_questions": insurer(with_insurers(making.preliminary)),
    "plan_answer": party(question),
    "plan_judge": insurer(with_insurers(handed_in)),
    "plan_decide": insurer(with_insurers(handed_in)),
    "plan_stop": insurer(with_insurers(handed_in)),
    "plan_ask": insurer(with_insurers(making.preliminary)),
    "plan_test": insurer(with_insurers(handed_in)),
    "plan_milestone_settle": insurer(milestone),
    "plan_milestone_edit": party(written_milestone),
    "plan_milestone_remove": party(written_milestone),
    "plan_board": Row(403, KEPT),
    "desk_closing_add": Row(403, KEPT),
    "desk_closing_edit": Row(403, KEPT, closing, GONE, only(BUREAU, status=404)),
    "desk_open": Row(403, only(BUREAU, status=302)),
    "desk_insurer_add": Row(403, KEPT),
    "desk_insurer_edit": Row(403, KEPT, insurer_row, GONE, only(BUREAU, status=404)),
}
