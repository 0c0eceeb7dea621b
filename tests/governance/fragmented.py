"""Every fragment there is, with records to fill it from: a new fragment has a row here or its tests fail."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tests.governance import deciding, letters
from tests.governance.council.meeting import a_fact, a_session
from tests.governance.council.registers import a_commitment, a_motion, a_question
from tests.regioplan import making, making_plans, moneymaking, publicmaking
from tests.themes import making as themes
from tests.world import World, set_up

TODAY = timezone.localdate
Parameters = dict[str, Any]


def succession(world: World) -> Parameters:
    letters.with_predecessor(world)
    return {"body": str(world.coalition.pk)}


def purpose(world: World) -> Parameters:
    told = {"purpose": "Samen beslissen.", "mission": "Zorg voor iedereen.", "composition": "Alle gemeenten."}
    set_up(type(world.coalition).objects.filter(pk=world.coalition.pk).update)(**told)
    return {"body": str(world.coalition.pk)}


def all_themes(world: World) -> Parameters:
    generation = themes.generation()
    themes.theme(generation, "Jong en gezond", number=1, goal="Kinderen bewegen.")
    return {"generation": str(generation.pk)}


def figure(world: World) -> Parameters:
    row = publicmaking.figure()
    publicmaking.value(row, "4", 2020)
    return {"figure": str(row.pk)}


def decisions(world: World) -> Parameters:
    version = making_plans.taken_over(making_plans.plan(making_plans.region(world, "Strandeind")), "Samen")
    day = TODAY() - datetime.timedelta(days=1)
    making_plans.decided(world, version, world.municipality, decided_on=day, conditions="Als er geld is.")
    return {"version": str(version.pk)}


def progress(world: World) -> Parameters:
    task = making.a_task()
    making.report(world, making.accepted(world, task), "oranje")
    return {"task_list": str(task.task_list_id)}


def municipality(world: World) -> Parameters:
    from tests.governance.test_letter_to_a_municipal_council import an_action

    decisions(world)
    an_action(world)
    return {"municipality": str(world.municipality.pk)}


def promises(world: World) -> Parameters:
    a_commitment(world.staten, "De Staten horen hoe het loopt", promised_by_role="de gedeputeerde voor zorg")
    a_motion(world.staten)
    return {"council": str(world.staten.pk)}


def agenda(world: World) -> Parameters:
    promises(world)
    a_commitment(world.staten, "Een notitie", term_text="na de zomer")
    a_question(world.staten)
    a_session(world.staten)
    return {"council": str(world.staten.pk)}


def taken(world: World) -> Parameters:
    deciding.decided(world.coalition, "Buurtteams", considerations="<p>Zij werken.</p>")
    return {"body": str(world.coalition.pk)}


def overlap(world: World) -> Parameters:
    a_fact(
        world.staten, "Sport en bewegen", kind="raakvlak", subject="Beleidsplan", detail="Samen met clubs."
    )
    return {"council": str(world.staten.pk)}


def money(world: World) -> Parameters:
    moneymaking.amount(moneymaking.instrument())
    return {}


def theme(world: World) -> Parameters:
    made = themes.theme(themes.generation(), "Jong en gezond", number=1, goal="Kinderen bewegen.")
    themes.objective(made, "Elk kind kan zwemmen.")
    task = making.a_task()
    themes.touches(task, made)
    making.report(world, making.accepted(world, task), "rood")
    making.milestone(task, "Elke wijk een huiskamer", TODAY())
    moneymaking.share(moneymaking.amount(moneymaking.instrument()), task)
    return {"theme": str(made.pk)}


FILLED: dict[str, Callable[[World], Parameters]] = {
    "body_purpose": purpose,
    "decision_list": taken,
    "decisions_since": taken,
    "key_figure": figure,
    "members": lambda world: {"body": str(world.coalition.pk)},
    "money": money,
    "municipality_means": municipality,
    "overlap": overlap,
    "plan_decisions": decisions,
    "promises": promises,
    "succession": succession,
    "task_progress": progress,
    "tasks": progress,
    "term_agenda": agenda,
    "theme_report": theme,
    "themes": all_themes,
}
