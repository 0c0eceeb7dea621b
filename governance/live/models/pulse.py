"""The pulse of a meeting that goes on: one number that every change at the table raises, whatever the path.

Other browsers ask for it every two seconds. The triggers wait for the end of the transaction: then nobody takes any
other lock after the row of the live meeting, so two writers who hold different rows never wait in a circle.
"""

import pgtrigger

from governance.actions.models import Action
from governance.attendance.models import Invitation, Movement, Presence, Recusal
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem, Meeting
from governance.series.models import Slip

OF_ITEM = "(SELECT meeting_id FROM governance_agendaitem WHERE id = NEW.item_id)"
OF_INVITATION = "(SELECT meeting_id FROM governance_invitation WHERE id = NEW.invitation_id)"
OF_DECISION = """(SELECT COALESCE(decided.meeting_id, item.meeting_id) FROM governance_decision decided
                    LEFT JOIN governance_agendaitem item ON item.id = decided.item_id
                   WHERE decided.id = NEW.decision_id)"""


def raises_the_pulse(*meetings: str) -> pgtrigger.Trigger:
    """Trigger: raise the number of the meetings whose ids these SQL expressions give."""
    return pgtrigger.Trigger(
        name="raise_the_pulse",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=f"""
            UPDATE governance_livemeeting SET live_version = live_version + 1
             WHERE meeting_id IN ({", ".join(meetings)});
            RETURN NULL;
        """,  # noqa: S608 - made of the expressions of this room
    )


def follow_what_lies_below() -> None:
    """Rooms below know nothing of live meetings: their tables get the trigger from here."""
    for model, meetings in {
        Meeting: ["NEW.id"],
        AgendaItem: ["NEW.meeting_id", "OLD.meeting_id"],
        Invitation: ["NEW.meeting_id"],
        Presence: [OF_INVITATION],
        Movement: [OF_INVITATION],
        Recusal: [OF_ITEM],
        Decision: ["NEW.meeting_id", OF_ITEM],
        Action: ["NEW.meeting_id"],
        Slip: ["NEW.meeting_id"],
    }.items():
        pgtrigger.register(raises_the_pulse(*meetings))(model)
