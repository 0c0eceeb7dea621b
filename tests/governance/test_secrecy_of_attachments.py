"""Secrecy of an attachment: not on what the public reads in a version, and not lost by taking it out and adding it."""

import datetime
import hashlib

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from governance.briefings.content import BriefingAttachment
from governance.briefings.errors import Refused
from governance.briefings.secrecy.models import Ground, Secrecy, impose, lift
from tests.governance import letters
from zorgzaam.audit.history import acting
from zorgzaam.files.models import ScanState, StoredFile

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 1)
RESTS = "Op deze bijlage rust geheimhouding"


@pytest.fixture
def briefing(world):
    return letters.draft(world, publicity="besloten", publicity_ground="Lopende onderhandeling")


def a_file(words: bytes) -> StoredFile:
    sha256 = hashlib.sha256(words).hexdigest()
    return StoredFile.objects.create(
        sha256=sha256, size=len(words), media_type="application/pdf", scan_state=ScanState.NOT_NEEDED
    )


def secret(world, attachment):
    return impose(
        Secrecy(
            briefing=attachment.briefing,
            attachment=attachment,
            ground=Ground.MONEY,
            imposed_by=world.staten,
            imposed_on=DAY,
            until_when="tot het besluit",
        ),
        by=world.bureau,
    )


def take_out(world, row):
    with acting(world.bureau):
        row.delete()


def add(world, as_, briefing, name, woo="ja"):
    form = {"name": name, "edocs_number": "1", "woo_public": woo}
    return as_(world.bureau).post(reverse("briefing_attachment_new", args=[briefing.pk]), form)


def test_what_the_public_reads_in_a_version_is_not_made_secret(world):
    briefing = letters.draft(world)
    row = letters.attachment(briefing, "Begroting")
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    with acting(world.bureau):
        briefing.attachments.update(woo_public=False)
    row.refresh_from_db()
    with pytest.raises(Refused, match="trek een openbare versie in"):
        secret(world, row)
    briefing.withdraw(by=world.bureau, because="Toch niet")
    assert secret(world, row).in_force


def test_nor_under_another_row_with_the_same_file(world):
    briefing, file = letters.draft(world), a_file(b"een")
    letters.attachment(briefing, "Begroting", file=file, file_name="b.pdf")
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    same = letters.attachment(briefing, "Anders", woo_public=False, file=file, file_name="b.pdf")
    other = letters.attachment(briefing, "Nog een", woo_public=False, file=a_file(b"twee"), file_name="c.pdf")
    with pytest.raises(Refused, match="openbaar"):
        secret(world, same)
    assert secret(world, other).in_force


def test_control_a_version_that_was_not_for_all_stands_in_no_way(world, briefing):
    row = letters.attachment(briefing, "Begroting")
    letters.published(world, briefing)
    briefing.revise(by=world.bureau)
    with acting(world.bureau):
        briefing.attachments.update(woo_public=False)
    row.refresh_from_db()
    assert secret(world, row).in_force


def test_taken_out_and_added_again_it_is_as_secret_as_it_was(world, as_, briefing):
    row = letters.attachment(briefing, "Begroting", woo_public=False)
    made = secret(world, row)
    take_out(world, row)
    answer = add(world, as_, briefing, "begroting ")
    assert answer.status_code == 422
    assert RESTS in answer.content.decode()
    with pytest.raises(DatabaseError, match="never public"), transaction.atomic():
        letters.attachment(briefing, "Begroting")
    # Controls: another one may, the same one as not public may, and once it was lifted the same one may.
    assert add(world, as_, briefing, "Kaart").status_code == 302
    assert add(world, as_, briefing, "Begroting", woo="nee").status_code == 302
    lift(made, by=world.bureau, body=world.staten, on=DAY)
    assert add(world, as_, briefing, "Begroting").status_code == 302


def test_the_same_file_under_another_name_is_as_secret(world, as_, briefing):
    file = a_file(b"een")
    row = letters.attachment(briefing, "Begroting", woo_public=False, file=file, file_name="b.pdf")
    assert secret(world, row).file_sha256 == file.sha256
    take_out(world, row)
    with pytest.raises(DatabaseError, match="never public"), transaction.atomic():
        letters.attachment(briefing, "Heel anders", file=file, file_name="x.pdf")
    assert letters.attachment(briefing, "Heel anders", file=a_file(b"twee"), file_name="x.pdf")
    closed = letters.attachment(briefing, "Kopie", woo_public=False, file=file, file_name="x.pdf")
    form = {"name": "Kopie", "edocs_number": "1", "woo_public": "ja", "version": closed.version}
    url = reverse("briefing_attachment_edit", args=[briefing.pk, closed.pk])
    answer = as_(world.bureau).post(url, form)
    assert answer.status_code == 422
    assert RESTS in answer.content.decode()


def test_that_of_another_briefing_stands_in_no_way(world, briefing):
    secret(world, letters.attachment(briefing, "Begroting", woo_public=False))
    other = letters.draft(world, "Een ander stuk")
    assert letters.attachment(other, "Begroting")


@pytest.mark.parametrize("resting", [True, False])
def test_who_takes_it_out_hears_that_the_secrecy_stays(world, as_, briefing, resting):
    row = letters.attachment(briefing, "Begroting", woo_public=False)
    if resting:
        secret(world, row)
    url = reverse("briefing_row_remove", args=[briefing.pk, row.pk])
    page = as_(world.bureau).post(url, {"version": f"{row.pk}.{row.version}"}, follow=True).content.decode()
    assert "Bijlage is weggehaald." in page
    assert ("De geheimhouding die erop rust, blijft gelden." in page) is resting
    assert not BriefingAttachment.objects.exists()
