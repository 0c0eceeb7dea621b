"""Somebody saves a part of the minutes while a colleague approves them: no word slips in between."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import Error, connection
from django.test import Client
from django.urls import reverse

from governance.live import running
from governance.meetings.models import Audience
from governance.minutes import publishing
from governance.minutes.content import content_of
from governance.minutes.growing import start
from governance.minutes.models import MinutesPart, MinutesPublication
from governance.minutes.printing import to_html
from tests.governance.agendas import a_meeting, an_item, held
from tests.governance.tables import a_table, sent_out
from tests.world import build_world
from zorgzaam.audit.history import acting
from zorgzaam.pdf import Rendered
from zorgzaam.snapshots import digest

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = Rendered(b"%PDF-1.7", digest(b"%PDF-1.7"), {})


def without_pdf(minutes):
    contents = {audience: content_of(minutes, audience) for audience in Audience}
    return {one: publishing.Made(each, to_html(each), PAPER) for one, each in contents.items()}


def by_the_form(table, part):
    client = Client()
    client.force_login(table.secretary)
    client.post(reverse("minutes_part", args=[part.pk]), {"text": "<p>LAAT</p>", "version": part.version})


def past_the_form(table, part):
    with acting(table.secretary):
        part.text = "<p>LAAT</p>"
        part.save()


def slips_in(monkeypatch, save):
    """Whether approved minutes say something on the desk that no reader ever got."""
    build_world()
    table = a_table()
    running.end(table.meeting, [], by=table.secretary)
    minutes = sent_out(start(table.meeting, by=table.secretary), table.secretary)
    item = an_item(held(a_meeting(table.body, "De volgende", days=1), days=0), "Verslag")
    part = MinutesPart.objects.get(minutes=minutes, item=table.item)
    looked, saved = threading.Event(), threading.Event()
    freeze = publishing._freeze

    def slowly(*args):
        looked.set()
        saved.wait(1)
        return freeze(*args)

    monkeypatch.setattr(publishing, "_make", without_pdf)
    monkeypatch.setattr(publishing, "_freeze", slowly)

    def approve():
        try:
            minutes.approve(item, by=table.secretary)
        finally:
            connection.close()

    def late():
        looked.wait(10)
        try:
            # Refused is as good as being in them: what counts is what the minutes say.
            with suppress(Error):
                save(table, part)
        finally:
            saved.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(approve), pool.submit(late)]:
            done.result()
    minutes.refresh_from_db()
    assert minutes.is_approved
    part.refresh_from_db()
    last = MinutesPublication.objects.filter(minutes=minutes, audience=Audience.MEMBERS).latest("version")
    return "LAAT" in part.text and "LAAT" not in last.html


def test_no_word_slips_in_while_they_are_approved(monkeypatch):
    assert not slips_in(monkeypatch, by_the_form)


def test_control_past_the_form_it_would(monkeypatch):
    assert slips_in(monkeypatch, past_the_form)
