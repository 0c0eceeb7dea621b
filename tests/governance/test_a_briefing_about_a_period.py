"""The period of a briefing reaches the fragments that tell of one, each says so, and it is changed in the composer."""

import datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse

from governance.briefings.document import build
from governance.briefings.following import BriefingLine
from governance.briefings.models import Briefing
from governance.briefings.printing import to_html, to_plain
from governance.council.handling import deciding as handling
from governance.council.models import Outcome
from tests.governance import deciding, letters
from tests.governance.council.registers import a_commitment, a_dossier, a_question, evidence
from tests.governance.test_letter_to_a_municipal_council import an_action
from tests.world import set_up
from zorgzaam.snapshots import canonical

FIRST, LAST = datetime.date(2026, 9, 1), datetime.date(2026, 9, 30)
BEFORE, WITHIN, AFTER = (datetime.date(2026, month, 15) for month in (8, 9, 10))
EARLIER = letters.DAY - datetime.timedelta(days=30)
WORDS = "van 1 september 2026 tot en met 30 september 2026"


@set_up
def about(briefing, first=FIRST, last=LAST):
    BriefingLine.objects.update_or_create(
        briefing=briefing, defaults={"period_from": first, "period_until": last}
    )


def a_letter(world, key, **asked):
    briefing = letters.draft(world)
    letters.fragment(letters.section(briefing, "Over deze dagen"), key, **asked)
    return briefing


def words(briefing):
    return to_plain(canonical(build(briefing)))


def settled(world, wording, on):
    row = handling.propose(
        a_commitment(world.staten, wording), Outcome.SETTLED, evidence(on=on), by=world.bureau
    )
    handling.confirm(row, by=world.clerk.person)


def test_decisions_are_those_of_the_period_with_both_its_ends(world):
    for title, on in {"Ervoor": BEFORE, "Eerste": FIRST, "Laatste": LAST, "Erna": AFTER}.items():
        deciding.adopt(deciding.in_writing(world.coalition, title), on=on)
    briefing = a_letter(world, "decisions_since", body=world.coalition)
    assert all(title in words(briefing) for title in ("Ervoor", "Eerste", "Laatste", "Erna")), "the control"
    about(briefing)
    told = words(briefing)
    assert f"Besluiten {WORDS}:" in told
    assert [title for title in ("Ervoor", "Eerste", "Laatste", "Erna") if title in told] == [
        "Eerste",
        "Laatste",
    ]


def test_what_was_settled_in_the_period_is_told_beside_what_is_open(world):
    settled(world, "Toen al klaar", BEFORE)
    settled(world, "Net klaar", WITHIN)
    a_commitment(world.staten, "Nog open")
    briefing = a_letter(world, "promises", council=world.staten)
    assert "Net klaar" not in words(briefing), "the control"
    about(briefing)
    told = words(briefing)
    assert f"is afgedaan {WORDS}" in told
    assert ("Net klaar" in told, "Nog open" in told, "Toen al klaar" in told) == (True, True, False)


def test_what_came_for_a_municipality_in_the_period_is_new(world):
    an_action(world, "al langer", starts_on=BEFORE)
    an_action(world, "net begonnen", starts_on=WITHIN)
    briefing = a_letter(world, "municipality_means", municipality=world.municipality)
    assert "is nieuw" not in words(briefing), "the control"
    about(briefing)
    told = words(briefing)
    assert f"Wat er {WORDS} bij kwam, is nieuw." in told
    assert ("net begonnen (nieuw)" in told, "al langer (nieuw)" in told) == (True, False)


def test_an_agenda_looks_as_far_ahead_as_the_period(world):
    a_commitment(world.staten, "Binnenkort", due_on=datetime.date(2026, 12, 1))
    a_commitment(world.staten, "Veel later", due_on=datetime.date(2027, 12, 1))
    a_commitment(world.staten, "Geen dag", term_text="na de zomer")
    briefing = a_letter(world, "term_agenda", council=world.staten)
    assert "Veel later" in words(briefing), "the control"
    about(briefing, None, datetime.date(2026, 12, 31))
    told = words(briefing)
    assert "Wat er komt tot en met 31 december 2026" in told
    assert ("Binnenkort" in told, "Geen dag" in told, "Veel later" in told) == (True, True, False)


