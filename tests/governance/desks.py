"""What tests of the working page share: an agenda that is too long for its time, and the forms of the page."""

import re
from typing import Any

from django.test import Client

from governance.bodies.models import Body
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, agenda_of


def a_full_agenda(body: Body) -> Meeting:
    """Two hours, and two hours and a half on the agenda."""
    made = a_meeting(body)
    agenda_of(made, "Opening", minutes=10, treatment="hamerstuk")
    agenda_of(made, "Aap", "Beer", minutes=40)
    agenda_of(made, "Cavia", minutes=60)
    made.refresh_from_db()
    return made


def minutes_of(meeting: Meeting) -> list[int]:
    return list(
        AgendaItem.objects.filter(meeting=meeting).order_by("position").values_list("minutes", flat=True)
    )


def fields_of(page: str) -> dict[str, Any]:
    """What the form of the proposal posts."""
    form = page.split('<form class="zz-form"')[1].split("</form>", maxsplit=1)[0]
    data: dict[str, Any] = {"punt": re.findall(r'name="punt" value="([^"]+)" checked', form)}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]+)"', form):
        data.setdefault(name, []).append(value)
    return data


def back_of(client: Client, meeting: Meeting) -> tuple[str, dict[str, str]]:
    """Where the line that offers to undo posts to, and what."""
    form = client.get(meeting.get_absolute_url()).text.split('class="zz-agenda-undo"')[1].split("</form>")[0]
    return re.findall(r'action="([^"]+)"', form)[0], dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
