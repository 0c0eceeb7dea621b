"""Letters to all councils of the region: one that went out, and one as a concept, with a number and a signature for
each council. Invented, but for what the fragment tells of each municipality."""

from typing import Any

from django.utils import timezone

from governance.briefings.models import Briefing
from governance.rounds.carrying import carry
from governance.rounds.making import begin, of_the_region
from governance.rounds.models import BriefingRound, RoundChapter, RoundLetter
from governance.rounds.paragraphs import place_of, write_self
from governance.rounds.signing import CollegeSignature, next_number
from zorgzaam.audit.history import acting
from zorgzaam.demo.briefings import publish
from zorgzaam.demo.facts import facts, put
from zorgzaam.demo.ids import demo_id
from zorgzaam.people.models import Person


def load() -> None:
    """Make what is missing; a round that is there stays as staff left it."""
    data = facts("rounds")
    for record in data["signatures"]:
        _signature(record)
    for record in data["rounds"]:
        if not BriefingRound.objects.filter(pk=demo_id("round", record["id"])).exists():
            author = Person.objects.get(pk=demo_id("person", "bureau"))
            with acting(author, reason="demo"):
                round_ = _write(record, author)
            if record.get("published"):
                _publish(round_)


def _signature(record: dict[str, Any]) -> None:
    year = f"U{timezone.localdate():%y}"
    put(
        CollegeSignature, "college-signature", record["council"],
        council_id=demo_id("body", record["council"]), portfolio_holder="de wethouder voor zorg",
        secretary=record["secretary"], mayor=record["mayor"],
        number_from=f"{year}.000101", number_until=f"{year}.000150",
    )  # fmt: skip


def _write(record: dict[str, Any], author: Person) -> BriefingRound:
    round_ = BriefingRound(
        id=demo_id("round", record["id"]),
        kind=record["kind"],
        subject=record["subject"],
        core=record["core"],
        dated_on=timezone.localdate(),
    )
    begin(round_, of_the_region(), by=author)
    for position, chapter in enumerate(record["chapters"], start=1):
        RoundChapter.objects.create(round=round_, position=position, **chapter)
        carry(round_)
    for letter in round_.letters.select_related("briefing", "council__organisation__municipality"):
        _finish(letter, record)
    return round_


def _publish(round_: BriefingRound) -> None:
    for letter in Briefing.objects.filter(in_round__round=round_):
        publish(letter)


def _finish(letter: RoundLetter, record: dict[str, Any]) -> None:
    """A number out of the range of its college, its own introduction and its own paragraph."""
    place = place_of(letter.council)
    if place and (words := record["paragraphs"].get(place.slug)):
        head = f"<p><strong>Voor de gemeente {place} betekent dit het volgende.</strong></p>"
        write_self(letter, f"{head}<p>{words}</p>")
    briefing = Briefing.objects.get(pk=letter.pk)
    briefing.registration_number = next_number(
        CollegeSignature.objects.filter(council=letter.council_id).first()
    )
    own = {demo_id("body", key): text for key, text in record["own"].items()}
    briefing.core = own.get(letter.council_id, briefing.core)
    briefing.save()
