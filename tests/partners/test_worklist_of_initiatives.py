"""The worklist of the netwerkbureau: what is first, narrowed and found, as a file, and no slower with more rows."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.models import Initiative, State
from partners.initiatives.moving import Step
from tests.partners import assessing as desk
from tests.partners import initiatives as made
from tests.world import set_up
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db


def listed(client, **asked):
    page = client.get(reverse("initiatives_desk"), asked)
    assert page.status_code == 200
    return [line["initiative"].title for line in page.context["lines"]]


def make_late(row):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    set_up(Initiative.objects.filter(pk=row.pk).update)(due_on=yesterday)
    return made.fresh_row(row)


def test_what_has_to_be_done_first_is_on_top_and_drafts_are_nobodys(world, as_):
    made.a_draft(world, "Nog een concept")
    made.a_sent_one(world, "Heeft nog tijd")
    late = make_late(made.a_sent_one(world, "Is te laat"))
    assert listed(as_(world.bureau)) == ["Is te laat", "Heeft nog tijd"]
    assert "Te laat" in as_(world.bureau).get(reverse("initiatives_desk")).content.decode()
    assert [(each.title, each.tone) for each in todos(world.bureau) if each.title == late.title] == [
        ("Is te laat", "late")
    ]


def test_it_is_narrowed_by_state_handler_theme_term_and_words(world, as_):
    one = made.a_sent_one(world, "Samen eten")
    other = made.a_complete_draft(world, "Beweegmaatje", whole_region=False)
    made.hang_on(other, world.municipality, made.a_theme("Bewegen"))
    made.submitting.submit(made.fresh_row(other), by=world.partner)
    made.moved(made.fresh_row(other), Step(State.RETURNED, why="Wie?"), world.bureau)
    make_late(one)
    client = as_(world.bureau)
    assert listed(client, stand="teruggegeven") == ["Beweegmaatje"]
    assert listed(client, stand="bij-ons") == ["Samen eten"]
    assert listed(client, q=one.number) == ["Samen eten"]
    assert listed(client, q="beweeg") == ["Beweegmaatje"]
    assert listed(client, q="niets daarvan") == []
    assert listed(client, thema=made.a_theme("Bewegen").pk) == ["Beweegmaatje"]
    assert sorted(listed(client, gemeente=world.municipality.pk)) == ["Beweegmaatje", "Samen eten"]
    assert listed(client, te_laat="on") == ["Samen eten"]
    assert sorted(listed(client, stand="onzin")) == ["Beweegmaatje", "Samen eten"]


def test_it_says_how_far_the_assessing_is(world, as_):
    one, _ = desk.asked(world)
    desk.handed_in(one)
    assert "1 van 2 beoordelaars klaar" in as_(world.bureau).get(reverse("initiatives_desk")).content.decode()


def test_the_file_is_the_same_list_and_no_formula(world, as_):
    made.a_sent_one(world, "=1+1")
    made.moved(made.a_sent_one(world, "Ander"), Step(State.RETURNED, why="Wie?"), world.bureau)
    answer = as_(world.bureau).get(reverse("initiatives_export", args=["csv"]), {"stand": "ontvangen"})
    text = answer.content.decode("utf-8-sig")
    assert "'=1+1" in text
    assert "Ander" not in text
    assert answer["Content-Disposition"].endswith('.csv"')


def test_more_rows_cost_no_more_questions(world, as_):
    client, page = as_(world.bureau), reverse("initiatives_desk")

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(page, {"q": "samen"}).status_code == 200
        return len(asked)

    for number in range(2):
        made.a_sent_one(world, f"Samen {number}")
    cost()
    few = cost()
    for number in range(12):
        made.a_sent_one(world, f"Samen weer {number}")
    assert cost() == few
