"""The words of a mailing are frozen once; each reader's values come in at the door."""

import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from django.db import DatabaseError, transaction

from tests.kernel.mailing import mass
from zorgzaam.checks import mail_has_a_sender
from zorgzaam.post.bulk.filling import fill, fits_in_a_head, freeze
from zorgzaam.post.bulk.models import MailBody
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]


def mail(**values):
    given = {"to_address": "a.b+c'd@deltaland.example", "message_id": "<abc@zorgzaam.example>"}
    return OutgoingMail(**{**given, "values": {"key": "GEHEIM", "name": "Jo"}, **values})


def read(raw):
    return message_from_bytes(raw, policy=policy.default)


def test_the_reader_gets_the_words_with_their_own_values():
    got = read(fill(mass.body(), mail()))
    assert got["To"] == "a.b+c'd@deltaland.example"
    assert got["Message-ID"] == "<abc@zorgzaam.example>"
    assert got["Subject"] == "Nieuws uit de regio: één zorg"
    assert got["List-Unsubscribe"] == "<https://zorgzaam.example/af/GEHEIM/>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert not got.defects
    plain, html = got.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == mass.TEXT.replace("[[key]]", "GEHEIM")
    assert html.get_content().strip() == mass.HTML.replace("[[key]]", "GEHEIM").replace("[[name]]", "Jo")


def test_the_same_bytes_each_time_and_no_line_too_long():
    body = mass.body()
    raw = fill(body, mail())
    assert raw == fill(MailBody.objects.get(pk=body.pk), mail())
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    _, _, content = raw.partition(b"\r\n\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "name", ["<b>Jo</b>", "Jo\r\nBcc: x@kwaad.example", "Jo & Jö [[key]]", "=3D=0A." * 60]
)
def test_a_value_stays_a_value(name):
    got = read(fill(mass.body(), mail(values={"key": "k", "name": name})))
    html = list(got.iter_parts())[1].get_content()
    assert "<b>" not in html
    assert "Bcc" not in got
    assert "=3D=0A.=3D=0A" in html or "Jo" in html


@pytest.mark.parametrize(
    "odd",
    [{"key": "a b"}, {"key": "a\r\nBcc: x@kwaad.example"}, {"key": "a>,<http://kwaad.example"}, {"key": "é"}],
)
def test_a_value_that_is_no_part_of_a_header_fails_that_mail(odd):
    with pytest.raises(ValueError, match="does not fit"):
        fill(mass.body(), mail(values={**odd, "name": "Jo"}))


def test_a_missing_value_fails_that_mail():
    with pytest.raises(KeyError):
        fill(mass.body(), mail(values={}))


@pytest.mark.parametrize(
    "letter",
    [
        Letter("x", "Dag [[naam]]"),
        Letter("x", "y", "<p>[[own]]</p>"),
        Letter("x", "y", headers={"List-Id": "<[[list]]>"}),
    ],
)
def test_a_name_that_no_reader_has_a_value_for_is_refused_at_once(letter):
    with pytest.raises(ValueError, match="no reader has a value"):
        mass.body(letter=letter)


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        (f"{'l' * 64}@{'.'.join(['d' * 60] * 3)}.example", True),
        ('"jan jansen"@deltaland.example', False),
        ("jan@fryslân.example", False),
    ],
)
def test_what_fits_in_a_head_is_what_can_be_filled(address, fits):
    assert fits_in_a_head(address) == fits
    if fits:
        assert read(fill(mass.body(), mail(to_address=address)))["To"] == address
    else:
        with pytest.raises(ValueError, match="does not fit"):
            fill(mass.body(), mail(to_address=address))


def test_asked_twice_is_one_body_and_other_words_are_another():
    one = mass.body()
    assert mass.body().pk == one.pk
    assert mass.body(letter=Letter("Anders", "Tekst")).pk != one.pk


@pytest.mark.parametrize("letter", [Letter("x", "a\0b"), Letter("x", "a", calendar="METHOD:REQUEST")])
def test_what_no_mailing_carries_is_refused(letter):
    with pytest.raises(ValueError, match="calendar"):
        freeze(mass.body().mailing, letter)


def test_a_header_that_is_none_is_refused():
    with pytest.raises(ValueError, match="header"):
        mass.body(letter=Letter("x", "a", headers={"X: y\r\nBcc": "z"}))


def test_a_body_stays_as_it_is():
    body = mass.body()
    for change in (
        lambda: MailBody.objects.filter(pk=body.pk).update(content=b"iets anders"),
        lambda: MailBody.objects.filter(pk=body.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_dates_of_the_head_are_those_of_the_freezing():
    body = mass.body()
    got = read(fill(body, mail()))
    assert abs(got["Date"].datetime - body.created_at) < datetime.timedelta(seconds=2)


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Zorgtafel Fryslân <post@zorgtafel.example>", "Zorgtafel Fryslân"),
        (
            f"{'Zorgtafel Súdwest-Fryslân ' * 5}<post@zorgtafel.example>",
            ("Zorgtafel Súdwest-Fryslân " * 5).strip(),
        ),
        ('"Zorgtafel, Flevoland" <post@zorgtafel.example>', "Zorgtafel, Flevoland"),
        ("post@zorgtafel.example", ""),
    ],
)
def test_the_name_of_the_sender_may_hold_any_letter(settings, sender, name):
    settings.DEFAULT_FROM_EMAIL = sender
    raw = fill(mass.body(), mail())
    got = read(raw)
    assert not got.defects
    shown, address = parseaddr(str(make_header(decode_header(message_from_bytes(raw)["From"]))))
    assert (shown, address) == (name, "post@zorgtafel.example")
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(len(line) for line in head.split(b"To: ")[0].split(b"\r\n")) <= 78
    assert not mail_has_a_sender(None)


@pytest.mark.parametrize("sender", ["Zorgtafel <post@fryslân.example>", "Zorgtafel", ""])
def test_a_sender_without_a_plain_address_is_told_before_anything_goes(settings, sender):
    settings.DEFAULT_FROM_EMAIL = sender
    assert [problem.id for problem in mail_has_a_sender(None)] == ["zorgzaam.E008"]
