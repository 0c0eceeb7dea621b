"""An inhabitant reads on the page of a plan what is in it, and the netwerkbureau finds its way around the plan."""

import pytest
from django.urls import reverse

from tests.regioplan import making_plans as making
from tests.themes import making as themes
from tests.themes.reading import words
from tests.world import set_up
from themes.tasks.models import TaskList, TransformationTask

pytestmark = pytest.mark.django_db


def test_a_plan_whose_text_is_elsewhere_shows_its_themes_and_tasks(world, as_):
    plan = making.plan(making.region(world))
    version = making.taken_over(plan, publication_url="https://stukken.example/plan.pdf")
    theme = themes.theme(themes.generation(), "Jong en oud")
    listed = set_up(TaskList.objects.create)(name="Lijst")
    task = set_up(TransformationTask.objects.create)(task_list=listed, number=1, title="Sterke buurten")
    bare = words(as_(None), plan.get_absolute_url())
    assert "Sterke buurten" not in bare, "control: nobody said yet what is in it"
    typed = {
        "label": "2023",
        "generation": theme.generation_id,
        "task_list": listed.pk,
        "version": version.version,
        "delivered_precision": "day",
        "publication_url": version.publication_url,
    }
    assert as_(world.bureau).post(reverse("plan_version_edit", args=[version.pk]), typed).status_code == 302
    page = as_(None).get(plan.get_absolute_url()).content.decode()
    for address in (theme.get_absolute_url(), task.get_absolute_url(), version.publication_url):
        assert f'href="{address}"' in page


def test_below_the_regioplan_one_stays_in_the_regioplan(world, as_):
    version = making.version(making.plan(making.region(world)), "Kop")
    client = as_(world.bureau)
    hub = reverse("regioplan_hub")
    ways = client.get(hub).content.decode()
    for name in ("plans_desk", "kept_themes", "progress", "approvals", "sources"):
        assert f'href="{reverse(name)}' in ways
    assert "#datums" in ways
    below = (
        "plans_desk",
        "werkbank_agreements",
        "werkbank_progress",
        "funding_desk",
        "voices_desk",
        "kept_themes",
    )
    for address in (*map(reverse, below), reverse("plan_compose", args=[version.pk])):
        page = client.get(address).content.decode()
        assert f'aria-current="true" href="{hub}"' in page, address
        assert f'<li><a href="{hub}">Regioplan</a></li>' in page, address
    assert f'aria-current="true" href="{hub}"' not in client.get(reverse("outbox")).content.decode(), (
        "control"
    )
