"""After a refused save the form holds what a colleague kept beside the row too: a second press keeps that."""

import pytest
from django.urls import reverse

from regioplan.progress.reports import Measurement
from tests.regioplan import making, making_plans
from tests.themes import making as themes

pytestmark = pytest.mark.django_db


def as_shown(form, **typed):
    """What a browser sends for this page, with these values typed or ticked."""
    shown = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in {**shown, **typed}.items() if value is not None}


@pytest.fixture
def indicators(world):
    making.rhythm()
    goal = making.goal(making.accepted(world, making.a_task()).task)
    return [making.indicator(goal, name) for name in ("Huiskamers", "Fietspaden")]


@pytest.fixture
def draft(world, indicators):
    return making.draft(indicators[0].goal.task.agreements.get())


def figure(indicator, value, origin="telling"):
    return {f"value-{indicator.pk}": value, f"origin-{indicator.pk}": origin}


def figures():
    return {row.indicator.name: row.value for row in Measurement.objects.all()}


def test_two_who_each_fill_in_a_figure_keep_both(draft, indicators, world, as_):
    url, partner = reverse("report_edit", args=[draft.pk]), as_(world.partner)
    opened = partner.get(url).context["form"]
    mine = as_shown(opened, **figure(indicators[1], "8"), actie="bewaar")
    assert (
        partner.post(url, as_shown(opened, **figure(indicators[0], "3"), actie="bewaar")).status_code == 302
    )
    refused = partner.post(url, mine)
    assert refused.status_code == 409
    assert "Overgenomen van wie je voor was" in refused.content.decode()
    assert partner.post(url, as_shown(refused.context["form"], actie="bewaar")).status_code == 302
    assert figures() == {"Huiskamers": 3, "Fietspaden": 8}


def test_one_figure_filled_in_by_two_is_shown_beside_the_other(draft, indicators, world, as_):
    url, partner = reverse("report_edit", args=[draft.pk]), as_(world.partner)
    opened = partner.get(url).context["form"]
    sent = [as_shown(opened, **figure(indicators[0], value), actie="bewaar") for value in ("3", "8")]
    assert partner.post(url, sent[0]).status_code == 302
    clashes = partner.post(url, sent[1]).context["conflict"].clashes
    assert [(row.label, row.mine, row.theirs) for row in clashes] == [
        (f"Huiskamers ({indicators[0].unit})", "8", "3,00")
    ]


def test_a_figure_that_is_left_alone_stays_the_same_row(draft, indicators, world, as_):
    kept = making.measured(indicators[0], 3, draft.ends_on, report=draft, source_note="bladzijde 4")
    url, partner = reverse("report_edit", args=[draft.pk]), as_(world.partner)
    data = as_shown(partner.get(url).context["form"], **figure(indicators[1], "8"), actie="bewaar")
    assert partner.post(url, data).status_code == 302
    assert Measurement.objects.get(indicator=indicators[0]) == kept


def press(client, url, form, **typed):
    return client.post(url, as_shown(form, actie="bewaar", **typed))


def test_a_half_figure_a_colleague_made_whole_stays_whole(draft, indicators, world, as_):
    url, partner = reverse("report_edit", args=[draft.pk]), as_(world.partner)
    half, whole = (figure(indicators[0], "3", origin=origin) for origin in ("", "telling"))
    assert press(partner, url, partner.get(url).context["form"], **half).status_code == 302
    opened = partner.get(url).context["form"]
    assert press(partner, url, opened, **whole).status_code == 302
    refused = press(partner, url, opened, text="Zeemeeuw.")
    assert (refused.status_code, [row.theirs for row in refused.context["conflict"].taken]) == (
        409,
        ["telling"],
    )
    assert press(partner, url, refused.context["form"]).status_code == 302
    assert figures() == {"Huiskamers": 3}
    draft.refresh_from_db()
    assert (draft.text, draft.unfinished) == ("Zeemeeuw.", {})


def test_a_half_figure_beside_the_whole_one_of_a_colleague_is_shown(draft, indicators, world, as_):
    url, partner = reverse("report_edit", args=[draft.pk]), as_(world.partner)
    opened = partner.get(url).context["form"]
    assert press(partner, url, opened, **figure(indicators[0], "3")).status_code == 302
    refused = press(partner, url, opened, **figure(indicators[0], "8", origin=""))
    assert refused.status_code == 409
    assert [(row.mine, row.theirs) for row in refused.context["conflict"].clashes] == [("8", "3,00")]
    assert figures() == {"Huiskamers": 3}


def test_a_half_figure_of_a_colleague_is_taken_over(draft, indicators, world, as_):
    url, partner = reverse("report_edit", args=[draft.pk]), as_(world.partner)
    opened = partner.get(url).context["form"]
    assert press(partner, url, opened, **figure(indicators[1], "8", origin="")).status_code == 302
    refused = press(partner, url, opened, **figure(indicators[0], "3", origin=""))
    assert (refused.status_code, [row.theirs for row in refused.context["conflict"].taken]) == (409, ["8"])
    assert press(partner, url, refused.context["form"]).status_code == 302
    draft.refresh_from_db()
    kept = {each.name: draft.unfinished[str(each.pk)]["value"] for each in indicators}
    assert kept == {"Huiskamers": "3", "Fietspaden": "8"}


def test_two_who_each_tick_a_theme_keep_both_and_unticking_still_works(world, as_):
    version = making_plans.version(making_plans.plan(making_plans.region(world)), "Een")
    generation = themes.generation()
    young, old = (themes.theme(generation, name, number=n) for n, name in enumerate(("Jong", "Oud"), 1))
    one = version.sections.get()
    url, bureau = reverse("plan_section", args=[version.pk, one.pk]), as_(world.bureau)
    opened = bureau.get(url).context["form"]
    assert bureau.post(url, as_shown(opened, themes=[str(young.pk)])).status_code == 302
    refused = bureau.post(url, as_shown(opened, themes=[], heading="Eén"))
    assert refused.status_code == 409
    again = refused.context["form"]
    assert bureau.post(url, as_shown(again)).status_code == 302
    assert [link.theme for link in one.links.all()] == [young]
    opened = bureau.get(url).context["form"]
    assert bureau.post(url, as_shown(opened, themes=[str(old.pk)])).status_code == 302
    assert [link.theme for link in one.links.all()] == [old]
