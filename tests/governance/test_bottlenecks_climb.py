"""Knelpunten in the browser: raised, climbing, decided about, answered; and who reads whose name."""

from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.bottlenecks import emails
from governance.bottlenecks.climbing import answer, climb
from governance.bottlenecks.jobs import tell_of_answers
from governance.bottlenecks.models import Bottleneck, BottleneckNotice, BottleneckStep, Level
from governance.bottlenecks.picture import stairs_for
from tests.governance.agendas import a_meeting, an_item
from tests.governance.raising import a_bottleneck, climbed
from tests.governance.test_decide import text
from tests.world import World, set_up
from zorgzaam.post.delivery import claim
from zorgzaam.post.models import OutgoingMail

pytestmark = pytest.mark.django_db


def address(name: str, row: Bottleneck) -> str:
    return reverse(f"bottleneck_{name}", args=[row.pk])


def sent(row: Bottleneck, **more: str) -> dict[str, str]:
    row.refresh_from_db()
    return {"version": str(row.version), **more}


def test_from_signal_to_answer(world: World, as_: Any) -> None:
    partner, bureau, chair = as_(world.partner), as_(world.bureau_only), as_(world.chair)
    raised = {
        "kind": "knelpunt",
        "title": "Geen plek",
        "text": "Er is geen ruimte.",
        "organisation": str(world.partner_org.pk),
    }
    answered = partner.post(reverse("bottleneck_new"), raised)
    row = Bottleneck.objects.get()
    assert answered.url == row.get_absolute_url()
    assert row.title in text(bureau, reverse("werkbank"))
    assert chair.get(row.get_absolute_url()).status_code == 404
    up = sent(row, level="bestuurlijk", body=str(world.coalition.pk), why="Gaat over geld")
    assert bureau.post(address("climb", row), up).status_code == 302
    assert row.title not in text(bureau, reverse("werkbank"))
    assert row.title in text(chair, reverse("werkbank"))
    item = an_item(a_meeting(world.coalition), "Ruimte voor buurtteams")
    chair.post(address("decide", row), sent(row, text="Op de agenda gezet", item=str(item.pk)))
    chair.post(address("answer", row), sent(row, text="Er komt ruimte", close="on"))
    page = text(partner, row.get_absolute_url())
    for words in ("Gaat over geld", "Op de agenda gezet", "Er komt ruimte", "Afgerond"):
        assert words in page
    assert item.title not in page, "the agenda is not published yet"
    assert item.title in text(chair, row.get_absolute_url())


def test_unnamed_is_unnamed_for_all_but_the_netwerkbureau_and_the_own_organisation(
    world: World, as_: Any
) -> None:
    row = climbed(a_bottleneck(world.partner, organisation=world.partner_org, unnamed=True), world.coalition)
    names = (world.partner.person.name, world.partner_org.name)
    for reader in (world.chair, world.member, world.secretary):
        for page in (row.get_absolute_url(), reverse("bottlenecks")):
            said = text(as_(reader), page)
            assert "gemeld zonder naam" in said
            assert not [name for name in names if name in said]
    for reader in (world.bureau_only, world.partner):
        assert names[0] in text(as_(reader), row.get_absolute_url())


def test_named_it_says_who(world: World, as_: Any) -> None:
    row = climbed(a_bottleneck(world.partner), world.coalition)
    assert world.partner.person.name in text(as_(world.member), row.get_absolute_url())


def test_who_dealt_with_it_lower_keeps_reading(world: World, as_: Any) -> None:
    row = climbed(a_bottleneck(world.partner), world.other, Level.STEERING)
    climbed(row, world.coalition)
    for reader in (world.other_member, world.member):
        assert as_(reader).get(row.get_absolute_url()).status_code == 200
    assert as_(world.other_partner).get(row.get_absolute_url()).status_code == 404


def test_it_climbs_and_never_comes_down(world: World, as_: Any) -> None:
    row = climbed(a_bottleneck(world.partner), world.coalition)
    lower = sent(row, level="regiegroep", body=str(world.other.pk), why="Toch niet")
    assert as_(world.bureau).post(address("climb", row), lower).status_code == 422
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        set_up(Bottleneck.objects.filter(pk=row.pk).update)(level="bureau", body=None)


def test_a_level_with_a_body_asks_which(world: World, as_: Any) -> None:
    row = a_bottleneck(world.partner)
    answered = as_(world.bureau).post(address("climb", row), sent(row, level="bestuurlijk", why="Geld"))
    assert (answered.status_code, "bij welk overleg" in answered.content.decode()) == (422, True)


def test_asked_twice_climbs_once(world: World, as_: Any) -> None:
    row = a_bottleneck(world.partner)
    up = sent(row, level="landelijk", why="Wet")
    for _ in range(2):
        as_(world.bureau).post(address("climb", row), up)
    assert BottleneckStep.objects.count() == 1


def test_after_an_answer_that_rounds_it_off_nothing_happens_any_more(world: World, as_: Any) -> None:
    row = a_bottleneck(world.partner)
    set_up(answer)(row, "Klaar", by=world.bureau, close=True)
    assert (
        as_(world.bureau).post(address("climb", row), sent(row, level="landelijk", why="Wet")).status_code
        == 302
    )
    row.refresh_from_db()
    assert row.level == Level.OFFICE


