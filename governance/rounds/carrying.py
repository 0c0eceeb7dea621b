"""Bringing the common words of a round into its letters.

A part of a letter that is as it was brought in follows the common words; one that somebody changed keeps its own words
until somebody takes the common words over again. Only drafts change.
"""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F

from governance.briefings import order
from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.models import Briefing, Status
from governance.rounds.guards import GONE
from governance.rounds.locking import hold
from governance.rounds.models import BriefingRound, CarriedPart, RoundChapter, RoundLetter
from governance.rounds.paragraphs import is_own, put_at_end
from zorgzaam.snapshots import digest

# Fields of the round that every letter has alike, with what they are called.
FIELDS = ("subject", "dated_on", "embargo_until", "woo_category", "core", "objective", "follow_up")


def plain(value: Any) -> str:
    """A value as it is compared and hashed."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return "" if value is None else str(value)


def words_of(heading: str, text: str) -> str:
    """A chapter as one text."""
    return f"{heading}\n{text}"


def is_as_brought(own: str, part: CarriedPart | None) -> bool:
    """Whether a part of a letter is as it was brought in. Where it never was (the letter is older than the common
    part), words that stand there are its own."""
    return digest(own) == (part.taken_sha256 if part else digest(""))


def is_open(round_: BriefingRound) -> bool:
    """Whether the common words can still go into a letter; a round without letters is."""
    letters = round_.letters.all()
    return not letters.exists() or letters.filter(briefing__status=Status.DRAFT).exists()


def hold_open(round_: BriefingRound) -> None:
    """Lock a round and its letters to the end of the transaction, to change the common words. ValidationError when no
    letter is a draft any more."""
    round_.refresh_from_db(from_queryset=BriefingRound.objects.select_for_update())
    hold(round_.letters.values_list("briefing", flat=True))
    if not is_open(round_):
        raise ValidationError(GONE)


def carry(round_: BriefingRound, *, anyway: RoundLetter | None = None) -> int:
    """Bring the common words into every draft; how many letters changed by it.

    With `anyway` only that letter, and also over words of its own. Call it in a transaction with the round locked.
    """
    chapters = list(round_.chapters.order_by("position"))
    letters = round_.letters.order_by("briefing_id").prefetch_related("carried")
    letters = letters.select_related("council__organisation__municipality")
    if anyway is not None:
        letters = letters.filter(pk=anyway.pk)
    hold(letter.pk for letter in letters)
    return sum(_carry_into(letter, round_, chapters, force=anyway is not None) for letter in letters)


def _carry_into(
    letter: RoundLetter, round_: BriefingRound, chapters: list[RoundChapter], *, force: bool
) -> bool:
    briefing = Briefing.objects.get(pk=letter.pk)
    if not briefing.is_draft:
        return False
    carried = {part.key: part for part in letter.carried.all()}
    changed = _carry_fields(briefing, round_, carried, letter, force=force)
    for chapter in chapters:
        changed |= _carry_chapter(briefing, chapter, carried.get(str(chapter.pk)), letter, force=force)
    wanted = {str(chapter.pk) for chapter in chapters} | set(FIELDS)
    for key, part in carried.items():
        if key not in wanted:
            changed |= _drop(briefing, part)
    return changed


def _carry_fields(
    briefing: Briefing,
    round_: BriefingRound,
    carried: dict[str, CarriedPart],
    letter: RoundLetter,
    *,
    force: bool,
) -> bool:
    changed = []
    for name in FIELDS:
        common, own = getattr(round_, name), getattr(briefing, name)
        part = carried.get(name)
        untouched = is_as_brought(plain(own), part)
        if plain(common) != plain(own) and (untouched or force):
            setattr(briefing, name, common)
            changed.append(name)
        if plain(common) == plain(own) or untouched or force:
            _note(letter, name, part, digest(plain(common)))
    if changed:
        briefing.save(update_fields=changed)
    return bool(changed)


def _carry_chapter(
    briefing: Briefing, chapter: RoundChapter, part: CarriedPart | None, letter: RoundLetter, *, force: bool
) -> bool:
    sha = digest(words_of(chapter.heading, chapter.text))
    section, block = _found(briefing, part)
    if section is None or block is None:
        if part is not None and not force:
            return False  # taken out of this letter by hand
        section, block = _put(briefing, chapter, section, letter)
        _note(letter, str(chapter.pk), part, sha, section=section, block=block)
        return True
    own = digest(words_of(section.heading, block.text))
    if own == sha:
        _note(letter, str(chapter.pk), part, sha, section=section, block=block)
        return False
    if part is not None and own != part.taken_sha256 and not force:
        return False
    section.heading, block.text = chapter.heading, chapter.text
    section.save(update_fields=["heading"])
    block.save(update_fields=["text"])
    _note(letter, str(chapter.pk), part, sha, section=section, block=block)
    return True


def _found(
    briefing: Briefing, part: CarriedPart | None
) -> tuple[BriefingSection | None, BriefingBlock | None]:
    """Where a part stands in the letter now."""
    if part is None or part.section is None or part.block is None:
        return None, None
    section = briefing.sections.filter(pk=part.section).first()
    block = BriefingBlock.objects.filter(pk=part.block, section=section).first() if section else None
    return section, block


def _put(
    briefing: Briefing, chapter: RoundChapter, section: BriefingSection | None, letter: RoundLetter
) -> tuple[BriefingSection, BriefingBlock]:
    """Add a chapter where the letter ends. The first one brings along what it means for the municipality."""
    if section is None:
        last = briefing.sections.order_by("-position").first()
        section = BriefingSection.objects.create(
            briefing=briefing, heading=chapter.heading, position=order.next_position(briefing.sections.all())
        )
        if last is None:
            put_at_end(letter, section)
        else:
            _own_paragraph_moves(last, section, letter)
    section.blocks.update(position=F("position") + 1)
    block = BriefingBlock.objects.create(section=section, position=1, text=chapter.text)
    return section, block


def _own_paragraph_moves(last: BriefingSection, section: BriefingSection, letter: RoundLetter) -> None:
    """What it means for the municipality stays the end of the letter (domain.md 15.2)."""
    ends = last.blocks.order_by("-position").first()
    if ends and is_own(ends, letter.council):
        BriefingBlock.objects.filter(pk=ends.pk).update(section=section, position=1)


def _drop(briefing: Briefing, part: CarriedPart) -> bool:
    """A chapter that is common no more leaves the letters that have it as it was brought in. Words of their own stay,
    and so does a chapter that holds more than the common text."""
    section, block = _found(briefing, part)
    part.delete()
    if section is None or block is None or digest(words_of(section.heading, block.text)) != part.taken_sha256:
        return False
    others = list(section.blocks.exclude(pk=block.pk).order_by("position"))
    before = briefing.sections.filter(position__lt=section.position).order_by("-position").first()
    if others and before is None:
        return False
    block.delete()
    start = before.blocks.count() if before else 0
    for number, other in enumerate(others, start=1):
        BriefingBlock.objects.filter(pk=other.pk).update(section=before, position=start + number)
    siblings, position = section.siblings(), section.position
    section.delete()
    siblings.filter(position__gt=position).update(position=F("position") - 1)
    return True


def _note(letter: RoundLetter, key: str, part: CarriedPart | None, sha: str, **where: Any) -> None:
    """Write down that this was brought in."""
    places = {name: row.pk for name, row in where.items()}
    if part is None:
        CarriedPart.objects.create(letter=letter, key=key, taken_sha256=sha, **places)
        return
    now = {"taken_sha256": sha, **places}
    if any(getattr(part, name) != value for name, value in now.items()):
        CarriedPart.objects.filter(pk=part.pk).update(**now)
