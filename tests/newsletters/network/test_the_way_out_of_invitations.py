"""Mail to many carries a way out that a mail program can take in one step; a dead link says where a live one is."""

import pytest
from django.test import Client
from django.urls import reverse

from newsletters.network_meeting import listing, sending
from newsletters.network_meeting.telling import KIND as CHANGED
from tests.newsletters.network.meeting import (
    an_invitee,
    comes,
    fired,
    in_days,
    mails,
    moved,
    prepared,
    told,
    wave,
)
from tests.world import World
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.masking import masked
from zorgzaam.post.bulk.models import WhyNot
from zorgzaam.post.bulk.suppression import EVERYTHING, suppress
from zorgzaam.post.letter import WIRE, compose

pytestmark = pytest.mark.django_db
LINKS = ["network_own", "network_no_more", "network_evaluate", "newsletter_own", "newsletter_end"]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_an_invitation_is_ended_by_a_mail_program_with_one_press(world: World) -> None:
    meeting = prepared()
    row = an_invitee(meeting, "Ada Zorg")
    sending.start(moved(wave(meeting), goes_at=in_days(-1)), by=world.bureau)
    fired()
    (mail,) = mails(sending.KIND)
    wire = compose(mail)
    url = wire["List-Unsubscribe"].strip("<>")
    assert wire["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    sent = compose(mail).as_bytes(policy=WIRE).partition(b"\r\n\r\n")[0].decode()
    assert f"\r\nList-Unsubscribe: <{url}>\r\n" in sent, "an encoded word is no address to a mail program"
    assert wire["List-Id"].startswith("<netwerkbijeenkomst.")
    assert wire["Precedence"] == "bulk"
    assert wire["Auto-Submitted"] == "auto-generated"
    assert row.secret in url
    assert row.secret not in masked(url)
    program, path = Client(enforce_csrf_checks=True), url.partition("://")[2].partition("/")[2]
    for _ in range(2):
        assert "Stuur mij geen uitnodigingen meer" in program.get(f"/{path}").content.decode()
        assert program.head(f"/{path}").status_code == 200
    assert not listing.is_unwilling(row), "looking changes nothing"
    for _ in range(2):
        assert program.post(f"/{path}", ONE_CLICK).status_code == 200
    assert listing.is_unwilling(row)
    assert "U krijgt geen uitnodigingen meer" in program.get(f"/{path}").content.decode()


def test_what_becomes_of_ones_own_answer_is_no_mail_to_many(world: World) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    comes(row)
    told()
    (mail,) = mails(CHANGED)
    assert not {"List-Unsubscribe", "Precedence"} & set(mail.headers)


def test_who_was_left_out_can_still_end_it(world: World) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    listing.leave_out(row, "Dubbel", by=world.bureau)
    client = Client()
    assert client.post(row.way_out, follow=True).status_code == 200
    assert listing.is_unwilling(row)
    assert client.get(row.own_url).status_code == 404


@pytest.mark.parametrize(
    "name", ["network_own", "network_no_more", "network_evaluate", "newsletter_own", "newsletter_end"]
)
def test_a_dead_link_says_where_a_live_one_is_and_the_same_of_every_secret(world: World, name: str) -> None:
    row = an_invitee(prepared(), "Ada Zorg")
    old = row.secret
    listing.new_link(row, by=world.bureau)
    pages = [Client().get(reverse(name, args=[secret])) for secret in (old, "x" * 43, "é")]
    assert {page.status_code for page in pages} == {404}
    said = pages[0].content.decode()
    assert "Deze link werkt niet meer" in said
    assert "laatste mail" in said
    assert "Inloggen" not in said.partition("<main")[2].partition("</main>")[0]
    assert len({page.content for page in pages}) == 1
    assert all("no-store" in page["Cache-Control"] for page in pages)


def test_who_ended_everything_and_asks_again_is_asked_again(world: World) -> None:
    row = an_invitee(prepared(), "Weer erbij")
    with acting(SystemActor.SETUP):
        suppress(row.address, EVERYTHING, WhyNot.ENDED)
    assert listing.is_unwilling(row)
    listing.want_again(row, by=SystemActor.VISITOR)
    assert not listing.is_unwilling(row)
