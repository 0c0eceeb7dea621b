"""A letter says what changed since the last one on its subject to the same audience, by record and field."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.briefings.document import build
from governance.briefings.following import BriefingLine, How
from governance.briefings.models import Briefing
from governance.briefings.printing import to_html, to_pdf
from governance.briefings.record_changes import in_words, record_changes
from tests.governance import letters
from tests.governance.council.registers import a_commitment, a_dossier
from tests.pdfs import failed_rules, page_texts
from tests.world import set_up
from zorgzaam.snapshots import canonical

JUNE, OCTOBER = datetime.date(2026, 6, 1), datetime.date(2026, 10, 1)
EARLIER = letters.DAY - datetime.timedelta(days=60)


@set_up
def line(briefing, **values):
    return BriefingLine.objects.create(briefing=briefing, **values)


def a_letter(world, day, dossier=None, **extra):
    """A letter that tells how the commitments of the Staten stand."""
    briefing = letters.draft(world, f"Stand van {day}", dated_on=day, **extra)
    letters.fragment(letters.section(briefing, "Hoe het staat"), "promises", council=world.staten)
    if dossier:
        line(briefing, dossier=dossier)
    return briefing


def since(briefing):
    return build(Briefing.objects.get(pk=briefing.pk))["since"]


@set_up
def later(row, **values):
    row.refresh_from_db()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def two_letters(world, **extra):
    """A published one, then a draft on the same dossier; in between a term moved and a commitment came."""
    dossier = a_dossier("Zorgtafel")
    promise = a_commitment(world.staten, "Een notitie over de zorg", due_on=JUNE)
    first = letters.published(world, a_letter(world, EARLIER, dossier, **extra))
    later(promise, due_on=OCTOBER)
    a_commitment(world.staten, "Een bezoek aan de wijk")
    return first, a_letter(world, letters.DAY, dossier, **extra)


def test_a_changed_term_and_a_new_record_are_said_by_record_and_field(world, as_):
    first, second = two_letters(world)
    found = since(second)
    assert (found["subject"], found["url"]) == (first.subject, first.get_absolute_url())
    changed, new = found["changes"]
    assert changed["fields"][0] == {
        "label": "Termijn",
        "was": "uiterlijk 1 juni 2026",
        "now": "uiterlijk 1 oktober 2026",
    }
    assert new["what"] == "nieuw"
    assert in_words(new) == "Nieuw: Toezegging: Een bezoek aan de wijk."
    letters.published(world, second)
    page = as_(None).get(reverse("briefing", args=[second.pk])).content.decode()
    assert "Wat is er veranderd sinds 4 september 2026" in page
    told = as_(None).get(reverse("briefing_changed", args=[second.pk, 1])).content.decode()
    assert "Termijn: was uiterlijk 1 juni 2026, nu uiterlijk 1 oktober 2026" in told
    composer = as_(world.bureau).get(reverse("briefing_compose", args=[second.pk])).content.decode()
    assert "Termijn: was uiterlijk 1 juni 2026, nu uiterlijk 1 oktober 2026" in composer
    earlier = as_(None).get(reverse("briefing_changed", args=[first.briefing_id, 1])).content.decode()
    assert "Dit stuk volgt niet op een eerder stuk." in earlier


def test_it_is_printed_as_a_part_when_the_author_says_so(world):
    _, second = two_letters(world)
    heading = "Wat is er veranderd sinds 4 september 2026"
    assert heading not in to_html(canonical(build(second)))
    set_up(BriefingLine.objects.filter(briefing=second).update)(printed=True)
    text = canonical(build(Briefing.objects.get(pk=second.pk)))
    assert heading in to_html(text)
    pdf = to_pdf(text)
    assert failed_rules(pdf.pdf) == set()
    assert heading.replace(" ", "") in "".join("".join(page_texts(pdf.pdf)).split())


def test_another_order_is_no_change_and_what_is_gone_is_said_last(world):
    rows = [
        {"id": f"x:{number}", "source": {"label": f"Rij {number}", "url": "/"}, "term": "nu"}
        for number in (1, 2)
    ]

    def document(*found):
        block = {"kind": "fragment", "fragment": "promises", "data": {"commitments": list(found)}}
        return [{"heading": "Zo staat het", "blocks": [block]}]

    assert record_changes(document(*rows), document(*rows[::-1])) == []
    one = record_changes(document(*rows), document({**rows[0], "term": "later"}))
    assert [in_words(each) for each in one] == [
        "Rij 1. Termijn: was nu, nu later.",
        "Staat er niet meer in: Rij 2.",
    ]
    assert record_changes([], document(*rows)) == [], "what the earlier one did not tell of is not new"


def test_it_follows_on_the_same_subject_to_the_same_audience_alone(world):
    dossier, other = a_dossier("Zorgtafel"), a_dossier("Ambulances")
    a_commitment(world.staten)
    same = letters.published(world, a_letter(world, EARLIER, dossier))
    elsewhere = letters.draft(world, addressee=world.council, dated_on=EARLIER)
    line(elsewhere, dossier=dossier)
    letters.published(world, elsewhere)
    letters.published(world, a_letter(world, EARLIER + datetime.timedelta(days=1), other))
    draft = a_letter(world, letters.DAY, dossier)
    assert since(draft)["url"] == same.get_absolute_url()
    assert since(a_letter(world, letters.DAY)) is None, "a mededeling on no subject follows on nothing"
    assert since(a_letter(world, EARLIER - datetime.timedelta(days=1), dossier)) is None, "it was before it"
    same.briefing.withdraw(by=world.bureau, because="Het klopte niet.")
    assert since(draft) is None


def test_kinds_that_come_back_follow_on_the_last_of_their_kind(world):
    a_commitment(world.staten)
    first = letters.published(world, a_letter(world, EARLIER, kind="stand_van_zaken"))
    letters.published(world, a_letter(world, EARLIER + datetime.timedelta(days=1)))
    second = a_letter(world, letters.DAY, kind="stand_van_zaken")
    assert since(second)["url"] == first.get_absolute_url()
    set_up(BriefingLine.objects.create)(briefing=second, how=How.NOTHING)
    assert since(second) is None


def test_a_letter_for_everybody_never_tells_of_one_that_is_not(world):
    dossier = a_dossier("Zorgtafel")
    a_commitment(world.staten)
    closed = {"publicity": "besloten", "publicity_ground": "Woo"}
    first = letters.published(world, a_letter(world, EARLIER, dossier, **closed))
    assert since(a_letter(world, letters.DAY, dossier)) is None
    assert since(a_letter(world, letters.DAY, dossier, **closed))["url"] == first.get_absolute_url(), (
        "the control"
    )


def test_who_writes_chooses_what_it_follows_on(world, as_):
    a_commitment(world.staten)
    first = letters.published(world, a_letter(world, EARLIER))
    draft = a_letter(world, letters.DAY)
    client, page = as_(world.bureau), reverse("briefing_follows", args=[draft.pk])
    refused = client.post(page, {"how": How.CHOSEN})
    assert refused.status_code == 422
    assert "Kies het stuk waar dit op volgt." in refused.content.decode()
    asked = {"how": How.CHOSEN, "previous": first.briefing_id, "printed": "on"}
    assert client.post(page, asked).status_code == 302
    assert since(draft)["printed"] is True
    history = client.get(reverse("briefing_history", args=[draft.pk])).content.decode()
    assert "Het onderwerp toegevoegd" in history
    version = BriefingLine.objects.get(briefing=draft).version
    two = {"dossier": a_dossier("Een").pk, "how": How.BY_SUBJECT, "version": version}
    assert client.post(page, two).status_code == 302
    assert since(draft) is None
    three = {**two, "dossier": a_dossier("Twee").pk}
    assert client.post(page, three).status_code == 409, "an older version of the form writes nothing over"


def test_twenty_records_cost_no_more_than_two(world):
    _, draft = two_letters(world)
    few = cost(draft)
    for number in range(20):
        a_commitment(world.staten, f"Toezegging {number}")
    assert len(since(draft)["changes"]) == 22
    assert cost(draft) == few


def cost(draft):
    with CaptureQueriesContext(connection) as found:
        build(Briefing.objects.get(pk=draft.pk))
    return len(found)
