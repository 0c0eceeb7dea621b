"""Placing, answering and settling comments, and finding the paragraph each of them stands beside now."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import transaction

from governance.briefings.comments.models import QUOTE, BriefingComment, CommentReply, Outcome
from governance.briefings.document import build
from governance.briefings.errors import Changed, Refused
from governance.briefings.models import Briefing, Status, person_of
from governance.briefings.paragraphs import Paragraph, blocks_of, paragraphs_of
from zorgzaam import remarks
from zorgzaam.accounts.models import User
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person

By = Person | User
CLOSED = (Status.PUBLISHED, Status.WITHDRAWN)
REWRITTEN = (
    "Deze woorden zijn net veranderd. Je opmerking is nog niet geplaatst. "
    "Lees wat er nu staat en verstuur hem dan opnieuw."
)
OVER = "Dit stuk is klaar: opmerkingen kunnen niet meer."


def comment_on(briefing: Briefing, *, by: By, at: str, seen: str, text: str) -> BriefingComment:
    """Say something of the paragraph with anchor `at`, of which the reader had the words with digest `seen`.

    Raises Changed where other words stand there now, Refused where the briefing is published or withdrawn.
    """
    with acting(by, reason="Opmerking bij een alinea"), transaction.atomic():
        now = Briefing.objects.select_for_update(of=("self",)).get(pk=briefing.pk)
        if now.status in CLOSED:
            raise Refused(OVER)
        about = next((each for each in _paragraphs(now) if each.anchor == at), None)
        if about is None or about.sha256 != seen:
            raise Changed(REWRITTEN)
        return BriefingComment.objects.create(
            briefing=now,
            person=person_of(by),
            text=text.strip(),
            part=about.key,
            paragraph=about.index,
            called=about.called[:220],
            quote=quote_of(about),
            quote_sha256=about.sha256,
        )


def _paragraphs(briefing: Briefing) -> list[Paragraph]:
    return paragraphs_of(build(briefing), blocks_of(briefing))


def quote_of(about: Paragraph) -> str:
    """Its words, not longer than a comment keeps; of a fragment its name."""
    words = about.called if about.words.startswith("{") else about.words
    return words if len(words) <= QUOTE else f"{words[: QUOTE - 1]}…"


def reply_to(comment: BriefingComment, *, by: By, text: str) -> CommentReply:
    """Answer a comment. Raises Refused where it was dealt with."""
    with acting(by, reason="Antwoord op een opmerking"), transaction.atomic():
        if not BriefingComment.objects.select_for_update().get(pk=comment.pk).is_open:
            raise Refused("Deze opmerking is al afgehandeld. Maak een nieuwe als er nog iets is.")
        return CommentReply.objects.create(comment=comment, person=person_of(by), text=text.strip())


def settle(comment: BriefingComment, *, by: By, outcome: Outcome, because: str = "") -> bool:
    """The comment is worked in, or not and why. False when it was dealt with; Refused without a reason why not."""
    if outcome == Outcome.DECLINED and not because.strip():
        raise Refused("Schrijf op waarom je dit niet overneemt.")
    with acting(by, reason=f"Opmerking: {outcome.label.lower()}"):
        return remarks.settle(comment, by=person_of(by), outcome=outcome, because=because.strip())


@dataclass
class Placed:
    """Comments by the place of the paragraph they stand beside now; `lost` are about a part that is gone."""

    at: dict[str, list[BriefingComment]] = field(default_factory=lambda: defaultdict(list))
    lost: list[BriefingComment] = field(default_factory=list)


def place(comments: list[BriefingComment], paragraphs: list[Paragraph]) -> Placed:
    """Where each comment stands now: beside the same words, else in the same place of the same part.

    Each gets `rewritten`: whether other words stand there than it was about.
    """
    by_part: dict[str, list[Paragraph]] = defaultdict(list)
    for each in paragraphs:
        by_part[each.key].append(each)
    found = Placed()
    for comment in comments:
        about = _nearest(comment, by_part[comment.part])
        comment.rewritten = about is None or about.sha256 != comment.quote_sha256  # type: ignore[attr-defined]
        (found.at[about.anchor] if about else found.lost).append(comment)
    return found


def _nearest(comment: BriefingComment, there: list[Paragraph]) -> Paragraph | None:
    def distance(each: Paragraph) -> tuple[bool, int]:
        return each.sha256 != comment.quote_sha256, abs(each.index - comment.paragraph)

    return min(there, key=distance, default=None)
