"""Slides somebody writes beside those from the records: in the order of the programme, on the screen and in the PDF."""

import io
from typing import Any

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from governance.council.models import CouncilSession, SessionSlide
from governance.council.sessions.slides import MOST_POINTS, slides_of
from tests.governance import printing
from tests.governance.council.meeting import a_carousel, a_part, a_session
from tests.governance.test_decide import form_of, text
from tests.pdfs import failed_rules, page_texts
from tests.world import World, set_up

pytestmark = pytest.mark.django_db


def write(client: Client, session: CouncilSession, title: str, **more: Any) -> Any:
    sent = {"title": title, "points": "Eén\r\n\r\nTwee", "place": "algemeen", **more}
    return client.post(reverse("session_slide_new", args=[session.pk]), sent)


def titles(session: CouncilSession, world: World) -> list[str]:
    return [slide.title for slide in slides_of(session, world.bureau)]


def step(client: Client, title: str, way: str) -> Any:
    row = SessionSlide.objects.get(title=title)
    return client.post(reverse("session_slide_step", args=[row.session_id, row.pk, way]))


def test_a_written_slide_is_shown_to_who_reads_the_session(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    assert write(as_(world.clerk), session, "Wat wij vragen").status_code == 302
    assert SessionSlide.objects.get().lines == ["Eén", "Twee"], "an empty line is no point"
    page = text(Client(), reverse("council_session_slide", args=[session.pk, 2]))
    assert "Wat wij vragen" in page
    assert "Twee" in page
    assert write(as_(world.statenlid), session, "Niet van mij").status_code == 403


def test_the_order_is_that_of_the_programme(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    opening, rounds = a_part(session, title="Opening"), a_carousel(session)
    client = as_(world.clerk)
    write(client, session, "Bij de rondes", item=str(rounds.pk))
    write(client, session, "Bij de opening", item=str(opening.pk))
    write(client, session, "Vooraf")
    assert titles(session, world)[2:] == [
        "Vooraf",
        "Bij de opening",
        "Bij de rondes",
        "Carrousel van 3 deelsessies",
    ]


def test_slides_change_places_and_go_away_with_buttons(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    client = as_(world.clerk)
    for title in ("A", "B", "C"):
        write(client, session, title)
    step(client, "C", "omhoog")
    step(client, "A", "omhoog")
    assert titles(session, world)[1:] == ["A", "C", "B"]
    step(client, "A", "omlaag")
    assert titles(session, world)[1:] == ["C", "A", "B"]
    step(client, "C", "weghalen")
    assert titles(session, world)[1:] == ["A", "B"]
    assert step(as_(world.statenlid), "A", "weghalen").status_code == 403


def test_more_points_than_a_room_reads_are_refused_and_kept(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    many = "\n".join(f"Punt {at}" for at in range(MOST_POINTS + 1))
    refused = write(as_(world.clerk), session, "Te vol", points=many)
    assert (refused.status_code, SessionSlide.objects.count()) == (422, 0)
    assert "hoogstens 7 punten" in refused.content.decode()
    assert "Punt 7" in refused.content.decode(), "nothing typed is lost"
    assert write(as_(world.clerk), session, "Vol", points=many.rpartition("\n")[0]).status_code == 302
    with pytest.raises(IntegrityError), transaction.atomic():
        set_up(lambda: SessionSlide.objects.update(points=many))()


def test_it_stands_in_the_pdf_too(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    write(as_(world.clerk), session, "Wat wij vragen", points="<b>vet</b>\nDenk mee")
    made = printing.pdf_of(Client(), session, printing.SLIDES).content
    assert not failed_rules(made)
    last = page_texts(made)[-1]
    assert "Watwijvragen" in last
    assert "<b>vet</b>" in last
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) == 2


def test_a_part_that_goes_leaves_its_slides(world: World, as_: Any) -> None:
    session = a_session(world.staten)
    part = a_part(session, title="Opening")
    client = as_(world.clerk)
    write(client, session, "Bij de opening", item=str(part.pk))
    take = reverse("session_item_take", args=[session.pk, part.pk])
    client.post(take, form_of(client, take))
    assert titles(session, world)[1:] == ["Bij de opening"]
