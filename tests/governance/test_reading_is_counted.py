"""A member of a council confirms to have read a letter: it counts once, and nobody can find out who."""

import pytest
from django.db import connection
from django.urls import reverse

from governance.briefings.confirming import FEWEST, ReadMark, code_of, count_of
from tests.governance import letters, rounding
from tests.world import account, mandate

pytestmark = pytest.mark.django_db


def members(council, amount=FEWEST):
    found = [account(f"Raadslid {name}") for name in "ABCDEFGHIJ"[:amount]]
    for one in found:
        mandate(one, council, "raadslid")
    return found


def sent(world, council=None, **extra):
    return letters.published(world, letters.draft(world, addressee=council or world.staten, **extra))


def press(client, publication):
    return client.post(reverse("briefing_read", args=[publication.briefing_id, publication.version]))


def page(client, publication):
    return client.get(publication.get_absolute_url()).content.decode()


def test_a_member_confirms_and_twice_counts_once(world, as_):
    council = rounding.a_council("Kreekdam")
    seated = members(council)
    publication = sent(world, council)
    client = as_(seated[0])
    assert "Ik heb dit gelezen" in page(client, publication)
    for _ in range(3):
        assert press(client, publication).status_code == 302
    assert "U bevestigde dat u dit las" in page(client, publication)
    press(as_(seated[1]), publication)
    count = count_of(publication)
    assert (count.confirmed, count.members) == (2, FEWEST)


def test_bureau_and_griffie_see_the_count_and_others_do_not(world, as_):
    council = rounding.a_council("Kreekdam")
    seated = members(council)
    clerk = account("Griffier Kreekdam")
    mandate(clerk, council, "griffier")
    publication = sent(world, council)
    press(as_(seated[0]), publication)
    for reader in (world.bureau, clerk):
        shown = page(as_(reader), publication)
        assert f"<strong>1 van {FEWEST}</strong> leden bevestigden" in shown
        assert "Ik heb dit gelezen" not in shown
    for reader in (None, seated[1], world.statenlid, world.clerk, world.chair):
        assert "leden bevestigden" not in page(as_(reader), publication)


def test_of_few_members_no_count_is_shown(world, as_):
    council = rounding.a_council("Kreekdam")
    (one, *_) = members(council, FEWEST - 1)
    publication = sent(world, council)
    press(as_(one), publication)
    shown = page(as_(world.bureau), publication)
    assert "leden bevestigden" not in shown
    assert "zou het zeggen wie" in shown


def test_only_who_sits_there_as_a_member_and_may_read_it_confirms(world, as_):
    publication = sent(world)
    for reader in (world.bureau, world.clerk, world.chair, world.partner, world.admin):
        assert press(as_(reader), publication).status_code == 404
    assert press(as_(None), publication).status_code == 302, "to the login"
    assert ReadMark.objects.count() == 0
    assert press(as_(world.statenlid), publication).status_code == 302
    assert ReadMark.objects.count() == 1, "the control"


def test_a_withdrawn_letter_is_not_confirmed(world, as_):
    publication = sent(world)
    publication.briefing.withdraw(by=world.bureau, because="Er stond een fout in")
    assert press(as_(world.statenlid), publication).status_code == 404


def test_opening_the_page_or_the_pdf_confirms_nothing(world, as_):
    publication = sent(world)
    client = as_(world.statenlid)
    page(client, publication)
    client.get(reverse("briefing_pdf", args=[publication.briefing_id, publication.version]))
    address = reverse("briefing_read", args=[publication.briefing_id, publication.version])
    assert client.get(address).status_code == 405
    assert ReadMark.objects.count() == 0


def everything_about(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT row_to_json(it)::text FROM {table} it")
        return " ".join(text for (text,) in cursor.fetchall())


def tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if not name.startswith("django_session")]


def test_no_table_tells_who_confirmed(world, as_):
    """Before and after: the only row more is one without a name, an account, a time or an order."""
    publication = sent(world)
    client = as_(world.statenlid)
    page(client, publication)
    before = {name: everything_about(name) for name in tables()}
    press(client, publication)
    after = {name: everything_about(name) for name in tables()}
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"governance_readmark"}
    row = after["governance_readmark"]
    person = world.statenlid.person
    for word in (person.pk, person.name, person.email, world.statenlid.pk):
        assert str(word) not in row
    assert [field.name for field in ReadMark._meta.concrete_fields] == ["code", "publication"]


def test_the_code_says_nothing_without_the_key_of_this_house(world, as_, settings):
    publication = sent(world)
    press(as_(world.statenlid), publication)
    (here,) = ReadMark.objects.values_list("code", flat=True)
    settings.SECRET_KEY = "een andere sleutel"
    assert code_of(publication.pk, world.statenlid.person_id) != here


def test_nobody_reads_the_rows_through_the_door(world):
    for reader in world.readers.values():
        assert not ReadMark.objects.visible_to(reader or world.admin).exists()
