"""Sending through the pages, the receipt, its PDF and mail; and organisations that are asked to sign along."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from partners.initiatives import cosigning, jobs, receipts
from partners.initiatives.models import Cosign, Guest, InitiativePartner, Move, Submission
from tests.governance.agendas import PDF
from tests.partners import initiatives as made
from tests.pdfs import letters, page_texts
from tests.world import World, end, fresh, set_up
from zorgzaam.audit.history import acting
from zorgzaam.files.models import ScanState, StoredFile
from zorgzaam.post.models import OutgoingMail
from zorgzaam.today import todos

pytestmark = pytest.mark.django_db


def typed(row: Any, **more: Any) -> dict[str, Any]:
    return {"version": row.version, "form_key": "7d1f7a3e-0000-4000-8000-000000000001", **more}


def test_sent_twice_by_a_double_click_and_the_back_button_is_one(world: World, as_: Any) -> None:
    row, client = made.a_complete_draft(world), as_(world.partner)
    send, receipt = (reverse(name, args=[row.pk]) for name in ("initiative_send", "initiative_receipt"))
    assert client.get(receipt)["Location"] == send
    answers = [client.post(send, typed(row, takes_part="on")) for _ in range(3)]
    answers.append(
        client.post(send, typed(row, takes_part="on", form_key="7d1f7a3e-0000-4000-8000-000000000002"))
    )
    assert {answer["Location"] for answer in answers} == {receipt}
    assert (Submission.objects.count(), Move.objects.count()) == (1, 1)
    number = made.fresh_row(row).number
    page = client.get(receipt).content.decode()
    assert number in page
    assert f'href="{row.get_absolute_url()}"' in page, "the way to where it is followed"
    assert number in client.get(receipt).content.decode()


def test_what_is_missing_leads_to_its_step(world: World, as_: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    send = reverse("initiative_send", args=[row.pk])
    page = client.get(send).content.decode()
    assert reverse("initiative_step", args=[row.pk, "zelftoets"]) in page
    assert client.post(send, typed(row, takes_part="on")).status_code == 422
    assert made.fresh_row(row).is_draft


def test_who_is_no_member_promises_to_take_part(world: World, as_: Any) -> None:
    row, client = made.a_complete_draft(world, takes_part=False), as_(world.partner)
    send = reverse("initiative_send", args=[row.pk])
    answer = client.post(send, typed(row))
    assert (answer.status_code, made.fresh_row(row).is_draft) == (422, True)
    assert "Zonder deze belofte" in answer.content.decode()
    client.post(send, typed(row, takes_part="on"))
    assert made.fresh_row(row).takes_part


def test_what_changed_meanwhile_is_looked_at_first(world: World, as_: Any) -> None:
    row, client = made.a_complete_draft(world), as_(world.partner)
    old = row.version
    row.idea = "Anders"
    set_up(row.save)()
    answer = client.post(reverse("initiative_send", args=[row.pk]), {"version": old, "takes_part": "on"})
    assert (answer.status_code, made.fresh_row(row).is_draft) == (409, True)
    assert "Anders" in answer.content.decode()


def test_the_pdf_is_made_from_the_frozen_copy(world: World, as_: Any) -> None:
    row, client = made.a_sent_one(world, "Eten & drinken", amount="1200", money=["wmo"]), as_(world.partner)
    page, file = (reverse(name, args=[row.pk]) for name in ("initiative_receipt", "initiative_pdf"))
    assert "De PDF wordt gemaakt" in client.get(page).content.decode()
    assert client.get(file).status_code == 404
    assert set_up(jobs.print_submissions)() == 1
    assert set_up(jobs.print_submissions)() == 0
    assert file in client.get(page).content.decode()
    words = letters("".join(page_texts(client.get(file).content)))
    for each in (row.number, "Eten & drinken", "Buren koken samen", "Wmo", "kwaliteit"):
        assert letters(each) in words


def test_the_receipt_goes_to_who_speaks_for_it(world: World) -> None:
    row = made.a_sent_one(world)
    assert set_up(jobs.tell_received)() == 1
    mail = OutgoingMail.objects.get(kind=receipts.KIND)
    assert (mail.to_person, row.number in mail.text) == (world.partner.person, True)
    assert receipts.still_true(mail)
    end(_speaks(world))
    assert not receipts.still_true(mail)


def _speaks(world: World) -> Any:
    from partners.organisations.models import Representation

    return Representation.objects.get(person=world.partner.person)


# ---------------------------------------------------------------- files
def test_files_are_kept_or_refused_each_by_itself(world: World, as_: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    url = reverse("initiative_files", args=[row.pk])
    good, wrong = SimpleUploadedFile("plan.pdf", PDF), SimpleUploadedFile("virus.exe", b"MZ")
    answer = client.post(url, {"files": [good, wrong]})
    assert answer.status_code == 422
    assert "virus.exe" in answer.content.decode()
    assert [each.filename for each in row.files.all()] == ["plan.pdf"]
    again = client.post(
        url, {"files": [SimpleUploadedFile("plan.pdf", PDF)]}, headers={"Accept": "application/json"}
    )
    assert again.json() == {"kept": True, "said": "Bewaard"}
    assert row.files.count() == 1
    file = row.files.get()
    got = client.get(reverse("initiative_file", args=[file.pk]))
    assert b"".join(got.streaming_content) == PDF
    client.post(reverse("initiative_file_gone", args=[row.pk, file.pk]))
    assert not row.files.exists()


def test_going_on_keeps_what_was_chosen(world: World, as_: Any) -> None:
    """The button that goes on lies beside the one that adds: no chosen file is lost by pressing it."""
    row, client = made.a_draft(world), as_(world.partner)
    url, onward = (reverse(name, args=[row.pk]) for name in ("initiative_files", "initiative_send"))
    answer = client.post(url, {"files": [SimpleUploadedFile("plan.pdf", PDF)], "verder": "1"})
    assert (answer["Location"], row.files.get().filename) == (onward, "plan.pdf")
    assert client.post(url, {"verder": "1"})["Location"] == onward
    wrong = client.post(url, {"files": [SimpleUploadedFile("virus.exe", b"MZ")], "verder": "1"})
    assert (wrong.status_code, "virus.exe" in wrong.content.decode()) == (422, True)
    assert client.post(url, {}).status_code == 422


def test_what_is_not_scanned_is_served_to_nobody(world: World, as_: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    file = made.with_file(row)
    StoredFile.objects.filter(pk=file.file_id).update(scan_state=ScanState.WAITING)
    assert client.get(reverse("initiative_file", args=[file.pk])).status_code == 404
    assert (
        "wordt nog gecontroleerd" in client.get(reverse("initiative_files", args=[row.pk])).content.decode()
    )


def test_no_more_than_twenty(world: World, as_: Any) -> None:
    row, client = made.a_draft(world), as_(world.partner)
    files = [SimpleUploadedFile(f"{n}.pdf", PDF + str(n).encode()) for n in range(21)]
    answer = client.post(reverse("initiative_files", args=[row.pk]), {"files": files})
    assert (answer.status_code, row.files.count()) == (422, 20)
    assert "hoogstens 20 bestanden" in answer.content.decode()


# ---------------------------------------------------------------- signing along
def asked(world: World, minutes: int = 11) -> InitiativePartner:
    row = made.together_with(made.a_draft(world), world.other_org)
    long_ago = timezone.now() - datetime.timedelta(minutes=minutes)
    with transaction.atomic():
        set_up(InitiativePartner.objects.filter(pk=row.pk).update)(asked_at=long_ago)
    return InitiativePartner.objects.get(pk=row.pk)


def test_who_is_asked_to_sign_along_opens_what_goes_along(world: World, as_: Any) -> None:
    row = asked(world)
    file = made.with_file(row.initiative)
    client, url = as_(world.other_partner), reverse("initiative_file", args=[file.pk])
    assert url in client.get(reverse("initiative_cosign", args=[row.pk])).content.decode()
    assert client.get(url).status_code == 200
    StoredFile.objects.filter(pk=file.file_id).update(scan_state=ScanState.WAITING)
    assert url not in client.get(reverse("initiative_cosign", args=[row.pk])).content.decode()


def test_an_organisation_is_asked_once_and_answers_once(world: World, as_: Any) -> None:
    row = asked(world)
    assert set_up(jobs.ask_to_cosign)() == 1
    assert set_up(jobs.ask_to_cosign)() == 0
    mail = OutgoingMail.objects.get(kind=cosigning.KIND)
    assert mail.to_person == world.other_partner.person
    url = reverse("initiative_cosign", args=[row.pk])
    assert url in mail.text
    assert row.initiative.title in mail.subject
    assert row.initiative.title in mail.text
    assert [each.url for each in todos(fresh(world.other_partner)) if each.url == url] == [url]
    client = as_(world.other_partner)
    assert client.post(url, {"signs": "ja", "words": "Graag."}).status_code == 302
    row.refresh_from_db()
    assert (row.cosign, row.person, row.words) == (Cosign.SIGNED, world.other_partner.person, "Graag.")
    assert client.post(url, {"signs": "nee"}).status_code == 422
    assert not [each for each in todos(fresh(world.other_partner)) if each.url == url]
    assert not cosigning.still_true(mail)


def test_a_wrong_pick_can_be_taken_away_before_anybody_hears(world: World) -> None:
    asked(world, minutes=2)
    assert set_up(jobs.ask_to_cosign)() == 0


def test_a_stranger_has_nobody_written_to(world: World) -> None:
    row = made.a_guests_draft(world)
    partner = made.together_with(row, world.other_org)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    set_up(InitiativePartner.objects.filter(pk=partner.pk).update)(asked_at=long_ago)
    assert set_up(jobs.ask_to_cosign)() == 0
    row.guest.confirmed_at = timezone.now()
    set_up(row.guest.save)()
    assert set_up(jobs.ask_to_cosign)() == 1


def test_it_may_still_answer_after_it_was_sent_and_only_by_itself(world: World) -> None:
    draft = made.a_complete_draft(world)
    row = made.together_with(draft, world.other_org)
    from partners.initiatives.submitting import submit

    submit(made.fresh_row(draft), by=world.partner)
    with pytest.raises(DatabaseError), transaction.atomic():
        cosigning.answer(row, signs=True, words="", by=world.partner)
    cosigning.answer(row, signs=False, words="", by=world.other_partner)
    row.refresh_from_db()
    assert row.cosign == Cosign.DECLINED
    with pytest.raises(DatabaseError), transaction.atomic(), acting(world.other_partner):
        InitiativePartner.objects.filter(pk=row.pk).update(cosign=Cosign.SIGNED)
    with pytest.raises(DatabaseError), transaction.atomic():
        set_up(row.delete)()


def test_taken_off_the_list_and_put_on_again_it_is_one_mail(world: World) -> None:
    draft = made.a_draft(world)
    for _ in range(3):
        row = made.together_with(draft, world.other_org)
        long_ago = timezone.now() - datetime.timedelta(minutes=11)
        set_up(InitiativePartner.objects.filter(pk=row.pk).update)(asked_at=long_ago)
        assert set_up(jobs.ask_to_cosign)() == 1
        set_up(InitiativePartner.objects.get(pk=row.pk).delete)()
    assert OutgoingMail.objects.filter(kind=cosigning.KIND).count() == 1


def test_the_form_puts_it_on_again_under_the_address_that_was_mailed(world: World, as_: Any) -> None:
    draft, client = made.a_draft(world), as_(world.partner)
    url, pks = reverse("initiative_step", args=[draft.pk, "samen"]), set()
    for chosen in ([world.other_org.pk], [], [world.other_org.pk]):
        form = client.get(url).context["form"]
        data = {"version": form.instance.version, "were": form["were"].value(), "partners": chosen}
        assert client.post(url, data).status_code == 302
        pks |= set(InitiativePartner.objects.values_list("pk", flat=True))
    assert len(pks) == 1


def by_strangers(world: World, many: int) -> int:
    """How many mails other_org gets when so many strangers name it."""
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    for number in range(many):
        draft = made.a_draft(
            world, f"Nr {number}", organisation=None, started_by=None, organisation_name="Buiten"
        )
        made.a_guest(draft, confirmed_at=long_ago)
        row = made.together_with(draft, world.other_org)
        set_up(InitiativePartner.objects.filter(pk=row.pk).update)(asked_at=long_ago)
    set_up(jobs.ask_to_cosign)()
    return OutgoingMail.objects.filter(kind=cosigning.KIND).count()


def test_strangers_have_an_organisation_written_to_a_few_times_a_day(world: World) -> None:
    assert by_strangers(world, cosigning.FROM_STRANGERS + 2) == cosigning.FROM_STRANGERS


def test_control_without_the_limit_it_hears_of_each(world: World, monkeypatch: Any) -> None:
    many = cosigning.FROM_STRANGERS + 2
    monkeypatch.setattr(cosigning, "FROM_STRANGERS", 100)
    assert by_strangers(world, many) == many


def test_a_stranger_who_is_nobody_yet_stands_on_no_first_page(world: World) -> None:
    row = made.a_guests_draft(world)
    partner = made.together_with(row, world.other_org)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    set_up(InitiativePartner.objects.filter(pk=partner.pk).update)(asked_at=long_ago)
    assert not cosigning.todos(fresh(world.other_partner))
    set_up(Guest.objects.filter(initiative=row).update)(confirmed_at=long_ago)
    assert cosigning.todos(fresh(world.other_partner))
