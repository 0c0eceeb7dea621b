"""Small words and ways at the table and around it: each says what is so, to who reads it, and leads where one goes."""

import pytest
from django.urls import reverse

from governance.attendance.inviting import invite_guest
from governance.decisions.models import DecisionState, Method
from governance.live.running import close_doors, end, go_to
from governance.templatetags.meetings import without_dot
from tests.governance.agendas import an_item, publish
from tests.governance.deciding import yesterday
from tests.governance.tables import a_table
from tests.world import account, fresh
from zorgzaam.audit.actors import SystemActor

pytestmark = pytest.mark.django_db

OPEN_DOORS = "De deuren staan nog open"


def shown(client, url):
    return client.get(url).content.decode()


def test_a_closed_item_is_marked_and_asks_for_the_doors(as_):
    table = a_table()
    live = reverse("live", args=[table.meeting.pk])
    closed = an_item(table.meeting, "Over een persoon", publicity="besloten")
    publish(table.meeting)
    client = as_(table.secretary)
    assert OPEN_DOORS not in shown(client, live), "control: an open item"
    assert "zz-badge--besloten" in shown(client, live), "marked in the agenda"
    go_to(table.meeting, closed.pk, seen=table.item.pk, by=table.secretary)
    assert OPEN_DOORS in shown(client, live)
    assert OPEN_DOORS not in shown(as_(table.members[0]), live), "who leads closes them"
    close_doors(table.meeting, True, by=table.secretary)
    assert OPEN_DOORS not in shown(client, live)


def test_a_member_goes_from_the_agenda_to_an_item_and_its_papers(as_):
    table = a_table()
    an_item(table.meeting, "Alleen voor twee", publicity="vertrouwelijk")
    publish(table.meeting)
    guest = account("Gast aan tafel")
    invite_guest(table.meeting, guest.person, by=table.secretary)
    live = reverse("live", args=[table.meeting.pk])
    for who in (table.members[0], fresh(guest)):
        client = as_(who)
        page = shown(client, live)
        for item in table.items:
            url = reverse("item", args=[item.pk])
            assert f'href="{url}"' in page
            assert client.get(url, follow=True).status_code == 200
    secret = table.meeting.items.get(title="Alleen voor twee")
    assert reverse("item", args=[secret.pk]) not in shown(as_(table.members[0]), live)


def test_after_other_words_one_is_back_at_the_round(as_):
    table = a_table()
    row = table.proposal()
    client, consent = as_(table.secretary), reverse("consent", args=[row.pk])
    url = reverse("decision_edit", args=[row.pk])
    page = client.get(url, headers={"referer": f"http://testserver{consent}"})
    form = page.context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    sent = {**typed, "points": "Andere woorden.", "back": page.context["came_from"]}
    assert f'name="back" value="{consent}"' in page.content.decode()
    assert client.post(url, sent).headers["Location"] == consent


def test_after_a_vote_only_where_one_was_held(as_):
    table = a_table()
    row = table.proposal()
    url = reverse("decision_settle", args=[row.pk])
    form = as_(table.secretary).get(url).context["form"]
    typed = {
        "outcome": DecisionState.ADOPTED, "method": Method.VOTE, "on": f"{form['on'].value()}", "sure": "on",
        "version": row.version,
    }  # fmt: skip
    refused = as_(table.secretary).post(url, typed)
    assert refused.status_code == 422
    assert "is hier niet gestemd" in refused.content.decode()
    end(table.meeting, [], by=table.secretary)
    assert as_(table.secretary).post(url, typed).status_code == 302, "control: afterwards, from paper"


def test_another_day_is_not_this_table():
    assert a_table().proposal().adopt(by=SystemActor.SETUP, on=yesterday(), method=Method.VOTE)


def test_a_title_with_a_dot_stands_well_in_a_row():
    assert [without_dot(title) for title in ("Voor iedereen.", "Met lef")] == ["Voor iedereen", "Met lef"]


def test_the_book_speaks_to_its_reader(as_):
    table = a_table()
    for url in (reverse("bundle", args=[table.meeting.pk]), table.meeting.get_absolute_url()):
        assert "of je een stuk" in shown(as_(table.secretary), url), url
        page = shown(as_(table.members[0]), url)
        assert "of u een stuk" in page, url
        assert "of je een stuk" not in page


def test_what_goes_on_is_called_by_its_meeting(as_):
    table = a_table()
    assert f"Volg {table.meeting.title}" in shown(as_(table.members[0]), reverse("werkbank"))
