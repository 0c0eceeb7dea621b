"""What is voted or spoken about stays where it is: off its agenda nobody could count the vote or close the round.

One place for every path: whatever takes an item off its agenda, or a proposal off its item, or drops it, is refused
while a vote or a round is open; so are other words while a vote is open; and neither opens over what stands on no
agenda. Opening one holds the rows of the item and of the proposal while it looks, so that of two at once the second
sees what the first did.
"""

import pgtrigger

from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem
from governance.meetings.models.lasting import HELD

VOTE_OPEN = "Er loopt nog een stemming over dit voorstel. Tel die eerst, of laat die vervallen."
ROUND_OPEN = "Er loopt nog een ronde van instemming over dit voorstel. Sluit die eerst."
WORDS_STAY = "Over deze woorden loopt een stemming. Tel die eerst, of laat die vervallen."
WORDS_HELD = "words_stay_while_voted_about"
ON_NO_AGENDA = "Dit voorstel staat op geen agenda. Dan is er geen ronde en geen stemming."


def _refuse(name: str, proposals: str) -> str:
    """Refuses while one of the proposals (a condition on `decided`) has an open vote or round."""
    open_now = {
        VOTE_OPEN: "governance_decisionballot running WHERE running.outcome = ''",
        ROUND_OPEN: "governance_consentround running WHERE running.closed_at IS NULL",
    }
    checks = (
        f"""
            IF EXISTS (SELECT FROM governance_decision decided WHERE decided.state = 'concept' AND {proposals}
                       AND EXISTS (SELECT FROM {running} AND running.decision_id = decided.id)) THEN
                RAISE EXCEPTION 'a vote or a round is open' USING ERRCODE = 'check_violation',
                    CONSTRAINT = '{name}', HINT = '{hint}';
            END IF;
        """  # noqa: S608 - texts of this module
        for hint, running in open_now.items()
    )
    return "".join(checks)


def stays_on_its_agenda() -> pgtrigger.Trigger:
    """For `AgendaItem`."""
    return pgtrigger.Trigger(
        name="stays_while_voted_about",
        operation=pgtrigger.UpdateOf("meeting_id"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            "OLD.meeting_id IS NOT NULL AND OLD.meeting_id IS DISTINCT FROM NEW.meeting_id"
        ),
        func=f"{_refuse(HELD, 'decided.item_id = OLD.id')} RETURN NEW;",
    )


def stays_at_its_item() -> pgtrigger.Trigger:
    """For `Decision`: a proposal is not dropped and not taken to another item."""
    return pgtrigger.Trigger(
        name="stays_while_voted_about",
        operation=pgtrigger.UpdateOf("item_id", "state"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            "OLD.state = 'concept' AND (OLD.item_id IS DISTINCT FROM NEW.item_id OR NEW.state = 'vervallen')"
        ),
        func=f"{_refuse(HELD, 'decided.id = OLD.id')} RETURN NEW;",
    )


def words_stay_while_voted_about() -> pgtrigger.Trigger:
    """For `Decision`: everybody votes about the same words. A round of consent is there to find other words."""
    return pgtrigger.Trigger(
        name="words_stay_while_voted_about",
        operation=pgtrigger.UpdateOf("title", "points"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            "OLD.state = 'concept' AND (OLD.title, OLD.points) IS DISTINCT FROM (NEW.title, NEW.points)"
        ),
        func=f"""
            IF EXISTS (SELECT FROM governance_decisionballot running
                        WHERE running.decision_id = OLD.id AND running.outcome = '') THEN
                RAISE EXCEPTION 'a vote is open' USING ERRCODE = 'check_violation',
                    CONSTRAINT = '{WORDS_HELD}', HINT = '{WORDS_STAY}';
            END IF;
            RETURN NEW;
        """,
    )


def opens_on_an_agenda() -> pgtrigger.Trigger:
    """For a vote or a round: the proposal stands on an agenda, and is held there while one looks."""
    return pgtrigger.Trigger(
        name="opens_on_an_agenda",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        declare=[("place", "uuid")],
        func=f"""
            SELECT item.meeting_id INTO place
              FROM governance_decision decided JOIN governance_agendaitem item ON item.id = decided.item_id
             WHERE decided.id = NEW.decision_id AND decided.state = 'concept' FOR SHARE OF decided, item;
            IF place IS NULL THEN
                RAISE EXCEPTION 'a proposal on no agenda' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'opens_on_an_agenda', HINT = '{ON_NO_AGENDA}';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - texts of this module
    )


def hold_what_lies_below() -> None:
    """Rooms below know nothing of votes: their tables get the trigger from here."""
    pgtrigger.register(stays_on_its_agenda())(AgendaItem)
    pgtrigger.register(stays_at_its_item(), words_stay_while_voted_about())(Decision)
