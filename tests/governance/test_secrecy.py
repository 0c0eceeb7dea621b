"""Secrecy rests on a briefing or an attachment until a body lifts it, and what is secret is never public."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from governance.briefings.errors import Refused
from governance.briefings.models import Briefing
from governance.briefings.secrecy.models import Ground, Secrecy, confirm, impose, lift
from tests.governance import letters
from zorgzaam.audit.history import acting

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 1)
WORDS = "tot en met het moment van het besluit"


@pytest.fixture
def briefing(world):
    made = letters.draft(world, publicity="besloten", publicity_ground="Lopende onderhandeling")
    letters.attachment(made, "Begroting", woo_public=False)
    return made


def secret(world, briefing, attachment=None, **extra):
    values = {
        "ground": Ground.MONEY,
        "imposed_by": world.staten,
        "imposed_on": DAY,
        "until_when": WORDS,
        **extra,
    }
    return impose(Secrecy(briefing=briefing, attachment=attachment, **values), by=world.bureau)


def url(name, briefing, *args):
    return reverse(f"briefing_{name}", args=[briefing.pk, *args])


def posted(world, **extra):
    return {
        "ground": "5.1.2.b",
        "imposed_by": world.staten.pk,
        "imposed_on": "2026-06-01",
        "until_when": WORDS,
        **extra,
    }


def test_it_is_written_down_and_shown_to_who_works_on_it(world, as_, briefing):
    bureau = as_(world.bureau)
    assert bureau.post(url("secrecy", briefing), posted(world)).status_code == 302
    kept = Secrecy.objects.get()
    assert (kept.imposed_by, kept.until_when, kept.recorded_by) == (world.staten, WORDS, world.bureau.person)
    letters.shared_with(world, briefing, world.chair)
    for who in (world.bureau_only, world.chair):
        for name in ("compose", "review"):
            assert WORDS in as_(who).get(url(name, briefing)).content.decode()
    assert as_(world.chair).get(url("secrecy", briefing)).status_code == 403


def test_bad_input_gets_a_sentence_beside_its_field(world, as_, briefing):
    bureau = as_(world.bureau)
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    for extra, words in (
        ({"until_when": ""}, "Vul in tot wanneer de geheimhouding duurt"),
        ({"until": "2026-05-01"}, "eindigt niet voordat die begint"),
        ({"imposed_on": tomorrow}, "Deze dag moet nog komen"),
        ({"ground": "zomaar"}, "Kies iets uit de lijst"),
    ):
        answer = bureau.post(url("secrecy", briefing), posted(world, **extra))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not Secrecy.objects.exists()


def test_nothing_of_it_for_readers(world, client, as_, briefing):
    secret(world, briefing)
    letters.published(world, briefing)
    assert client.get(briefing.get_absolute_url()).status_code == 404
    page = as_(world.statenlid).get(briefing.get_absolute_url()).content.decode()
    assert WORDS not in page
    assert "eheimhouding" not in page
    assert "eheimhouding" not in briefing.publications.get().canonical
    assert not Secrecy.objects.visible_to(world.statenlid).exists()
    assert as_(world.statenlid).get(url("secrecy", briefing)).status_code == 404


def test_what_is_public_cannot_be_made_secret(world, as_, briefing):
    letters.change(briefing, world.bureau, publicity="openbaar", publicity_ground="")
    with pytest.raises(Refused, match="openbaar"):
        secret(world, briefing)
    answer = as_(world.bureau).post(url("secrecy", briefing), posted(world))
    assert answer.status_code == 422
    assert "Maak het concept eerst besloten" in answer.content.decode()


def test_what_is_secret_does_not_become_public(world, as_, briefing):
    made = secret(world, briefing)
    rows = Briefing.objects.filter(pk=briefing.pk)
    with acting(world.bureau), pytest.raises(DatabaseError, match="never public"), transaction.atomic():
        rows.update(publicity="openbaar")
    header = {
        "addressee": world.staten.pk,
        "subject": briefing.subject,
        "publicity": "openbaar",
        "version": briefing.version,
    }
    answer = as_(world.bureau).post(url("header", briefing), header)
    assert answer.status_code == 422
    assert "Op dit stuk rust geheimhouding" in answer.content.decode()
    # Control: once it was lifted the same is taken.
    assert lift(made, by=world.bureau, body=world.staten, on=DAY)
    with acting(world.bureau):
        assert rows.update(publicity="openbaar") == 1


def test_the_same_for_an_attachment(world, as_, briefing):
    row = briefing.attachments.get()
    made = secret(world, briefing, row)
    form = {"name": row.name, "edocs_number": "1", "woo_public": "ja", "version": row.version}
    answer = as_(world.bureau).post(url("attachment_edit", briefing, row.pk), form)
    assert answer.status_code == 422
    assert "Op deze bijlage rust geheimhouding" in answer.content.decode()
    with acting(world.bureau), pytest.raises(DatabaseError, match="never public"), transaction.atomic():
        briefing.attachments.update(woo_public=True)
    lift(made, by=world.bureau, body=world.staten, on=DAY)
    with acting(world.bureau):
        briefing.attachments.update(woo_public=True)
    with pytest.raises(Refused, match="openbaar"):
        secret(world, briefing, briefing.attachments.get())


def test_an_attachment_that_is_taken_out_leaves_what_was_written_down(world, briefing):
    made = secret(world, briefing, briefing.attachments.get())
    with acting(world.bureau):
        briefing.attachments.get().delete()
    made.refresh_from_db()
    assert (made.attachment, made.about) == (None, "Bijlage “Begroting”")


def test_a_body_lifts_it_on_a_day_and_that_stays(world, as_, briefing):
    made = secret(world, briefing)
    bureau, page = as_(world.bureau), url("secrecy_lift", briefing, made.pk)
    for data, words in (
        ({"on": "2026-06-02"}, "Kies iets uit de lijst"),
        ({"body": world.staten.pk}, "Kies een datum"),
        ({"body": world.staten.pk, "on": "2026-05-31"}, "niet eerder dan de dag"),
    ):
        answer = bureau.post(page, data)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert bureau.post(page, {"body": world.staten.pk, "on": "2026-06-02"}).status_code == 302
    assert "Opgeheven" in bureau.get(url("secrecy", briefing)).content.decode()
    assert lift(made, by=world.bureau, body=world.staten, on=DAY) is False
    rows = Secrecy.objects.filter(pk=made.pk)
    for step in (
        lambda: rows.update(lifted_on=None, lifted_by=None),
        lambda: rows.update(ground=Ground.PRIVACY),
        rows.delete,
    ):
        with acting(world.bureau), pytest.raises(DatabaseError), transaction.atomic():
            step()


def test_the_database_asks_a_body_with_a_day(world, briefing):
    made = secret(world, briefing)
    for half in ({"lifted_on": DAY}, {"lifted_by": world.staten}):
        with acting(world.bureau), pytest.raises(IntegrityError), transaction.atomic():
            Secrecy.objects.filter(pk=made.pk).update(**half)


def test_only_what_is_older_than_the_law_is_confirmed(world, as_, briefing):
    new = secret(world, briefing)
    with pytest.raises(Refused, match="1 april 2023"):
        confirm(new, by=world.bureau, body=world.staten, on=DAY)
    lift(new, by=world.bureau, body=world.staten, on=DAY)
    old = secret(world, briefing, imposed_on=datetime.date(2023, 1, 10))
    page = url("secrecy_confirm", briefing, old.pk)
    assert as_(world.bureau).post(page, {"body": world.staten.pk, "on": "2023-02-01"}).status_code == 302
    old.refresh_from_db()
    assert (old.confirmed_by, old.in_force) == (world.staten, True)


def test_it_rests_on_a_thing_once(world, briefing):
    secret(world, briefing)
    with pytest.raises(Refused, match="al geheimhouding"):
        secret(world, briefing)


def test_that_of_another_briefing_is_not_found(world, as_, briefing):
    made, other = secret(world, briefing), letters.draft(world, "Een ander stuk")
    assert as_(world.bureau).get(url("secrecy_lift", other, made.pk)).status_code == 404
    assert as_(world.bureau).get(url("secrecy_lift", briefing, made.pk)).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("held", ["secrecy", "openness"])
def test_made_secret_while_it_is_made_public_is_one_of_those(world, briefing, held):
    """The first is held open until the second waits for it; then the second sees what the first wrote."""
    first, second = (make_secret, make_public) if held == "secrecy" else (make_public, make_secret)
    begun, waits = threading.Event(), threading.Event()

    def go_first():
        try:
            with transaction.atomic():
                first(world, briefing)
                begun.set()
                waits.wait(1)
        finally:
            connection.close()

    def go_second():
        begun.wait(10)
        try:
            second(world, briefing)
        finally:
            waits.set()
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        one, two = pool.submit(go_first), pool.submit(go_second)
        one.result()
        assert isinstance(two.exception(), (Refused, DatabaseError))
    public = Briefing.objects.get().publicity == "openbaar"
    assert public is not Secrecy.objects.in_force().exists()


def make_secret(world, briefing):
    secret(world, Briefing.objects.get(pk=briefing.pk))


def make_public(world, briefing):
    with acting(world.bureau):
        Briefing.objects.filter(pk=briefing.pk).update(publicity="openbaar")
