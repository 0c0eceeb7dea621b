"""Values of fields in plain Dutch, as history and a refused save show them."""

import datetime

import pytest
from django.utils import timezone

from governance.meetings.models import AgendaItem, Meeting
from zorgzaam.wording import in_words

MOMENT = datetime.datetime(2024, 11, 27, 14, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("model", "name", "value", "words"),
    [
        (AgendaItem, "title", None, ""),
        (AgendaItem, "title", "a <b> c", "a <b> c"),
        (AgendaItem, "explanation", "<p>Een &amp; twee</p><ul><li>drie</li></ul>", "Een & twee\ndrie"),
        (AgendaItem, "publicity", "besloten", "Besloten"),
        (Meeting, "starts_at", MOMENT, "wo 27 november 2024, 15:30"),
        (Meeting, "starts_at", timezone.localtime(MOMENT), "wo 27 november 2024, 15:30"),
        (Meeting, "starts_at", MOMENT.date(), "wo 27 november 2024"),
        (Meeting, "version", 3, "3"),
        (None, "", True, "ja"),
    ],
)
def test_a_value_reads_as_people_say_it(model, name, value, words):
    field = model and model._meta.get_field(name)
    assert in_words(field, value) == words
