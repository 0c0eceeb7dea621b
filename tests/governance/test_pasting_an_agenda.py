"""Lines from Word or a mail become items: what is recognised, what is skipped, and what hostile text does."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.meetings.pasting import MOST_LINES, TITLE_LENGTH, Pasted, TooManyLines, parse, parse_line
from tests.governance.agendas import a_meeting, titles
from tests.world import World

LINES = [
    ("1. Opening", Pasted("Opening")),
    ("2a) Verslag vorige keer (5 min)", Pasted("Verslag vorige keer", 5)),
    ("Agendapunt 4: Werkagenda", Pasted("Werkagenda")),
    ("3.1 Stand van zaken 2026", Pasted("3.1 Stand van zaken 2026")),
    ("3.1. Stand van zaken 2026", Pasted("Stand van zaken 2026")),
    ("3 gemeenten doen mee", Pasted("3 gemeenten doen mee")),
    ("• Mededelingen – 10 minuten", Pasted("Mededelingen", 10)),
    ("-\tRondvraag", Pasted("Rondvraag")),
    ("o Rondvraag", Pasted("Rondvraag")),
    ("IV. Regioplan", Pasted("Regioplan")),
    ("15:30-16:00 Transformatieagenda", Pasted("Transformatieagenda", 30, starts=930)),
    ("23.45 – 00.15 uur Nachtzorg", Pasted("Nachtzorg", 30, starts=1425)),
    ("Programma netwerkoverleg (ter besluitvorming)", Pasted("Programma netwerkoverleg", kind="besluit")),
    ("Programma netwerkoverleg - besluit (15 min.)", Pasted("Programma netwerkoverleg", 15, "besluit")),
    ("Cijfers van de GGD ter informatie", Pasted("Cijfers van de GGD")),
    ("Verslag, hamerstuk", Pasted("Verslag, hamerstuk")),
    ("Verslag (hamerstuk)", Pasted("Verslag", kind="besluit", treatment="hamerstuk")),
    ("Bespreking concept besluit", Pasted("Bespreking concept besluit")),
    ("5\tWerkagenda AZWA\t20 min\tbespreken", Pasted("Werkagenda AZWA", 20, "oordeelsvorming")),
    ("16:00\tMentale gezondheid\tTrix Trekker", Pasted("Mentale gezondheid – Trix Trekker", starts=960)),
    ("Heidag, 1,5 uur", Pasted("Heidag", 90)),
    ("Kennismaken (een half uur)", Pasted("Kennismaken", 30)),
    ("Pauze 15'", Pasted("Pauze", 15)),
    ("Datum: 26 november 2026", Pasted("Datum: 26 november 2026", doubtful=True)),
    ("Agenda", Pasted("Agenda", doubtful=True)),
    ("25:99 geen tijd", Pasted("25:99 geen tijd")),
]


@pytest.mark.parametrize(("line", "wanted"), LINES, ids=[line for line, _ in LINES])
def test_what_a_line_says(line: str, wanted: Pasted) -> None:
    assert parse_line(line) == wanted


def test_start_times_give_the_length_until_the_next_one() -> None:
    found = parse("15:30 Opening\n\n15:35 Verslag\n16:05 Sluiting")
    assert [(item.title, item.length) for item in found] == [
        ("Opening", 5),
        ("Verslag", 30),
        ("Sluiting", 10),
    ]


def test_empty_lines_and_invisible_characters_are_skipped() -> None:
    assert [item.title for item in parse("\r\n\u200b\n \t \n1.\u00a0Ope\u00adning\x00\x07\r\n\u2028")] == [
        "Opening"
    ]


def test_more_than_an_agenda_is_refused() -> None:
    parse("\n".join(["Punt"] * MOST_LINES))
    with pytest.raises(TooManyLines):
        parse("\n".join(["Punt"] * (MOST_LINES + 1)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_items_that_fit(text: str) -> None:
    try:
        found = parse(text)
    except TooManyLines:
        return
    for item in found:
        assert 0 < len(item.title) <= TITLE_LENGTH
        assert 0 <= item.length <= 1440
        assert "\x00" not in item.title


def test_digits_that_look_for_trouble_take_no_time() -> None:
    assert parse("1" * 20_000 + " uur (" + "9.9," * 2_000 + "\n" + "a) " * 9_000)


MUCH = 40_000
LONG_LINES = [
    ("a" + "-" * MUCH + "b", "a---b"),
    ("a" + " " * MUCH + "b", "a b"),
    ("a" + "\u00a0\t" * (MUCH // 2) + "b", "a – b"),
    ("a" + "." * MUCH + "b (5 min)", "a...b"),
    ("a" + "(" * MUCH + "b", "a(((b"),
    ("Opening" + "\u200b" * MUCH + " - besluit", "Opening"),
]


@pytest.mark.parametrize(("line", "title"), LONG_LINES, ids=range(len(LONG_LINES)))
def test_a_long_run_of_one_sign_counts_as_a_short_one(line: str, title: str) -> None:
    assert [item.title for item in parse(f"1. Begin\n{line}\n3. Slot")] == ["Begin", title, "Slot"]


@pytest.mark.parametrize(
    "unit",
    [" -", "-,", ",-(", "([", " |", "10:00 ", "9 ", "1.", "ter ", " besluit)", ": ", "a\u0301\u0323", "–—"],
)
def test_a_long_line_in_any_rhythm_gives_its_neighbours(unit: str) -> None:
    hostile = "a" + unit * (MUCH // len(unit)) + "b"
    found = parse("1. Begin (5 min)\n" + f"{hostile}\n" * 20 + "Slot - besluit")
    assert [found[0], found[-1]] == [Pasted("Begin", 5), Pasted("Slot", kind="besluit")]
    assert len(found) == 22


def test_a_line_is_read_up_to_its_length() -> None:
    assert parse("woord " * 1_000 + "(5 min)")[0].minutes is None


HOSTILE = (
    "1. <script>alert(1)</script> (5 min)\n2. {{ secret }} {% now 'Y' %}\n3. \"><img src=x onerror=alert(1)>"
)


def test_paste_check_and_only_then_add(world: World, as_: Callable[..., Client]) -> None:
    meeting = a_meeting(world.coalition)
    client, url = as_(world.secretary), reverse("agenda_paste", args=[meeting.pk])
    preview = client.post(url, {"text": HOSTILE})
    page = preview.content.decode()
    assert titles(meeting) == []
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    sent = {"confirm": "1", "form_key": preview.context["form_key"], "text": HOSTILE}
    sent |= {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "3"}
    for n, title in enumerate(["<b>Een</b>", "Twee", "Drie"]):
        sent |= {f"form-{n}-title": title, f"form-{n}-kind": "besluit", f"form-{n}-minutes": "5"}
        if n != 1:
            sent[f"form-{n}-take"] = "on"
    for _ in range(2):
        assert client.post(url, sent).status_code == 302
    assert titles(meeting) == ["<b>Een</b>", "Drie"], "what was not ticked stays out, and twice adds once"
    assert "<b>Een</b>" not in client.get(meeting.get_absolute_url()).content.decode()


def test_what_is_wrong_in_the_preview_is_told_beside_the_line(
    world: World, as_: Callable[..., Client]
) -> None:
    meeting = a_meeting(world.coalition)
    sent = {"confirm": "1", "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-take": "on"}
    sent |= {"form-0-title": "Punt", "form-0-kind": "besluit", "form-0-minutes": str(2**63)}
    answer = as_(world.secretary).post(reverse("agenda_paste", args=[meeting.pk]), sent)
    assert answer.status_code == 422
    assert "Regel 1, Minuten" in answer.content.decode()
    assert 'value="Punt"' in answer.content.decode()


def test_too_much_text_is_told_in_dutch(world: World, as_: Callable[..., Client]) -> None:
    meeting = a_meeting(world.coalition)
    answer = as_(world.secretary).post(reverse("agenda_paste", args=[meeting.pk]), {"text": "x\n" * 300})
    assert answer.status_code == 422
    assert "meer dan 200 regels" in answer.content.decode()
