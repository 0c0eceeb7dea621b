"""Lines from Word or a mail become items: what is recognised, what is skipped, and what hostile text does."""

import itertools
import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.pasted import Pasted
from governance.meetings.pasting import MOST_LINES, TITLE_LENGTH, TooManyLines, parse, parse_line
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
    ("Verslag, hamerstuk", Pasted("Verslag", kind="besluit", treatment="hamerstuk")),
    ("Verslag, hamerstuk, 5 min", Pasted("Verslag", 5, "besluit", "hamerstuk")),
    ("Wonen en zorg, welzijn, besluit", Pasted("Wonen en zorg, welzijn", kind="besluit")),
    ("Besluit, de gevolgen", Pasted("Besluit, de gevolgen")),
    ("Jeugdzorg (zie bijlage 3)", Pasted("Jeugdzorg (zie bijlage 3)")),
    ("Jeugdzorg (concept) - 10 min", Pasted("Jeugdzorg (concept)", 10)),
    ("Werkagenda, 10.30-10.50 uur, bespreekstuk", Pasted("Werkagenda", 20, starts=630)),
    ("Samen om 10.05 uur starten", Pasted("Samen om 10.05 uur starten")),
    ("Voortgang, eigenaar Onbekende Club", Pasted("Voortgang, eigenaar Onbekende Club")),
    ("Verslag (hamerstuk)", Pasted("Verslag", kind="besluit", treatment="hamerstuk")),
    ("Bespreking concept besluit", Pasted("Bespreking concept besluit")),
    ("5\tWerkagenda AZWA\t20 min\tbespreken", Pasted("Werkagenda AZWA", 20, "oordeelsvorming")),
    ("16:00\tMentale gezondheid\tTrix Trekker", Pasted("Mentale gezondheid – Trix Trekker", starts=960)),
    ("Heidag, 1,5 uur", Pasted("Heidag", 90)),
    ("Kennismaken (een half uur)", Pasted("Kennismaken", 30)),
    ("Pauze 15'", Pasted("Pauze", 15)),
    ("Datum: 26 november 2026", Pasted("Datum: 26 november 2026", doubtful=True)),
    ("Agenda", Pasted("Agenda", doubtful=True)),
    (
        "25:99 geen tijd",
        Pasted("25:99 geen tijd", note="25:99 bestaat niet op de klok. Het staat nog in de titel."),
    ),
    (
        "4b. Verdeling 2027 – ter besluitvorming – 15 min. – Dirk Dronten",
        Pasted("Verdeling 2027 – Dirk Dronten", 15, "besluit"),
    ),
    ("Toekomst van de zorg (oordeelvormend)", Pasted("Toekomst van de zorg", kind="oordeelsvorming")),
    ("Sluiting (17:30 uur)", Pasted("Sluiting", starts=1050)),
    ("Punt 4 5 min", Pasted("Punt 4", 5)),
    ("Agendapunt 12: 10 minuten", Pasted("Agendapunt 12", 10)),
]

MAIL = """1. Opening
2. Regioplan
  • wat is er klaar
  • wat moet nog
3. Rondvraag

Met vriendelijke groet,
Saar"""


def test_a_list_below_an_item_and_the_end_of_a_mail_are_hardly_items() -> None:
    found = parse(MAIL)
    assert [item.title for item in found if not item.doubtful] == ["Opening", "Regioplan", "Rondvraag"]
    assert [item.title for item in found if item.doubtful][-1] == "Saar"


def test_a_list_of_its_own_is_an_agenda() -> None:
    """The control: without a numbered line above them the points are the items."""
    assert not any(item.doubtful for item in parse(" • Opening\n • Rondvraag"))


@pytest.mark.parametrize(("line", "wanted"), LINES, ids=[line for line, _ in LINES])
def test_what_a_line_says(line: str, wanted: Pasted) -> None:
    assert parse_line(line) == wanted


NAMES = {"ggd": "GGD Kust", "ggd kust": "GGD Kust", "trix trekker": "Trix Trekker"}
WHOLE = Pasted("Voortgang mentale gezondheid", 20, "besluit", owner="GGD Kust")
PARTS = ("besluit", "20 minuten", "eigenaar GGD")


@pytest.mark.parametrize("order", list(itertools.permutations(PARTS)), ids=" ".join)
@pytest.mark.parametrize("sign", [", ", " - ", " – ", "\t", " | ", "; "])
def test_kind_length_and_owner_in_any_order_after_any_sign(order: tuple[str, ...], sign: str) -> None:
    wanted = {"order": order, "sign": sign}
    found = parse_line(sign.join(["3. Voortgang mentale gezondheid", *order]), NAMES)
    assert (found, wanted) == (WHOLE, wanted)


@pytest.mark.parametrize(
    "tail",
    [
        " (besluit, 20 min, GGD)",
        " (20') (besluit) - door: GGD",
        " [ter besluitvorming; 20 min.] – GGD Kust",
        ", 20 min (besluit), ingebracht door GGD Kust.",
        " ter besluitvorming, 20', GGD",
    ],
)
def test_brackets_and_names_without_a_word_before_them(tail: str) -> None:
    assert parse_line(f"Voortgang mentale gezondheid{tail}", NAMES) == WHOLE


def test_a_row_of_a_table_in_any_order() -> None:
    row = "1\t10.30-10.50 uur\tGGD\tVoortgang mentale gezondheid\tbesluit"
    assert parse_line(row, NAMES) == replace(WHOLE, starts=630)
    assert parse_line("1\tGGD\t10 min", NAMES).title == "GGD Kust"


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


