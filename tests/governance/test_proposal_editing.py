"""Two at one proposal: no typed word is lost, nothing goes that changed unseen, and once offered it stays."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from governance.briefings.history import history_of
from governance.briefings.kinds import GroundKind
from governance.briefings.proposing import ProposalGround, ProposalPoint
from governance.briefings.removing import seen_of
from tests.governance import letters, proposals
from tests.world import set_up
from zorgzaam.audit.history import acting


@pytest.fixture
def briefing(world):
    return proposals.full(world)


@pytest.fixture
def argument(briefing):
    return ProposalGround.objects.get(point__briefing=briefing, thesis="Het plan is verplicht")


def address(name: str, briefing, part) -> str:
    return reverse(f"briefing_{name}", args=[briefing.pk, part.pk])


def typed(row: ProposalGround, text: str) -> dict[str, object]:
    return {"point": row.point_id, "thesis": row.thesis, "text": text, "version": row.version}


def test_the_second_of_two_editors_gets_both_texts(world, as_, briefing, argument):
    url = address("ground", briefing, argument)
    assert as_(world.bureau).post(url, typed(argument, "<p>Van de eerste</p>")).status_code == 302
    answer = as_(world.bureau_only).post(url, typed(argument, "<p>Van de tweede</p>"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van de eerste" in page
    assert "Van de tweede" in page
    argument.refresh_from_db()
    assert argument.text == "<p>Van de eerste</p>"


def test_who_is_late_moves_nothing_to_another_besluitpunt(world, as_, briefing, argument):
    other = briefing.points.get(position=2)
    letters.set_up(ProposalGround.objects.filter(pk=argument.pk).update)(thesis="Net veranderd")
    data = {**typed(argument, "<p>Daarom.</p>"), "point": other.pk}
    assert as_(world.bureau).post(address("ground", briefing, argument), data).status_code == 409
    places = ProposalGround.objects.filter(point=argument.point, kind=GroundKind.ARGUMENT)
    assert list(places.order_by("position").values_list("position", flat=True)) == [1, 2]


@pytest.mark.parametrize("change", ["text", "argument", "new argument", "argument gone"])
def test_a_besluitpunt_a_colleague_just_worked_at_is_not_removed(world, as_, briefing, argument, change):
    point = argument.point
    url, shown = address("point_remove", briefing, point), {"version": seen_of(point)}
    with acting(world.bureau_only):
        if change == "text":
            ProposalPoint.objects.filter(pk=point.pk).update(text="Net bewaard")
        elif change == "argument":
            ProposalGround.objects.filter(pk=argument.pk).update(text="<p>Net bewaard</p>")
        elif change == "new argument":
            proposals.ground(point, "Net bewaard")
        else:
            argument.delete()
    answer = as_(world.bureau).post(url, shown)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Net bewaard" if change != "argument gone" else "Het plan is verplicht") in page
    assert briefing.points.count() == 2
    point.refresh_from_db()
    assert as_(world.bureau).post(url, {"version": seen_of(point)}).status_code == 302
    assert list(briefing.points.values_list("position", flat=True)) == [1]


def test_an_argument_that_is_taken_out_twice_is_gone_once(world, as_, briefing, argument):
    url, shown = address("ground_remove", briefing, argument), {"version": seen_of(argument)}
    for _ in range(2):
        assert as_(world.bureau).post(url, shown).status_code == 302
    rest = argument.point.grounds.filter(kind=GroundKind.ARGUMENT)
    assert list(rest.values_list("thesis", "position")) == [("Het plan is van iedereen", 1)]


def test_arguments_move_within_their_besluitpunt_and_kind(world, as_, briefing, argument):
    client = as_(world.bureau)
    for way, expected in (("up", [1, 2]), ("down", [2, 1]), ("down", [2, 1])):
        client.post(address(f"ground_{way}", briefing, argument))
        rows = argument.point.grounds.filter(kind=GroundKind.ARGUMENT).order_by("thesis")
        places = dict(rows.values_list("thesis", "position"))
        assert [places["Het plan is verplicht"], places["Het plan is van iedereen"]] == expected
    assert argument.point.grounds.get(kind=GroundKind.SIDE_NOTE).position == 1


@pytest.mark.parametrize("form", ["point", "ground"])
def test_sent_twice_it_is_added_once(world, as_, briefing, form):
    first = briefing.points.get(position=1)
    url, data, rows = {
        "point": (reverse("briefing_point_new", args=[briefing.pk]), {"text": "Iets doen."}, briefing.points),
        "ground": (
            reverse("briefing_ground_new", args=[briefing.pk, first.pk, "argument"]),
            {"point": first.pk, "thesis": "Het kan", "text": "Daarom."},
            first.grounds,
        ),
    }[form]
    before, key = rows.count(), str(uuid.uuid4())
    for _ in range(3):
        assert as_(world.bureau).post(url, {**data, "form_key": key}).status_code == 302
    assert rows.count() == before + 1
    assert as_(world.bureau).post(url, data).status_code == 302
    assert rows.count() == before + 2, "the control: without the key it adds again"


@pytest.mark.parametrize("table", [ProposalPoint, ProposalGround])
def test_once_offered_nothing_of_it_changes_by_any_way(world, briefing, table):
    rows = table.objects.all()
    briefing.submit(by=world.bureau)
    for change in (lambda: rows.update(position=9), rows.delete):
        with pytest.raises(DatabaseError, match="no draft"), transaction.atomic():
            set_up(change)()
    with pytest.raises(DatabaseError, match="no draft"), transaction.atomic():
        proposals.point(briefing)


def test_whoever_changes_an_argument_writes_along(world, briefing, argument):
    with acting(world.chair):
        ProposalGround.objects.filter(pk=argument.pk).update(thesis="Anders gezegd")
    assert world.chair.person_id in briefing.writers.values_list("person_id", flat=True)


def test_two_rows_of_one_kind_have_no_place_in_common(briefing, argument):
    row = argument.point.grounds.get(kind=GroundKind.ARGUMENT, position=2)
    set_up(ProposalGround.objects.filter(pk=row.pk).update)(position=1)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="proposal_ground_position"):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_history_tells_of_each_part(world, briefing, argument):
    letters.set_up(ProposalGround.objects.filter(pk=argument.pk).update)(thesis="Anders gezegd")
    newest = history_of(briefing)[0]
    assert newest["what"] == "Argument of kanttekening gewijzigd"
    assert newest["changes"] == [
        {"label": "stelling", "before": "Het plan is verplicht", "after": "Anders gezegd"}
    ]