def test_an_agenda_calls_technical_questions_by_their_name(world):
    a_question(world.staten, "Hoeveel bedden", asked_on=BEFORE, sort="technisch")
    a_question(world.staten, "Waarom wachten", asked_on=BEFORE)
    (group,) = build(a_letter(world, "term_agenda", council=world.staten))["sections"][0]["blocks"][0][
        "data"
    ]["groups"]
    kinds = {row["text"]: row["kind"] for row in group["rows"]}
    assert kinds == {"Hoeveel bedden": "Technische vragen", "Waarom wachten": "Schriftelijke vragen"}


def test_the_composer_shows_the_period_and_changes_it(world, as_):
    briefing, client = letters.draft(world), as_(world.bureau)
    url, composer = (reverse(f"briefing_{name}", args=[briefing.pk]) for name in ("follows", "compose"))
    asked = {"how": "vanzelf", "period_from": "2026-09-01", "period_until": "2026-09-30"}
    assert client.post(url, asked).status_code == 302
    assert f"Periode: {WORDS}." in client.get(composer).content.decode()
    version = BriefingLine.objects.get().version
    wrong = client.post(url, {**asked, "period_until": "2026-08-01", "version": version})
    assert wrong.status_code == 422
    assert 'id="id_period_until_error"' in wrong.content.decode()
    assert client.post(url, {"how": "vanzelf", "version": version}).status_code == 302
    assert "Periode:" not in client.get(composer).content.decode()


def test_the_database_knows_the_order_of_the_days(world):
    with pytest.raises(IntegrityError, match="briefing_line_period_in_order"):
        about(letters.draft(world), LAST, FIRST)


def test_a_letter_without_a_period_says_nothing_of_one(world):
    a_commitment(world.staten, "Nog open")
    briefing = a_letter(world, "promises", council=world.staten)
    assert "is afgedaan" not in to_html(canonical(build(briefing)))


# ---------------------------------------------------------------- what changed since the letter before
@set_up
def follows(world, key, day, *, of, first=None, last=None):
    briefing = letters.draft(world, f"Stand van {day}", dated_on=day)
    letters.fragment(letters.section(briefing, "Hoe het staat"), key, council=world.staten)
    BriefingLine.objects.create(briefing=briefing, dossier=of, period_from=first, period_until=last)
    return briefing


def changes(briefing):
    found = build(Briefing.objects.get(pk=briefing.pk))["since"]["changes"]
    return [(each["what"], each["name"].split(": ")[1]) for each in found]


def test_what_was_done_in_another_period_is_neither_gone_nor_new(world):
    dossier = a_dossier("Zorgtafel")
    settled(world, "Klaar in september", WITHIN)
    settled(world, "Klaar in augustus", BEFORE)
    a_commitment(world.staten, "Nog open")
    september = follows(world, "promises", EARLIER, of=dossier, first=FIRST, last=LAST)
    assert "Klaar in september" in words(september)
    letters.published(world, september)
    days = {"first": datetime.date(2026, 8, 1), "last": datetime.date(2026, 8, 31)}
    august = follows(world, "promises", letters.DAY, of=dossier, **days)
    told = words(august)
    assert ("Klaar in september" in told, "Klaar in augustus" in told) == (False, True)
    a_commitment(world.staten, "Erbij gekomen")
    assert changes(august) == [("nieuw", "Erbij gekomen")]


@pytest.mark.parametrize("shorter", [True, False])
def test_what_an_agenda_does_not_look_ahead_to_is_neither_gone_nor_new(world, shorter):
    dossier = a_dossier("Zorgtafel")
    a_commitment(world.staten, "Binnenkort", due_on=datetime.date(2026, 12, 1))
    a_commitment(world.staten, "Veel later", due_on=datetime.date(2027, 12, 1))
    near, far = datetime.date(2026, 12, 31), datetime.date(2027, 12, 31)
    before, now = (far, near) if shorter else (near, far)
    letters.published(world, follows(world, "term_agenda", EARLIER, of=dossier, last=before))
    briefing = follows(world, "term_agenda", letters.DAY, of=dossier, last=now)
    assert ("Veel later" in words(briefing)) is not shorter
    a_commitment(world.staten, "Erbij gekomen", due_on=datetime.date(2026, 12, 1))
    assert changes(briefing) == [("nieuw", "Erbij gekomen")]
