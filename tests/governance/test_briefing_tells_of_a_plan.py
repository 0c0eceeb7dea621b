"""A letter tells a council what became of a plan: what municipalities decided, and how the tasks go."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.briefings.fragments import NothingToShow, fill
from governance.briefings.fragments import get as fragment
from regioplan.approvals.models import Outcome
from tests.governance import letters
from tests.regioplan import making, making_plans
from tests.world import set_up
from themes.tasks.models import TaskList, TransformationTask

DAY = datetime.date(2025, 6, 1)
CANARY = "kanariegroen"


def two_municipalities(world):
    """A published plan, about which Duindorp decided before DAY and Strandeind after it."""
    region = making_plans.region(world, "Strandeind")
    version = making_plans.taken_over(making_plans.plan(region), "Samen")
    early, late = (DAY + datetime.timedelta(days=days) for days in (-10, 10))
    place = region.memberships.get(municipality__name="Strandeind").municipality
    said = {"conditions": "Als er geld is.", "council_informed_on": late}
    making_plans.decided(world, version, world.municipality, decided_on=early, **said)
    making_plans.decided(world, version, place, Outcome.REJECTED, decided_on=late)
    return version, place


def by_place(data):
    return {row["municipality"]: row for row in data["rows"]}


def test_decisions_are_those_of_the_day_of_the_letter(world):
    version, place = two_municipalities(world)
    asked = {"version": str(version.pk)}
    then = fill("plan_decisions", asked, DAY)
    rows = by_place(then)
    assert (rows["Duindorp"]["outcome"], rows["Duindorp"]["when"]) == (
        "Ingestemd met voorwaarden",
        "22 mei 2025",
    )
    assert rows["Duindorp"]["conditions"] == "Als er geld is."
    assert rows["Duindorp"]["council_informed"] == "", "that came after the letter"
    assert rows["Strandeind"]["outcome"] == "Nog niet bekend"
    assert then["tally"].startswith("1 van de 2 colleges stemde in")
    now = by_place(fill("plan_decisions", asked, timezone.localdate()))
    assert now["Strandeind"]["outcome"] == "Afgewezen", "the control"
    assert now["Duindorp"]["council_informed"] == "11 juni 2025", "the control"
    one = fill("plan_decisions", {**asked, "municipality": str(place.pk)}, timezone.localdate())
    assert list(by_place(one)) == ["Strandeind"]


def test_a_version_nobody_may_read_is_quoted_nowhere(world, as_):
    plan = making_plans.plan(making_plans.region(world))
    draft = making_plans.version(plan, "Samen", label=CANARY)
    assert not fragment("plan_decisions").form({"version": draft.pk}).is_valid()
    with pytest.raises(NothingToShow):
        fill("plan_decisions", {"version": str(draft.pk)}, timezone.localdate())
    out = making_plans.taken_over(plan, "Samen", published_on=DAY)
    asked = {"version": str(out.pk)}
    assert fill("plan_decisions", asked, DAY), "the control"
    with pytest.raises(NothingToShow):
        fill("plan_decisions", asked, DAY - datetime.timedelta(days=1))


def test_progress_is_what_was_handed_in_by_the_day_of_the_letter(world):
    task = making.a_task()
    idle = making.task_beside(task)
    agreement = making.accepted(world, task)
    making.draft(agreement, light="rood", reason=CANARY)
    today, yesterday = timezone.localdate(), timezone.localdate() - datetime.timedelta(days=1)
    assert CANARY not in str(fill("task_progress", {}, today)), "a draft is for its writers"
    agreement.reports.all()[0].submit(by=world.partner)
    rows = {row["title"]: row for row in fill("task_progress", {}, today)["rows"]}
    assert rows[task.title]["leads"] == [world.partner_org.name]
    assert [each["light"] for each in rows[task.title]["reports"]] == ["Rood: lukt zo niet"]
    assert rows[idle.title]["reports"] == rows[idle.title]["leads"] == []
    whole = {"task_list": str(task.task_list_id)}
    assert CANARY in str(fill("task_progress", whole, today)), "the control"
    assert CANARY not in str(fill("task_progress", whole, yesterday)), "it was not handed in yet"


def test_a_published_letter_keeps_what_it_told(world, as_):
    version, place = two_municipalities(world)
    task = making.a_task()
    agreement = making.accepted(world, task)
    making.report(world, agreement)
    briefing = letters.draft(world, dated_on=timezone.localdate())
    told = letters.section(briefing, "Wat ervan werd")
    letters.fragment(told, "plan_decisions", version=version)
    letters.fragment(told, "task_progress")
    letters.published(world, briefing)
    page = reverse("briefing", args=[briefing.pk])
    before = as_(None).get(page).content.decode()
    assert [word for word in ("Afgewezen", "Als er geld is.", "Het gaat groen.") if word not in before] == []
    making_plans.decided(world, version, place, correction="Verkeerd overgenomen")
    correction = agreement.reports.get().correct(by=world.partner)
    set_up(type(correction).objects.filter(pk=correction.pk).update)(reason="Het gaat anders.")
    correction.refresh_from_db()
    correction.submit(by=world.partner)
    after = as_(None).get(page).content.decode()
    assert "Afgewezen" in after
    assert "Het gaat anders." not in after
    assert "Het gaat anders." in str(fill("task_progress", {}, timezone.localdate())), "the control"


def test_both_fragments_cost_the_same_for_two_and_twenty(world, django_assert_max_num_queries):
    names = [f"Plaats {number}" for number in range(20)]
    version = making_plans.taken_over(making_plans.plan(making_plans.region(world, *names)), "Samen")
    tasks = TaskList.objects.first() or making.a_task().task_list
    for number in range(5, 25):
        set_up(TransformationTask.objects.create)(task_list=tasks, number=number, title=f"Opgave {number}")
    with django_assert_max_num_queries(9):
        fill("plan_decisions", {"version": str(version.pk)}, timezone.localdate())
        fill("task_progress", {}, timezone.localdate())


def test_a_copy_goes_with_the_council_that_is_written_to_and_no_form_code_is_made_up(world, as_):
    bureau = as_(world.bureau)
    for number, (council, copy) in enumerate(
        [(world.staten, "PS en burgerleden"), (world.council, "leden van de raad")]
    ):
        asked = {"kind": "mededeling", "addressee": council.pk, "subject": f"Stuk {number}"}
        page = bureau.post(reverse("briefing_new"), asked, follow=True).content.decode()
        assert copy in page
        assert "Formulier" not in page
    briefing = letters.Briefing.objects.get(subject="Stuk 0")
    header = reverse("briefing_header", args=[briefing.pk])
    values = bureau.get(header).context["form"].initial | {"addressee": world.council.pk, "version": 1}
    bureau.post(header, {name: value for name, value in values.items() if value is not None})
    briefing.refresh_from_db()
    assert (briefing.addressee, briefing.for_information_to) == (world.council, "leden van de raad")
