"""A file somebody chose is not lost when another field of the form is refused."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance.briefings.content import BriefingAttachment
from governance.meetings.models import AgendaItem, Paper
from tests.governance import letters
from tests.governance.agendas import PDF, a_meeting, an_item
from tests.world import World
from zorgzaam.files import chosen
from zorgzaam.files.models import StoredFile

REFUSED = {"publicity": "besloten", "publicity_ground": "", "title": ""}
FINE = {"publicity": "besloten", "publicity_ground": "nog in overleg", "title": ""}


@pytest.fixture
def item(world: World) -> AgendaItem:
    return an_item(a_meeting(world.coalition), "Jaarplan")


def upload(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("Jaarplan zorg.pdf", PDF + content)


def send(client: Client, item: AgendaItem, data: dict[str, Any]) -> Any:
    return client.post(reverse("paper_new", args=[item.pk]), data)


def reference(page: str) -> str:
    found = re.search(r'name="upload-gekozen" value="([^"]+)"', page)
    return unescape(found[1]) if found else ""


def test_the_refused_form_names_the_file_and_the_next_press_uses_it(
    world: World, item: AgendaItem, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    answer = send(client, item, {**REFUSED, "upload": upload()})
    assert answer.status_code == 422
    assert "Jaarplan zorg.pdf" in answer.text
    again = send(client, item, {**REFUSED, "upload-gekozen": reference(answer.text)})
    assert again.status_code == 422, "as often as needed"
    send(client, item, {**FINE, "upload-gekozen": reference(again.text)})
    paper = Paper.objects.get()
    assert [paper.filename, paper.title] == ["Jaarplan zorg.pdf", "Jaarplan zorg"]
    assert paper.file == StoredFile.objects.get()


def test_without_the_reference_the_file_is_asked_again(
    world: World, item: AgendaItem, as_: Callable[..., Client]
) -> None:
    """The control."""
    client = as_(world.secretary)
    send(client, item, {**REFUSED, "upload": upload()})
    assert send(client, item, FINE).status_code == 422
    assert not Paper.objects.exists()


def test_a_new_file_replaces_the_chosen_one(
    world: World, item: AgendaItem, as_: Callable[..., Client]
) -> None:
    client = as_(world.secretary)
    kept = reference(send(client, item, {**REFUSED, "upload": upload()}).text)
    send(client, item, {**FINE, "upload-gekozen": kept, "upload": upload(b"% tweede")})
    assert Paper.objects.get().file.size == len(PDF + b"% tweede")


def test_somebody_elses_reference_is_refused(
    world: World, item: AgendaItem, as_: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = reference(send(as_(world.secretary), item, {**REFUSED, "upload": upload()}).text)
    answer = send(as_(world.bureau), item, {**FINE, "upload-gekozen": kept})
    assert answer.status_code == 422
    assert chosen.AGAIN in answer.text
    assert "Jaarplan zorg.pdf" not in answer.text
    assert not Paper.objects.exists()
    send(as_(world.secretary), item, {**FINE, "upload-gekozen": kept})
    assert Paper.objects.exists(), "the control: their own is taken"


@pytest.mark.parametrize("how", ["old", "changed", "made up"])
def test_a_reference_that_is_old_or_changed_is_refused(
    world: World, item: AgendaItem, as_: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    client = as_(world.secretary)
    kept = reference(send(client, item, {**REFUSED, "upload": upload()}).text)
    if how == "old":
        monkeypatch.setattr(chosen, "LASTS", -1)
    sent = {"old": kept, "changed": f"x{kept}", "made up": signing.dumps({"file": "1"}, salt="elders")}[how]
    assert send(client, item, {**FINE, "upload-gekozen": sent}).status_code == 422
    assert not Paper.objects.exists()


def test_a_file_that_is_refused_itself_is_not_kept(
    world: World, item: AgendaItem, as_: Callable[..., Client]
) -> None:
    wrong = SimpleUploadedFile("virus.exe", b"MZ")
    answer = send(as_(world.secretary), item, {**FINE, "upload": wrong})
    assert answer.status_code == 422
    assert not reference(answer.text)


def test_the_form_of_an_attachment_keeps_it_too(world: World, as_: Callable[..., Client]) -> None:
    client, briefing = as_(world.bureau), letters.draft(world, "Over de regio")
    url = reverse("briefing_attachment_new", args=[briefing.pk])
    answer = client.post(url, {"name": "", "woo_public": "ja", "upload": upload()})
    assert answer.status_code == 422
    sent = {"name": "Jaarplan", "edocs_number": "123", "woo_public": "ja"}
    answer = client.post(url, {**sent, "upload-gekozen": reference(answer.text)})
    assert answer.status_code == 302, re.findall(r"Fout: </span>([^<]*)", answer.text)
    assert BriefingAttachment.objects.get().file_name == "Jaarplan zorg.pdf"
