"""An initiative with a shown number is never lost and never double, wherever a process dies (promise I6). Real
processes and SIGKILL; the one who brings it in tries again, as people do."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partners.initiatives import attaching
from partners.initiatives.jobs import print_submissions, tell_received, wake
from partners.initiatives.models import Move, MoveNotice, State, Submission, SubmissionPdf
from tests.conftest import FULL
from tests.kernel import zygote
from tests.partners import initiatives as made
from tests.world import World, set_up
from zorgzaam.files import jobs as scanning
from zorgzaam.files.store import path_of
from zorgzaam.killpoints import killpoint
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 50 if FULL else 1
# From the upload to the page with the number.
POINTS = [
    "files.before_move",
    "files.before_row",
    "initiative.file_kept",
    "initiative.before_lock",
    "initiative.before_commit",
    "initiative.after_commit",
    "initiative.before_response",
    "initiative.receipt_read",
]


@pytest.fixture
def processes() -> Any:
    with zygote.running() as found:
        yield found


def told(world: World, row: Any, number: int, shown: Path) -> dict[str, Any]:
    return {
        "user": str(world.partner.pk),
        "initiative": str(row.pk),
        "folder": str(settings.FILES_DIR),
        "content": f"plan {number}",
        "shown": str(shown),
    }


def try_again(client: Any, row: Any, number: int) -> str:
    """What somebody does whose page never came: the same once more. Gives the number that is shown."""
    door = reverse("initiative_files", args=[row.pk])
    client.post(door, {"files": [SimpleUploadedFile("plan.txt", f"plan {number}".encode())]})
    now = made.fresh_row(row)
    form = {"version": now.version, "takes_part": "on", "form_key": str(row.pk)}
    answer = client.post(reverse("initiative_send", args=[row.pk]), form)
    page = client.get(answer["Location"]).content.decode()
    found = made.fresh_row(row).number
    assert found
    assert found in page
    return found


def test_killed_anywhere_it_is_sent_once_with_its_file(
    world: World, as_: Any, processes: Any, tmp_path: Path
) -> None:
    client = as_(world.partner)
    for number, point in enumerate(POINTS * TIMES):
        row, shown = made.a_complete_draft(world, f"Nummer {number}"), tmp_path / str(number)
        task = {"do": "bring_in", "killpoint": point, "with": told(world, row, number, shown)}
        assert processes.run(task) == [-signal.SIGKILL], point
        was = shown.read_text() if shown.exists() else ""
        found = try_again(client, row, number)
        assert was in ("", found), "a number that was shown is the number there is"
        submission = Submission.objects.get(initiative=row)
        [file] = json.loads(submission.canonical)["files"]
        assert path_of(file["sha256"]).read_bytes() == f"plan {number}".encode()
        assert row.moves.count() == 1
    assert Submission.objects.count() == len(POINTS) * TIMES


def test_control_a_number_shown_before_the_commit_is_lost(
    world: World, processes: Any, tmp_path: Path
) -> None:
    """Killed just before the commit there is no number in the database: a page that had shown one would have lied."""
    row = made.a_complete_draft(world)
    task = {
        "do": "bring_in",
        "killpoint": "initiative.before_commit",
        "with": told(world, row, 1, tmp_path / "x"),
    }
    assert processes.run(task) == [-signal.SIGKILL]
    assert made.fresh_row(row).number is None
    assert not Submission.objects.exists()


def test_the_mail_and_the_pdf_come_once_whoever_dies(world: World, processes: Any) -> None:
    for number in range(TIMES):
        row = made.a_sent_one(world, f"Nummer {number}")
        assert processes.run({"do": "tell_received", "killpoint": "initiative.before_notice"}) == [
            -signal.SIGKILL
        ]
        assert not MoveNotice.objects.filter(move__initiative=row).exists()
        assert processes.run({"do": "tell_received"}, {"do": "tell_received"}) == [0, 0]
        mails = OutgoingMail.objects.filter(kind="initiative-received", subject__contains=row.number)
        assert mails.count() == 1
    assert set(processes.run({"do": "print_submissions"}, {"do": "print_submissions"})) == {0}
    assert SubmissionPdf.objects.count() == TIMES


def test_the_relay_and_the_broker_may_be_down(world: World, as_: Any, monkeypatch: Any) -> None:
    def down(*args: Any, **kwargs: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(print_submissions, "delay", down)
    monkeypatch.setattr(tell_received, "delay", down)
    wake()
    row = made.a_complete_draft(world)
    assert try_again(as_(world.partner), row, 1)
    assert Move.objects.untold().filter(state=State.RECEIVED).count() == 1
    monkeypatch.undo()
    assert set_up(tell_received)() == 1


def test_a_full_disk_is_said_and_nothing_is_half_kept(world: World, as_: Any, monkeypatch: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)

    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(attaching, "keep", full)
    url = reverse("initiative_files", args=[row.pk])
    answer = client.post(url, {"files": [SimpleUploadedFile("plan.txt", b"plan")]})
    assert (answer.status_code, row.files.count()) == (422, 0)
    assert "storing bij ons" in answer.content.decode()
    monkeypatch.undo()
    assert client.post(url, {"files": [SimpleUploadedFile("plan.txt", b"plan")]}).status_code == 302


def broken_scanner(path: Path) -> bool:
    raise ConnectionError


def clean_scanner(path: Path) -> bool:
    return True


def test_while_the_scanner_is_down_it_is_accepted_and_served_to_nobody(
    world: World, as_: Any, settings: Any
) -> None:
    settings.FILE_SCANNER = f"{__name__}.broken_scanner"
    row, client = made.a_complete_draft(world), as_(world.partner)
    assert try_again(client, row, 1)
    file = reverse("initiative_file", args=[row.files.get().pk])
    assert set_up(scanning.scan_waiting)() == 0
    assert {as_(who).get(file).status_code for who in (world.partner, world.bureau)} == {404}
    # The control: once it was scanned the same address gives the same bytes.
    settings.FILE_SCANNER = f"{__name__}.clean_scanner"
    assert set_up(scanning.scan_waiting)() == 1
    assert b"".join(client.get(file).streaming_content) == b"plan 1"


def test_without_a_name_a_killpoint_kills_nobody() -> None:
    killpoint("initiative.before_commit")
