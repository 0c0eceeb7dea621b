"""The steps of a schrijfteam, from the first question to the last signature, and the database that holds them."""

from dataclasses import dataclass

import pgtrigger
from django.db import models


class Step(models.TextChoices):
    """Where a team is (domain.md P1 steps 2-6, R19). The order is the order of the stepper."""

    QUESTIONS = "vragen", "Vragen en opbrengsten"
    FOCUS = "focus", "Focus"
    PRIORITISE = "prioriteren", "Prioriteren"
    CONCRETISE = "concretiseren", "Concretiseren"
    HANDED_IN = "ingediend", "Ingediend"
    RETURNED = "teruggekoppeld", "Teruggekoppeld"
    AGREED = "akkoord", "Akkoord"

    @property
    def place(self) -> int:
        """Which step it is, counted from 1."""
        return list(Step).index(self) + 1


HARVESTING = (Step.QUESTIONS, Step.FOCUS)
WRITING = (Step.CONCRETISE, Step.RETURNED)
WITH_PROGRAMME = (Step.HANDED_IN, Step.RETURNED)

# Back from prioriteren only while nobody voted (see back_before_a_vote); a vote that was closed is never opened again.
STEPS: list[tuple[str, str]] = [
    (Step.QUESTIONS.value, Step.FOCUS.value),
    (Step.FOCUS.value, Step.QUESTIONS.value),
    (Step.FOCUS.value, Step.PRIORITISE.value),
    (Step.PRIORITISE.value, Step.FOCUS.value),
    (Step.PRIORITISE.value, Step.CONCRETISE.value),
    (Step.CONCRETISE.value, Step.HANDED_IN.value),
    (Step.HANDED_IN.value, Step.RETURNED.value),
    (Step.RETURNED.value, Step.HANDED_IN.value),
    (Step.HANDED_IN.value, Step.AGREED.value),
]
# What the lead of the team chooses; the other steps follow from handing in, sending back and signing.
BY_THE_TEAM = {
    Step.QUESTIONS: (Step.FOCUS,),
    Step.FOCUS: (Step.PRIORITISE, Step.QUESTIONS),
    Step.PRIORITISE: (Step.CONCRETISE, Step.FOCUS),
}


SOMEBODY_VOTED = "Er is al gestemd. Terug naar de focus kan niet meer."
NO_FOCUS = "Kies eerst minstens één cluster voor de focus."
NOBODY_VOTED = "Nog niemand heeft gestemd."


def back_before_a_vote() -> pgtrigger.Trigger:
    """Once somebody voted the clusters stay as they were voted on."""
    return pgtrigger.Trigger(
        name="back_before_a_vote",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            f"OLD.step = '{Step.PRIORITISE.value}' AND NEW.step = '{Step.FOCUS.value}'"
        ),
        func=f"""
            IF EXISTS (SELECT FROM governance_ballot WHERE assignment_id = NEW.id) THEN
                RAISE EXCEPTION 'somebody voted' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'back_before_a_vote', HINT = '{SOMEBODY_VOTED}';
            END IF;
            RETURN NEW;
        """,
    )


class Refused(Exception):
    """A step that cannot be taken now; the text says why, in Dutch."""


@dataclass(frozen=True)
class Window:
    """At which steps something is written, and what to say (Dutch) at any other."""

    steps: tuple[Step, ...]
    message: str


HARVEST = Window(HARVESTING, "De opbrengsten zijn gesloten: het team is al verder.")
CLUSTERING = Window(HARVESTING, "De clusters liggen vast: het team is al verder.")
VOTE = Window((Step.PRIORITISE,), "Het stemmen is gesloten.")
TEXT = Window(WRITING, "De tekst ligt bij het programmateam. Wijzigen kan als die terug is.")


@dataclass(frozen=True)
class Through:
    """The table between a row and its assignment, and the column that points to it."""

    table: str
    column: str


BALLOT = Through("governance_ballot", "ballot_id")
WORKED_TASK = Through("governance_workedtask", "task_id")


def only_during(
    name: str,
    window: Window,
    *,
    operation: "pgtrigger.Operation | pgtrigger.core.Operations" = pgtrigger.Insert,
    condition: pgtrigger.Condition | None = None,
    through: "Through | None" = None,
) -> pgtrigger.Trigger:
    """Trigger: rows of this table are written only while their assignment is within `window`.

    It locks the assignment against another step until the write is done, so that closing and writing at the same
    moment have an order. `through`: the row hangs on another row, and not on the assignment itself.
    """
    row = "(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END)"
    key = (
        f"(SELECT assignment_id FROM {through.table} WHERE id = {row}.{through.column})"  # noqa: S608
        if through
        else f"{row}.assignment_id"
    )
    allowed = ", ".join(f"'{step.value}'" for step in window.steps)
    return pgtrigger.Trigger(
        name=name,
        operation=operation,
        when=pgtrigger.Before,
        condition=condition,
        declare=[("standing_at", "text")],
        func=f"""
            SELECT step INTO standing_at FROM governance_writingassignment WHERE id = {key} FOR SHARE;
            IF standing_at NOT IN ({allowed}) THEN
                RAISE EXCEPTION 'not at this step' USING ERRCODE = 'check_violation',
                    CONSTRAINT = '{name}', HINT = '{window.message}';
            END IF;
            RETURN {row};
        """,  # noqa: S608
    )
