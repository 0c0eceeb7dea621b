"""Many papers at once: good ones are kept whatever the others are, nothing counts twice, and one page places them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from governance.meetings.models import Paper, PaperUpload
from tests.governance import agendas, books
from zorgzaam.files.names import clean_name, number_in, title_from

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world):
    made = agendas.a_meeting(world.coalition)
    agendas.agenda_of(made, "Opening", "Begroting")
    agendas.an_item(made, "Casus", publicity="besloten", publicity_ground="Over mensen")
    return made


def a_file(name, content=b""):
    return SimpleUploadedFile(name, content or books.a_pdf(name.encode("ascii", "replace").decode()))


def send(client, meeting, *files, **more):
    return client.post(reverse("papers_send", args=[meeting.pk]), {"files": list(files), **more})


def rows_of(client, meeting):
    """What the page to place files on would send, as it is filled in."""
    page = client.get(reverse("papers_place", args=[meeting.pk]))
    formset = page.context["rows"]
    data = {f"form-{name}": value for name, value in formset.management_form.initial.items()}
    for number, form in enumerate(formset):
        data |= {f"form-{number}-{name}": form.initial.get(name, "") for name in form.fields}
    data["form-TOTAL_FORMS"] = len(formset)
    return data


def place(client, meeting, data):
    return client.post(reverse("papers_place", args=[meeting.pk]), data)


def test_good_files_are_kept_and_wrong_ones_told_by_name(meeting, world, as_):
    client = as_(world.secretary)
    wrong = (
        a_file("virus.exe", b"MZ"),
        a_file("leeg.pdf", b" "),
        a_file("geen-pdf.pdf", b"<html>hallo</html>"),
    )
    answer = send(client, meeting, a_file("goed.pdf"), *wrong, a_file("cijfers.csv", b"a,b\n1,2\n"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "3 bestanden zijn niet bewaard" in page
    for name in ("virus.exe", "leeg.pdf", "geen-pdf.pdf"):
        assert name in page
    assert "die hoef je niet nog eens te sturen" in page
    assert {upload.filename for upload in PaperUpload.objects.all()} == {"goed.pdf", "cijfers.csv"}


def test_sent_again_is_kept_once(meeting, world, as_):
    client = as_(world.secretary)
    for _ in range(2):
        answer = send(client, meeting, a_file("goed.pdf"), a_file("ander.pdf"))
        assert answer.status_code == 302
    assert PaperUpload.objects.count() == 2
    key = {"form_key": "een-sleutel"}
    for _ in range(2):
        send(client, meeting, a_file("derde.pdf"), **key)
    assert PaperUpload.objects.count() == 3


def test_the_script_sends_one_by_one_and_hears_of_each(meeting, world, as_):
    client = as_(world.secretary)
    url = reverse("papers_send", args=[meeting.pk])
    told = [
        client.post(url, {"files": [file]}, headers={"Accept": "application/json"})
        for file in (a_file("goed.pdf"), a_file("goed.pdf"), a_file("fout.exe", b"MZ"))
    ]
    assert [(answer.status_code, answer.json()["kept"]) for answer in told] == [
        (200, True),
        (200, True),
        (422, False),
    ]
    assert told[1].json()["said"] == "Lag al klaar."
    assert "Dit soort bestand kunnen we niet aannemen" in told[2].json()["said"]


def test_one_page_gives_every_file_its_place(meeting, world, as_):
    client = as_(world.secretary)
    send(
        client,
        meeting,
        a_file("02_Begroting-2027_DEF.pdf"),
        a_file("casus.pdf"),
        a_file("oud.pdf"),
        a_file("later.pdf"),
    )
    data = rows_of(client, meeting)
    begroting, casus = meeting.items.get(title="Begroting"), meeting.items.get(title="Casus")
    assert data["form-0-item"] == str(begroting.pk), "the number in the name says which item"
    assert data["form-0-title"] == "Begroting 2027 DEF"
    data |= {"form-0-edocs_number": "3332275", "form-1-item": str(casus.pk), "form-2-item": "opzij"}
    answer = place(client, meeting, data)
    assert answer.status_code == 302
    first, second = Paper.objects.order_by("added_at")
    assert (first.item, first.title, first.publicity, first.edocs_number) == (
        begroting, "Begroting 2027 DEF", "openbaar", "3332275",
    )  # fmt: skip
    assert (second.item, second.publicity, second.publicity_ground) == (casus, "besloten", "Over mensen")
    assert [upload.filename for upload in PaperUpload.objects.waiting()] == ["later.pdf"]
    place(client, meeting, data)
    assert Paper.objects.count() == 2, "placed twice is once"


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(meeting, world, as_):
    client = as_(world.secretary)
    send(client, meeting, a_file("memo.pdf"), a_file("brief.pdf"))
    data = rows_of(client, meeting)
    item = str(meeting.items.get(title="Begroting").pk)
    data |= {"form-0-item": item, "form-0-title": "", "form-0-edocs_number": "geen"}
    data |= {"form-1-item": item, "form-1-title": "Met zorg getypt", "form-1-publicity": "besloten"}
    answer = place(client, meeting, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    for words in (
        "Geef het stuk een titel.",
        "Dit lijkt geen eDocs-nummer",
        "Noem de reden",
        "Met zorg getypt",
    ):
        assert words in page
    assert not Paper.objects.exists(), "in one go, or not at all"


def test_what_waits_is_for_who_sent_it_alone(meeting, world, as_):
    send(as_(world.secretary), meeting, a_file("KANARIEnaam.pdf"))
    for reader in (world.chair, world.bureau):
        for name in ("papers_send", "papers_place"):
            assert "KANARIE" not in as_(reader).get(reverse(name, args=[meeting.pk])).content.decode()
    upload = PaperUpload.objects.get()
    item = str(meeting.items.get(title="Begroting").pk)
    data = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-upload": str(upload.pk),
        "form-0-item": item,
    }
    place(as_(world.chair), meeting, {**data, "form-0-title": "Gekaapt"})
    assert not Paper.objects.exists()
    assert as_(world.member).get(reverse("papers_send", args=[meeting.pk])).status_code in (403, 404)


def test_staff_put_nothing_with_what_they_may_not_read(meeting, world, as_):
    secret = agendas.an_item(meeting, "KANARIE", publicity="vertrouwelijk")
    client = as_(world.bureau)
    send(client, meeting, a_file("memo.pdf"))
    page = client.get(reverse("papers_place", args=[meeting.pk])).content.decode()
    assert "KANARIE" not in page
    data = rows_of(client, meeting) | {"form-0-item": str(secret.pk)}
    assert place(client, meeting, data).status_code == 422
    data |= {"form-0-item": str(meeting.items.get(title="Begroting").pk), "form-0-publicity": "vertrouwelijk"}
    assert place(client, meeting, data).status_code == 422


def test_a_meeting_without_items_says_what_to_do_first(world, as_):
    empty = agendas.a_meeting(world.coalition)
    client = as_(world.secretary)
    assert (
        "Er liggen geen bestanden klaar"
        in client.get(reverse("papers_place", args=[empty.pk])).content.decode()
    )
    send(client, empty, a_file("memo.pdf"))
    page = client.get(reverse("papers_place", args=[empty.pk])).content.decode()
    assert "Er staan nog geen punten op de agenda" in page
    assert "Er is niets gekozen" in client.post(reverse("papers_send", args=[empty.pk]), {}).content.decode()


HOSTILE = (
    "../../../etc/passwd.pdf",
    "C:\\\\geheim\\\\stuk.pdf",
    "stuk\u202efdp.exe.pdf",
    "<script>alert(1)</script>.pdf",
    "a" * 400 + ".pdf",
    "é" * 190 + ".pdf",
    "=1+1.pdf",
)


def test_names_of_files_do_no_harm(meeting, world, as_):
    client = as_(world.secretary)
    files = [a_file(f"x{number}.pdf") for number in range(len(HOSTILE))]
    for file, name in zip(files, HOSTILE, strict=True):
        file._name = name  # as a client may send it
    assert send(client, meeting, *files).status_code == 302
    page = client.get(reverse("papers_place", args=[meeting.pk])).content.decode()
    assert "<script>alert" not in page
    names = [upload.filename for upload in PaperUpload.objects.all()]
    assert len(names) == len(HOSTILE)
    assert all(name == clean_name(name) and name.endswith(".pdf") and len(name) <= 200 for name in names)
    unseen = a_file("x.pdf")
    unseen._name = "\u200b\u200b.pdf"
    assert send(client, meeting, unseen).status_code == 422, "nothing is left of this name"


@pytest.mark.parametrize(
    ("name", "title", "number"),
    [
        ("03a_Begroting-2027_DEF.pdf", "Begroting 2027 DEF", (3, "a")),
        ("Agendapunt 4 - Memo zorgtafel.docx", "Memo zorgtafel", (4, "")),
        ("2026-11-26 verslag.pdf", "2026 11 26 verslag", None),
        ("bijlage.pdf", "Bijlage", None),
        ("7.pdf", "7", (7, "")),
        ("verslag%20mei+juni.pdf", "Verslag mei juni", None),
        ("", "Bestand", None),
    ],
)
def test_a_title_is_read_from_the_name(name, title, number):
    assert (title_from(name), number_in(name)) == (title, number)
