"""Bringing an initiative in without an account: a link, a proof of the address, and an end that is told."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partners.initiatives import guests, jobs
from partners.initiatives.guest_emails import still_true
from partners.initiatives.models import KEPT, Guest, Initiative, State
from partners.initiatives.moving import Step
from partners.initiatives.submitting import submit
from tests.partners import initiatives as made
from tests.partners.in_public import on_the_site
from tests.pdfs import page_texts
from tests.world import World, set_up
from zorgzaam.once import SentForm
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.permission import still_may_go

pytestmark = pytest.mark.django_db
START = "/indienen/"
WHO = {
    "title": "Samen eten",
    "organisation_name": "Buurtkeuken",
    "name": "Gerda Gast",
    "email": "Gerda@Buiten.example",
}


def begun(client: Client, **more: str) -> Guest:
    client.post(START, WHO | more)
    return Guest.objects.latest("touched_at")


def the_mail(kind: str = "initiative-link") -> OutgoingMail:
    return OutgoingMail.objects.filter(kind=kind).latest("created_at")


def mailed(kind: str = "initiative-link") -> str:
    """The path of the link in the mail."""
    found = re.search(r"(/indienen/\S+)", the_mail(kind).text)
    assert found
    return found[1]


def test_one_begins_with_a_name_and_gets_a_link_by_mail(world: World) -> None:
    client = Client()
    answer = client.post(START, WHO)
    guest = Guest.objects.get()
    assert answer["Location"] == reverse("initiative_step_guest", args=[guest.browser_secret, "idee"])
    assert (guest.email, guest.initiative.by_whom) == ("gerda@buiten.example", "Buurtkeuken")
    assert the_mail().to_address == "gerda@buiten.example"
    assert guest.mailed_secret in mailed()
    assert guest.browser_secret not in the_mail().text
    page = client.get(answer["Location"])
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("private, no-store", "strict-origin")
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_it_goes_on_with_the_link_on_another_device(world: World) -> None:
    guest = begun(Client())
    other = Client()
    step = f"{mailed()}idee/"
    page = other.get(step)
    data = {"title": "Samen eten", "idea": "Koken", "organisation_name": "Buurtkeuken"}
    other.post(step, data | {"version": page.context["form"].instance.version, "were": "{}"})
    assert made.fresh_row(guest.initiative).idea == "Koken"


def complete(guest: Guest) -> Initiative:
    row = guest.initiative
    for name, value in made.COMPLETE.items():
        setattr(row, name, value)
    set_up(row.save)()
    made.hang_on(row, made.a_theme())
    from partners.initiatives.models import Fits, SelfCheck

    set_up(SelfCheck.objects.create)(initiative=row, criterion=made.a_criterion(), fits=Fits.YES)
    return made.fresh_row(row)


def test_only_the_button_behind_the_mailed_link_proves_the_address(world: World) -> None:
    client, other = Client(), Client()
    guest = begun(client)
    row = complete(guest)
    send = reverse("initiative_send_guest", args=[guest.browser_secret])
    page = client.get(send).content.decode()
    assert "Er is een mail onderweg naar gerda@buiten.example" in page
    assert "Na het indienen" not in page
    client.post(send, {"version": row.version, "takes_part": "on"})
    assert made.fresh_row(row).is_draft
    # A scanner of mail opens every link; that proves nothing.
    other.get(mailed())
    client.post(reverse("initiative_confirm_guest", args=[guest.browser_secret]))
    assert Guest.objects.get().confirmed_at is None
    answer = other.post(f"{mailed()}bevestigen/")
    assert answer["Location"] == f"{mailed()}indienen/"
    sent = other.post(f"{mailed()}indienen/", {"version": row.version, "takes_part": "on"})
    assert sent["Location"] == f"{mailed()}ontvangst/"
    number = made.fresh_row(row).number
    assert number
    assert number in other.get(sent["Location"]).content.decode()
    assert jobs.tell_received() == 1
    assert jobs.tell_received() == 0
    assert the_mail("initiative-received").to_address == "gerda@buiten.example"
    assert mailed("initiative-received").endswith("/volgen/")


def test_another_address_makes_new_links(world: World) -> None:
    client = Client()
    guest = begun(client)
    guests.confirm(guest)
    old = guest.browser_secret
    first = the_mail()
    url = reverse("initiative_address_guest", args=[old])
    answer = client.post(url, {"name": "Gerda", "email": "ander@buiten.example"})
    now = Guest.objects.get()
    assert (now.email, now.confirmed_at) == ("ander@buiten.example", None)
    assert answer["Location"] == reverse("initiative_send_guest", args=[now.browser_secret])
    assert client.get(reverse("initiative_guest", args=[old])).status_code == 404
    assert the_mail().to_address == "ander@buiten.example"
    assert (still_true(first), still_true(the_mail())) == (False, True)


def test_a_robot_and_a_crowd_are_kept_out(world: World) -> None:
    client = Client()
    assert client.post(START, WHO | {"website": "http://spam.example"}).status_code == 422
    assert not Guest.objects.exists()
    codes = [
        client.post(START, WHO | {"title": f"Nr {n}"}).status_code for n in range(guests.TO_ONE_ADDRESS + 1)
    ]
    assert codes == [302] * guests.TO_ONE_ADDRESS + [429]
    guest = Guest.objects.latest("touched_at")
    before = OutgoingMail.objects.count()
    client.post(reverse("initiative_mail_guest", args=[guest.browser_secret]))
    assert OutgoingMail.objects.count() == before
    from_here = [
        client.post(START, WHO | {"email": f"a{n}@buiten.example"}).status_code
        for n in range(guests.FROM_ONE_PLACE)
    ]
    assert from_here[-1] == 429


def test_an_address_with_an_account_is_told_nothing_else(world: World) -> None:
    known, unknown = Client(), Client()
    one = known.post(START, WHO | {"email": world.partner.email})
    other = unknown.post(START, WHO | {"email": "wie@buiten.example"})
    assert (one.status_code, one["Location"][:10]) == (other.status_code, other["Location"][:10])


def aged(guest: Guest, days: int) -> None:
    touched = timezone.now() - datetime.timedelta(days=days)
    set_up(Guest.objects.filter(pk=guest.pk).update)(touched_at=touched)


def test_a_draft_of_a_stranger_ends_and_says_so(world: World) -> None:
    client = Client()
    guest = begun(client)
    row = complete(guest)
    made.with_file(row)
    last = guest.expires_on
    assert last == timezone.localdate(guest.touched_at + KEPT)
    assert (
        f"tot en met {last.day} "
        in client.get(reverse("initiative_step_guest", args=[guest.browser_secret, "idee"])).content.decode()
    )
    assert set_up(jobs.warn_of_ending_drafts)() == 0
    aged(guest, 26)
    assert set_up(jobs.warn_of_ending_drafts)() == 1
    assert set_up(jobs.warn_of_ending_drafts)() == 0
    assert "wordt het gewist" in the_mail("initiative-ends").text
    assert set_up(jobs.forget_drafts)() == 0
    aged(guest, 31)
    assert set_up(jobs.forget_drafts)() == 1
    assert (Guest.objects.count(), Initiative.objects.count()) == (0, 0)


def test_what_was_sent_never_ends(world: World) -> None:
    guest = begun(Client())
    row = complete(guest)
    guests.confirm(guest)
    submit(row, by=made.VISITOR)
    aged(guest, 400)
    assert set_up(jobs.forget_drafts)() == 0
    assert made.fresh_row(row).state == State.RECEIVED


def test_who_is_erased_leaves_no_name_and_no_link(world: World) -> None:
    from zorgzaam.people.erasing import forget_everywhere

    guest = begun(Client())
    old = guest.mailed_secret
    set_up(forget_everywhere)(world.partner.person, {"gerda@buiten.example"})
    now = Guest.objects.get()
    assert "gerda" not in f"{now.name}{now.email}".lower()
    assert Guest.objects.by_secret(old) is None


def test_no_frozen_row_holds_the_name_of_who_may_be_erased(world: World) -> None:
    from partners.initiatives.printing import to_pdf
    from partners.initiatives.submitting import submit
    from zorgzaam.people.erasing import forget_everywhere

    guest = begun(Client())
    row = complete(guest)
    guests.confirm(guest)
    sent = submit(row, by=made.VISITOR)
    assert "Gerda" not in str(vars(sent))
    assert "GerdaGast" in "".join(page_texts(to_pdf(sent).pdf))
    set_up(forget_everywhere)(world.partner.person, {"gerda@buiten.example"})
    assert "GerdaGast" not in "".join(page_texts(to_pdf(sent).pdf))


def test_a_stranger_finds_what_is_on_the_site_in_its_public_words_and_nothing_else(world: World) -> None:
    on_the_site(world, "Koken met buren", idea="Buren koken samen in het geheim.")
    made.a_sent_one(world, "Ook koken met buren")
    client = Client()
    guest = begun(client, title="Buren koken")
    page = client.get(reverse("initiative_similar_guest", args=[guest.browser_secret])).content.decode()
    assert "Koken met buren voor iedereen" in page
    for inside in ("Koken met buren<", "Ook koken met buren", "geheim"):
        assert inside not in page


def test_a_stranger_asks_nobody_along_before_the_address_is_proved(world: World, as_: Any) -> None:
    """Anybody can type a name and choose an organisation: until then it hears and reads nothing of it."""
    guest = begun(Client())
    asked = set_up(made.together_with)(guest.initiative, world.partner_org)
    reader, url = as_(world.partner), reverse("initiative_cosign", args=[asked.pk])
    pages = (url, guest.initiative.get_absolute_url())
    assert [reader.get(page).status_code for page in pages] == [404, 404]
    assert "Samen eten" not in reader.get(reverse("partner")).content.decode()
    guests.confirm(guest)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    set_up(type(asked).objects.filter(pk=asked.pk).update)(asked_at=long_ago)
    assert [reader.get(page).status_code for page in pages] == [200, 200]
    assert "Samen eten" in reader.get(reverse("partner")).content.decode()


def test_beginning_says_that_a_mail_is_on_its_way(world: World) -> None:
    page = Client().post(START, WHO, follow=True).content.decode()
    assert "We stuurden een mail naar gerda@buiten.example" in page


def test_after_the_address_one_goes_on_where_something_is_missing(world: World) -> None:
    begun(Client())
    assert Client().post(f"{mailed()}bevestigen/")["Location"] == f"{mailed()}idee/"


def test_a_link_that_is_no_link_says_what_may_be_wrong(world: World) -> None:
    guest = begun(Client())
    for path in ("", "idee/", "indienen/", "volgen/"):
        answer = Client().get(f"/indienen/{guest.mailed_secret[:-2]}/{path}")
        assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-store")
        assert "Begin opnieuw" in answer.content.decode()


def test_what_was_sent_leads_to_where_it_is_followed(world: World) -> None:
    guest = begun(Client())
    row = complete(guest)
    guests.confirm(guest)
    submit(row, by=made.VISITOR)
    client, follow = Client(), f"{mailed()}volgen/"
    assert follow in client.get(f"{mailed()}ontvangst/").content.decode()
    assert client.get(mailed())["Location"] == follow
    by_browser = client.get(reverse("initiative_receipt_guest", args=[guest.browser_secret]))
    assert "volgen/" not in by_browser.content.decode()
    assert "Download de PDF" not in client.get(follow).content.decode()
    assert set_up(jobs.print_submissions)() == 1
    assert f"{mailed()}ontvangst/pdf/" in client.get(follow).content.decode()


def test_the_question_stands_above_every_step(world: World) -> None:
    guest = begun(Client())
    row = complete(guest)
    guests.confirm(guest)
    submit(row, by=made.VISITOR)
    made.moved(made.fresh_row(row), Step(State.RETURNED, why="Wie betaalt de zaal?"), world.bureau)
    client = Client()
    for path in ("", "idee/", "bijlagen/", "indienen/"):
        page = client.get(f"{mailed()}{path}").content.decode()
        assert "Wie betaalt de zaal?" in page, path
        assert f"{mailed()}volgen/#vragen" in page, path
    assert "Gerda Gast, gerda@buiten.example" in page, "who sends it, to look at before it goes"
    assert f"Het nummer blijft {made.fresh_row(row).number}" in page


def test_who_lost_the_mail_asks_for_the_links_again(world: World) -> None:
    mine, sent = begun(Client()), begun(Client(), title="Wandelen")
    row = complete(sent)
    guests.confirm(sent)
    submit(row, by=made.VISITOR)
    begun(Client(), title="Van een ander", email="ander@buiten.example")
    lost, client = reverse("initiative_lost_link"), Client()
    answer = client.post(lost, {"email": "GERDA@buiten.example"}, follow=True)
    assert "Is er iets begonnen met dit adres" in answer.content.decode()
    mail = the_mail("initiative-links")
    assert (mail.to_address, mail.private, still_may_go(mail)) == ("gerda@buiten.example", True, True)
    for words in (
        mine.mailed_secret,
        sent.mailed_secret,
        "nog niet ingediend",
        made.fresh_row(row).number or "-",
    ):
        assert words in mail.text
    assert "Van een ander" not in mail.text
    sent.email = "elders@buiten.example"
    guests.change(sent, was="gerda@buiten.example")
    assert not still_may_go(mail)


def test_asking_for_a_link_tells_nobody_who_began(world: World) -> None:
    guest = begun(Client())
    before = OutgoingMail.objects.count()
    lost = reverse("initiative_lost_link")
    known, unknown = (
        Client().post(lost, {"email": each}, follow=True) for each in (guest.email, "wie@buiten.example")
    )
    for each in (known, unknown):
        assert "Is er iets begonnen met dit adres" in each.content.decode()
        assert each.redirect_chain == known.redirect_chain
    assert OutgoingMail.objects.count() == before + 1
    codes = [
        Client().post(lost, {"email": "wie@buiten.example"}).status_code for _ in range(guests.TO_ONE_ADDRESS)
    ]
    assert codes[-1] == 429
    assert Client().post(lost, {"email": "geen adres"}).status_code == 422


def test_a_form_sent_twice_goes_on_once_and_no_table_keeps_its_link(world: World) -> None:
    client, form = Client(), WHO | {"form_key": "7d1f7a3e-0000-4000-8000-000000000002"}
    one, other = (client.post(START, form)["Location"] for _ in range(2))
    guest = Guest.objects.get()
    assert one == other
    row = complete(guest)
    guests.confirm(guest)
    send = reverse("initiative_send_guest", args=[guest.mailed_secret])
    data = {"version": row.version, "takes_part": "on", "form_key": "7d1f7a3e-0000-4000-8000-000000000003"}
    answers = {client.post(send, data)["Location"] for _ in range(2)}
    assert answers == {reverse("initiative_receipt_guest", args=[guest.mailed_secret])}
    kept = " ".join(SentForm.objects.values_list("answer", flat=True))
    assert str(guest.pk) in kept
    assert guest.browser_secret not in kept
    assert guest.mailed_secret not in kept