def test_words_change_only_as_long_as_nobody_did_anything(world: World, as_: Any) -> None:
    row = a_bottleneck(world.partner)
    client = as_(world.partner)
    changed = sent(row, kind="succes", title="Wel plek", text="Gevonden")
    assert client.post(address("edit", row), changed).status_code == 302
    climbed(row, world.coalition)
    assert client.get(address("edit", row)).status_code == 403


# ---------------------------------------------------------------- mail
def test_who_raised_it_is_mailed_once_and_told_where(world: World) -> None:
    row = climbed(a_bottleneck(world.partner), world.coalition)
    set_up(answer)(row, "ER KOMT RUIMTE", by=world.chair, close=False)
    for _ in range(2):
        set_up(tell_of_answers)()
    mail = OutgoingMail.objects.get(kind=emails.KIND)
    assert (mail.to_address, mail.subject) == (world.partner.email, f"Antwoord op je knelpunt: {row.title}")
    assert row.get_absolute_url() in mail.text
    assert "ER KOMT RUIMTE" not in mail.text
    row.refresh_from_db()
    set_up(answer)(row, "En een tweede", by=world.chair, close=True)
    set_up(tell_of_answers)()
    assert OutgoingMail.objects.filter(kind=emails.KIND).count() == BottleneckNotice.objects.count() == 2


def test_the_book_of_mails_does_not_say_who_raised_what_is_unnamed(world: World) -> None:
    for unnamed in (True, False):
        row = climbed(a_bottleneck(world.partner, unnamed=unnamed), world.coalition)
        set_up(answer)(row, "Er komt ruimte", by=world.chair, close=False)
    set_up(tell_of_answers)()
    sent = {mail.private for mail in OutgoingMail.objects.filter(kind=emails.KIND)}
    assert sent == {True, False}
    assert OutgoingMail.objects.filter(kind=emails.KIND, private=False).count() == 1


def test_killed_between_mail_and_notice_it_is_told_once(world: World, monkeypatch: Any) -> None:
    class Killed(BaseException):
        pass

    def kill(name: str) -> None:
        raise Killed

    row = a_bottleneck(world.partner)
    set_up(answer)(row, "Ja", by=world.bureau, close=True)
    with monkeypatch.context() as patched:
        patched.setattr(emails, "killpoint", kill)
        with pytest.raises(Killed):
            set_up(tell_of_answers)()
    assert not OutgoingMail.objects.filter(kind=emails.KIND).exists()
    set_up(tell_of_answers)()
    assert OutgoingMail.objects.filter(kind=emails.KIND).count() == 1


def test_who_was_erased_gets_no_mail_and_the_signal_stays(world: World, as_: Any) -> None:
    row, name = a_bottleneck(world.partner), world.partner.person.name
    set_up(answer)(row, "Ja", by=world.bureau, close=True)
    set_up(tell_of_answers)()
    set_up(world.partner.person.erase)()
    assert [mail for mail in claim(10) if mail.kind == emails.KIND] == []
    page = text(as_(world.bureau), row.get_absolute_url())
    assert row.title in page
    assert name not in page


# ---------------------------------------------------------------- the board
def test_the_picture_counts_what_its_reader_may_know(world: World, as_: Any) -> None:
    a_bottleneck(world.partner)
    climbed(a_bottleneck(world.partner, kind="succes"), world.coalition)
    climbed(a_bottleneck(world.other_partner), world.coalition)
    counts = {step.level.value: (step.bottlenecks, step.successes) for step in stairs_for(world.bureau).steps}
    assert counts == {"bureau": (1, 0), "regiegroep": (0, 0), "bestuurlijk": (1, 1), "landelijk": (0, 0)}
    assert stairs_for(world.partner).steps[2].bottlenecks == 0
    page = text(as_(world.member), reverse("bottlenecks"))
    assert "Netwerkbureau 0, Regiegroep 0, Bestuurlijk 1, Landelijk 0" in page
    assert "Nog niets gemeld" in text(as_(world.clerk), reverse("bottlenecks"))
    assert Client().get(reverse("bottlenecks")).status_code == 302


def test_the_board_costs_the_same_with_two_and_with_twenty(world: World, as_: Any) -> None:
    def cost(numbers: range) -> int:
        for number in numbers:
            climbed(
                a_bottleneck(world.partner, f"Nummer {number}", organisation=world.partner_org),
                world.coalition,
            )
        client = as_(world.member)
        client.get(reverse("bottlenecks"))
        with CaptureQueriesContext(connection) as made:
            client.get(reverse("bottlenecks"))
        return len(made)

    few = cost(range(2))
    assert cost(range(2, 20)) == few


def test_who_read_another_version_does_not_push_it_on(world: World) -> None:
    row = a_bottleneck(world.partner)
    seen = Bottleneck.objects.get(pk=row.pk)
    climbed(row, world.coalition)
    from zorgzaam.versions import StaleVersion

    with pytest.raises(StaleVersion):
        climb(seen, Level.NATIONAL, None, by=world.bureau, why="Wet")
