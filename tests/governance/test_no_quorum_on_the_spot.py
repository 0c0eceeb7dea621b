"""Who leads sees before pressing that there is no quorum, and everybody finds on the spot what can be done about it."""

import pytest
from django.urls import reverse

from governance.attendance.models import MovementKind, Recusal, RecusalKind
from governance.attendance.presence import note_movement
from governance.attendance.recusing import answer, say
from governance.live.consenting import open_round
from tests.governance.tables import a_table
from tests.world import set_up

pytestmark = pytest.mark.django_db

NONE = "Er is geen quorum"
OUT = "U doet niet mee aan dit punt"


@set_up
def brought_in_by(item, organisation):
    item.kind, item.owner_organisation = "besluit", organisation
    item.save()


@pytest.fixture
def table():
    """A round about what the first organisation brings in itself."""
    made = a_table()
    brought_in_by(made.item, made.rows[0].organisation)
    made.row = made.proposal()
    open_round(made.row, by=made.secretary)
    return made


def pages(table):
    return reverse("consent", args=[table.row.pk]), reverse("live", args=[table.meeting.pk])


def test_the_round_says_beforehand_that_there_is_no_quorum(as_, table):
    client, (consent, _) = as_(table.secretary), pages(table)
    assert NONE not in client.get(consent).content.decode(), "control: two of two"
    for row in table.rows[1:]:
        note_movement(row, table.item, MovementKind.LEFT, by=table.secretary)
    page = client.get(consent).content.decode()
    assert NONE in page
    assert reverse("item_interests", args=[table.item.pk]) in page
    assert NONE in client.get(reverse("ballot", args=[table.row.pk])).content.decode()


def test_who_has_an_interest_hears_why_and_where_to_explain(as_, table):
    interests = reverse("item_interests", args=[table.item.pk])
    for url in pages(table):
        page = as_(table.members[0]).get(url).content.decode()
        assert OUT in page, url
        assert "brengt dit voorstel zelf in" in page
        assert f"{interests}#zelf" in page
        assert OUT not in as_(table.members[1]).get(url).content.decode(), "control: who takes part"


def test_an_explanation_waits_where_it_is_judged(as_, table):
    say(table.rows[0], table.item, RecusalKind.NO_INTEREST, "Wij krijgen er niets voor.", by=table.members[0])
    judge = reverse("recusal_judge", args=[Recusal.objects.get().pk])
    for url in pages(table):
        assert judge in as_(table.secretary).get(url).content.decode(), url
        page = as_(table.members[1]).get(url).content.decode()
        assert "legt uit geen belang te hebben" in page, url
        assert judge not in page
    answer(Recusal.objects.get(), accept=True, words="Akkoord.", by=table.secretary)
    for url in pages(table):
        assert "legt uit geen belang" not in as_(table.secretary).get(url).content.decode()
        assert OUT not in as_(table.members[0]).get(url).content.decode()


def test_from_the_interests_one_goes_back_to_the_meeting(as_, table):
    interests, live = reverse("item_interests", args=[table.item.pk]), pages(table)[1]
    assert f'href="{live}"' in as_(table.members[0]).get(interests).content.decode()
    ahead = a_table(name="Later", begun=False)
    page = as_(ahead.secretary).get(reverse("item_interests", args=[ahead.item.pk])).content.decode()
    assert reverse("live", args=[ahead.meeting.pk]) not in page, "control: it has to begin"


def test_who_is_not_there_hears_that(as_, table):
    words = "u staat niet als aanwezig genoteerd"
    client, url = as_(table.members[1]), pages(table)[0]
    assert words not in client.get(url).content.decode()
    note_movement(table.rows[1], table.item, MovementKind.LEFT, by=table.secretary)
    assert words in client.get(url).content.decode()
