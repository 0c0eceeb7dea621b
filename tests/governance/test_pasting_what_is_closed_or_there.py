"""A pasted line says who may read it, and what the agenda has already is not put on it twice without a word."""

import pytest
from django.urls import reverse

from governance.meetings.pasting import parse
from tests.governance.agendas import a_meeting, an_item, titles
from zorgzaam.publicity import Publicity

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("line", "title", "level"),
    [
        ("BESLOTEN: Benoeming voorzitter", "Benoeming voorzitter", Publicity.CLOSED),
        ("4. Besloten – Benoeming (10 min)", "Benoeming", Publicity.CLOSED),
        ("Benoeming voorzitter (vertrouwelijk)", "Benoeming voorzitter", Publicity.CONFIDENTIAL),
        ("[besloten] Benoeming", "Benoeming", Publicity.CLOSED),
        ("Besloten bijeenkomst van de raad", "Besloten bijeenkomst van de raad", Publicity.PUBLIC),
        ("Wat is besloten over jeugd", "Wat is besloten over jeugd", Publicity.PUBLIC),
    ],
)
def test_what_the_text_calls_closed_is_closed(line, title, level):
    (found,) = parse(line)
    assert (found.title, found.publicity) == (title, level)


def sent_back(page):
    """The check page as a browser sends it."""
    items = page.context["items"]
    data = {
        f"{items.prefix}-{name}": items.management_form[name].value() for name in items.management_form.fields
    }
    for form in items:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, False, ""):
                data[form.add_prefix(name)] = "on" if value is True else value
    return data


def check_page(client, meeting, text):
    return client.post(reverse("agenda_paste", args=[meeting.pk]), {"text": text}, follow=True)


def test_it_comes_on_the_agenda_as_closed_as_the_text_says_and_no_more_than_one_may(world, as_):
    meeting = a_meeting(world.coalition)
    text = "BESLOTEN: Benoeming\nVERTROUWELIJK: Klacht\nJeugd"
    for who, level in ((world.secretary, Publicity.CONFIDENTIAL), (world.bureau, Publicity.CLOSED)):
        client = as_(who)
        page = check_page(client, meeting, text)
        assert "Niet alles is openbaar" in page.content.decode()
        client.post(page.redirect_chain[-1][0], sent_back(page))
        levels = dict(meeting.items.values_list("title", "publicity"))
        assert levels == {"Benoeming": Publicity.CLOSED, "Klacht": level, "Jeugd": Publicity.PUBLIC}
        assert all(item.publicity_ground for item in meeting.items.exclude(publicity=Publicity.PUBLIC))
        meeting = a_meeting(world.coalition)


def test_what_is_there_already_is_told_and_not_taken_over_by_itself(world, as_):
    meeting = a_meeting(world.coalition)
    for title in ("Opening en vaststelling agenda", "Rondvraag en sluiting"):
        an_item(meeting, title)
    client = as_(world.secretary)
    page = check_page(client, meeting, "1. Opening\n2. Jeugd\n3. Aanpak jeugd\n4. Rondvraag")
    assert [form.initial["take"] for form in page.context["items"]] == [False, True, True, False]
    assert "Lijkt op: Rondvraag en sluiting" in page.content.decode()
    client.post(page.redirect_chain[-1][0], sent_back(page))
    assert sorted(titles(meeting)) == [
        "Aanpak jeugd", "Jeugd", "Opening en vaststelling agenda", "Rondvraag en sluiting",
    ]  # fmt: skip