def paste(client: Client, meeting: Meeting, text: str) -> str:
    """Paste and follow to the page where it is checked; gives its address."""
    answer = client.post(reverse("agenda_paste", args=[meeting.pk]), {"text": text})
    assert answer.status_code == 302
    return str(answer["Location"])


def lines(*titles: str, **more: str) -> dict[str, str]:
    sent = {"form-TOTAL_FORMS": str(len(titles)), "form-INITIAL_FORMS": str(len(titles))}
    for n, title in enumerate(titles):
        sent |= {f"form-{n}-title": title, f"form-{n}-kind": "besluit", f"form-{n}-minutes": "5"}
        sent[f"form-{n}-take"] = "on"
    return sent | more


def test_paste_check_and_only_then_add(world: World, as_: Callable[..., Client]) -> None:
    meeting = a_meeting(world.coalition)
    client = as_(world.secretary)
    url = paste(client, meeting, HOSTILE)
    page = client.get(url).text
    assert titles(meeting) == []
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    sent = lines("<b>Een</b>", "Twee", "Drie")
    del sent["form-1-take"]
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 409
    assert titles(meeting) == ["<b>Een</b>", "Drie"], "what was not ticked stays out, and twice adds once"
    assert "<b>Een</b>" not in client.get(meeting.get_absolute_url()).text


def test_the_check_is_a_page_to_come_back_to_and_the_text_stays(
    world: World, as_: Callable[..., Client]
) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    url = paste(client, meeting, "Zelf getypt, besluit")
    for _ in range(2):
        assert 'value="Zelf getypt"' in client.get(url).text
    back = client.get(reverse("agenda_paste", args=[meeting.pk])).text
    assert "Zelf getypt, besluit</textarea>" in back
    other = client.get(reverse("agenda_paste", args=[a_meeting(world.coalition, "Later").pk])).text
    assert "Zelf getypt" not in other
    client.post(url, lines("Zelf getypt"))
    assert "Zelf getypt" not in client.get(reverse("agenda_paste", args=[meeting.pk])).text
    assert "Plak de agenda opnieuw" in client.get(url, follow=True).text


def test_lines_whose_draft_is_gone_are_not_lost(world: World, as_: Callable[..., Client]) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    url = paste(client, meeting, "Een, besluit")
    for number in range(3):
        paste(client, meeting, f"Later {number}")  # the oldest draft is cleared away
    sent = lines("Lang aan gewerkt", form_key=str(uuid.uuid4()))
    told = client.post(url, sent)
    assert told.status_code == 409
    assert 'value="Lang aan gewerkt"' in told.text
    assert "al bewaard" not in client.get(url, follow=True).text
    assert titles(meeting) == []
    for _ in range(2):
        answer = client.post(url, {**sent, "toch": "ja"}, follow=True)
        assert titles(meeting) == ["Lang aan gewerkt"]
    assert "al bewaard" in answer.text


def test_a_pasted_text_is_for_who_pasted_it(world: World, as_: Callable[..., Client]) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    url = paste(client, meeting, "KANARIE")
    assert "KANARIE" in client.get(url).text
    for reader in (world.chair, world.bureau):
        assert "KANARIE" not in as_(reader).get(url, follow=True).text
    for reader in (world.member, world.admin):
        assert as_(reader).get(url).status_code in (403, 404)


def test_old_texts_are_cleared_away(world: World, as_: Callable[..., Client]) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    urls = [paste(client, meeting, f"Tekst {number}") for number in range(4)]
    assert [client.get(url).status_code for url in urls] == [302, 200, 200, 200]


def test_who_brings_it_in_is_recognised_and_kept(world: World, as_: Callable[..., Client]) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    text = f"Een, eigenaar {world.partner_org.name}\nTwee, {world.chair.person.name}, 15 min\nDrie, door Wie Dan Ook"
    url = paste(client, meeting, text)
    page = client.get(url).text
    for value in ("Een", world.partner_org.name, "Twee", world.chair.person.name, "Drie, door Wie Dan Ook"):
        assert f'value="{value}"' in page
    owners = {"form-0-owner": world.partner_org.name, "form-1-owner": world.chair.person.name.upper()}
    wrong = client.post(url, lines("Een", "Twee", "Drie", **owners, **{"form-2-owner": "Wie Dan Ook"}))
    assert wrong.status_code == 422
    assert "Deze naam kennen we niet" in wrong.text
    assert titles(meeting) == []
    assert client.post(url, lines("Een", "Twee", "Drie", **owners)).status_code == 302
    one, two, three = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    assert (one.owner_organisation, two.owner_person) == (world.partner_org, world.chair.person)
    assert not three.has_owner


def test_what_is_wrong_in_the_preview_is_told_beside_the_line(
    world: World, as_: Callable[..., Client]
) -> None:
    meeting, client = a_meeting(world.coalition), as_(world.secretary)
    url = paste(client, meeting, "Punt")
    answer = client.post(url, lines("Punt", **{"form-0-minutes": str(2**63)}))
    assert answer.status_code == 422
    assert "Regel 1, Minuten" in answer.text
    assert 'id="id_form-0-minutes_error"' in answer.text
    assert 'value="Punt"' in answer.text


def test_too_much_text_is_told_in_dutch(world: World, as_: Callable[..., Client]) -> None:
    meeting = a_meeting(world.coalition)
    answer = as_(world.secretary).post(reverse("agenda_paste", args=[meeting.pk]), {"text": "x\n" * 300})
    assert answer.status_code == 422
    assert "meer dan 200 regels" in answer.content.decode()
