"""While a vote or a round is open its item stays on the agenda, its proposal at its item: else nobody could end it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from governance.live import consenting, voting
from governance.live.models import DecisionBallot
from governance.meetings import order
from governance.series.slipping import not_reached
from tests.governance.agendas import a_meeting, held
from tests.governance.deciding import in_writing
from tests.governance.tables import a_table
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
OPEN = {
    "vote": (voting.open_ballot, "Tel die eerst, of laat die vervallen."),
    "round": (consenting.open_round, "Sluit die eerst."),
}


def ended(running_one, table):
    if isinstance(running_one, DecisionBallot):
        voting.void(running_one, "Toch niet", by=table.secretary)
    else:
        consenting.close_round(running_one, by=table.secretary)


@pytest.fixture(params=OPEN)
def open_now(request, world):
    """A table with a proposal, what is open about it, and what the refusal says to do."""
    begin, said = OPEN[request.param]
    table = a_table("Voorstel", "Rondvraag")
    row = table.proposal()
    return table, row, begin(row, by=table.secretary), said


@pytest.mark.parametrize("name", ["item_park", "item_remove"])
def test_it_is_not_taken_off_its_agenda(as_, open_now, name):
    table, _, running_one, said = open_now
    client, url = as_(table.secretary), reverse(name, args=[table.item.pk])
    table.item.refresh_from_db()
    refused = client.post(url, {"version": table.item.version})
    assert refused.status_code == 409
    assert said in refused.content.decode()
    table.item.refresh_from_db()
    assert table.item.meeting_id == table.meeting.pk
    ended(running_one, table)
    assert client.post(url, {"version": table.item.version}).status_code == 302, "control: ended, it goes"
    table.item.refresh_from_db()
    assert table.item.meeting_id is None


def test_its_proposal_is_not_dropped(as_, open_now):
    table, row, running_one, said = open_now
    client, url = as_(table.secretary), reverse("decision_drop", args=[row.pk])
    row.refresh_from_db()
    typed = {"reason": "Toch niet", "version": row.version}
    refused = client.post(url, typed)
    assert (refused.status_code, said in refused.content.decode()) == (422, True)
    ended(running_one, table)
    assert client.post(url, typed).status_code == 302, "control"


def test_it_does_not_slip_to_the_next_meeting(as_, open_now):
    table, row, running_one, said = open_now
    a_meeting(table.body, "De volgende")
    client, url = as_(table.secretary), reverse("not_reached", args=[table.meeting.pk])
    told = client.post(url, {"item": str(table.item.pk)}, follow=True).content.decode()
    assert said in told
    row.refresh_from_db()
    assert row.item_id == table.item.pk
    ended(running_one, table)
    held(table.meeting, days=0)
    not_reached(table.meeting, [table.item.pk], by=table.secretary)
    row.refresh_from_db()
    assert row.item_id != table.item.pk, "control: ended, the proposal goes along"


def test_moving_within_the_agenda_is_free(open_now):
    table, *_ = open_now
    table.meeting.refresh_from_db()
    ids = order.current_order(table.meeting)[::-1]
    assert order.arrange(table.meeting, ids, base=table.meeting.agenda_version, by=table.secretary)


def test_neither_opens_over_what_stands_on_no_agenda(world):
    table = a_table()
    row = in_writing(table.body)
    with acting(table.secretary), pytest.raises(IntegrityError, match="no agenda"), transaction.atomic():
        DecisionBallot.objects.create(
            decision=row, number=1, points=row.points, majority="gewoon", opened_by=table.secretary.person
        )


def test_its_words_stay_while_everybody_votes_about_them(as_, world):
    table = a_table("Voorstel")
    row = table.proposal()
    client, url = as_(table.secretary), reverse("decision_edit", args=[row.pk])
    shown = client.get(url).context["form"]
    typed = {**{name: shown[name].value() or "" for name in shown.fields}, "title": row.title}
    typed["points"] = "Iets heel anders"
    ballot = voting.open_ballot(row, by=table.secretary)
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "Over deze woorden loopt een stemming" in refused.content.decode()
    assert "Iets heel anders" in refused.content.decode(), "nothing typed is lost"
    voting.void(ballot, "Toch niet", by=table.secretary)
    assert client.post(url, typed).status_code == 302, "control: no vote, other words"
