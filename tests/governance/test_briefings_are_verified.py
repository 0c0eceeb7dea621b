"""`manage.py verify_briefings` finds every change of what was published, and holds one publication at a time."""

import io
import os
import tracemalloc
import uuid

import pikepdf
import psycopg
import pytest
from django.core.management import CommandError, call_command

from governance.briefings import verifying
from governance.briefings.publication import BriefingPublication
from tests import servers
from tests.governance import letters
from tests.world import set_up
from zorgzaam.snapshots import digest


def told():
    """What the command says, and whether it ended well."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_briefings", stdout=out, stderr=err)
    except CommandError as end:
        return err.getvalue().splitlines(), str(end)
    return out.getvalue().splitlines(), ""


def tamper(publication, **changes):
    """The row as somebody with all rights over the database would make it: read again with other values."""
    found = BriefingPublication.objects.get(pk=publication.pk)
    for name, value in changes.items():
        setattr(found, name, value)
    return [fault.what for fault in verifying.faults(found)]


def without_data(pdf):
    with pikepdf.open(io.BytesIO(bytes(pdf))) as document:
        del document.attachments["briefing.json"]
        made = io.BytesIO()
        document.save(made)
    return made.getvalue()


def test_what_was_published_is_in_order(world):
    letters.published(world, letters.full(world))
    assert told() == (["1 gepubliceerde versies, alle in orde."], "")


def test_each_part_is_looked_at(world):
    found = letters.published(world, letters.full(world))
    assert tamper(found) == []
    one_byte = bytes(found.pdf)[:-1] + b"x"
    emptied = without_data(found.pdf)
    text = found.canonical.replace("overleg", "verbod")
    for changes, what in (
        ({"pdf": one_byte}, "PDF is niet meer die"),
        (
            {"pdf": emptied, "pdf_sha256": digest(emptied), "pdf_size": len(emptied)},
            "er zitten geen gegevens in",
        ),
        ({"pdf": b"kapot", "pdf_sha256": digest(b"kapot"), "pdf_size": 5}, "niet te lezen"),
        ({"pdf_size": 1}, "andere grootte"),
        ({"html": found.html + " "}, "HTML"),
        ({"canonical": text}, "JSON) is niet meer die"),
        ({"canonical": text, "canonical_sha256": digest(text)}, "gegevens in de PDF zijn anders"),
        ({"canonical": "{", "canonical_sha256": digest("{")}, "niet te lezen"),
        ({"canonical": found.canonical + " "}, "anders opgeschreven"),
        ({"registration_number": "9999999"}, "onderwerp, nummer of datum"),
        ({"code": "AAAA-AAAA-AAAA"}, "code is een andere"),
    ):
        assert any(what in said for said in tamper(found, **changes)), changes.keys()


def superuser():
    """Whoever owns the whole server: no trigger holds them."""
    url = servers.database_url(os.environ["TEST_ADMIN_URL"], servers.worker_database())
    made = psycopg.connect(url, autocommit=True)
    made.execute("SET session_replication_role = replica")
    return made


@pytest.mark.django_db(transaction=True)
def test_a_row_changed_behind_the_triggers_is_found(world):
    kept, changed = (
        letters.published(world, letters.draft(world)),
        letters.published(world, letters.draft(world)),
    )
    with superuser() as by:
        by.execute(
            "UPDATE governance_briefingpublication SET html = html || '<p>Ook dit.</p>' WHERE id = %s",
            [changed.pk],
        )
    lines, end = told()
    assert [line for line in lines if "HTML" in line] == lines
    assert lines[0].startswith(f"{changed.registration_number}, versie 1: ")
    assert end == "1 keer klopt er iets niet, in 2 gepubliceerde versies."
    assert kept.registration_number not in "".join(lines)


def test_old_ones_without_data_inside_are_in_order(world):
    found = letters.published(world, letters.draft(world))
    emptied = without_data(found.pdf)
    old = {"code": "", "pdf": emptied, "pdf_sha256": digest(emptied), "pdf_size": len(emptied)}
    assert tamper(found, **old) == []
    assert tamper(found, **{**old, "code": found.code})


def test_it_holds_one_at_a_time(world, monkeypatch):
    """The most it holds does not grow with how many there are: pages of two keys, six publications of 2 MB."""
    found = letters.published(world, letters.draft(world))
    big = b"x" * 2_000_000

    def copies(numbers):
        for number in numbers:
            row = BriefingPublication.objects.get(pk=found.pk)
            row.pk, row.version, row.code, row._state.adding = uuid.uuid4(), number, "", True
            row.pdf, row.pdf_sha256, row.pdf_size = big, digest(big), len(big)
            row.save(force_insert=True)

    def most():
        tracemalloc.start()
        assert told()[1] == ""
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    monkeypatch.setattr(verifying, "PAGE", 2)
    set_up(copies)(range(2, 4))
    few = most()
    set_up(copies)(range(4, 12))
    assert told()[0] == ["11 gepubliceerde versies, alle in orde."]
    assert most() < few + len(big)
