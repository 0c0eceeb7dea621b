"""The story of one initiative as a reader gets it: what is expected now, each step, what was sent and what was said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse

from partners.initiatives.assessing import Progress, progress_of
from partners.initiatives.completeness import Part
from partners.initiatives.emails.whom import ERASED, people_of
from partners.initiatives.models import Assessment, Guest, Initiative, Message, Move, State, SubmissionPdf
from partners.initiatives.moving import can_be_withdrawn
from partners.initiatives.reading import Edition, editions
from partners.initiatives.rules import brings_it_in
from zorgzaam.house import House
from zorgzaam.standing import Standing

# What who brings it in does itself.
OWN = (State.RECEIVED, State.WITHDRAWN)
# What somebody does: without a person it was who has no account.
CARRYING_OUT = (State.RUNNING, State.DONE, State.STOPPED)
KINDS = {
    State.RECEIVED: "info", State.TRIAGE: "info", State.ASSESSING: "info", State.OFFERED: "info",
    State.ELSEWHERE: "good", State.RETURNED: "warn", State.ON_AGENDA: "busy", State.TAKEN_UP: "good",
    State.NOT_TAKEN_UP: "bad", State.RUNNING: "busy", State.DONE: "good", State.STOPPED: "bad",
    State.WITHDRAWN: "neutral", State.DRAFT: "neutral",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One line of the status line."""

    move: Move
    words: str
    who: str
    is_last: bool


@dataclass(frozen=True)
class Story:
    """All a page of an initiative shows. `own` is who brings it in, `talks` who reads and writes the thread;
    `guest` is who brought it in without an account."""

    initiative: Initiative
    kind: str
    own: bool
    talks: bool
    is_bureau: bool
    steps: list[Step]
    editions: list[Edition]
    partners: list[Any]
    messages: list[Message]
    write_url: str
    pdf_url: str = ""
    assessment: Any = None
    progress: Progress | None = None
    guest: Guest | None = None
    contacts: list[Any] = field(default_factory=list)

    @property
    def may_withdraw(self) -> bool:
        return can_be_withdrawn(self.initiative)

    @property
    def assessment_url(self) -> str:
        return reverse("assessment", args=[self.assessment.pk]) if self.assessment else ""

    @property
    def last(self) -> Step | None:
        return self.steps[0] if self.steps else None

    @property
    def newest(self) -> Edition | None:
        return self.editions[0] if self.editions else None


def story_for(initiative: Initiative, standing: Standing) -> Story:
    """As somebody with an account reads it, who may read inside."""
    own, is_bureau = brings_it_in(standing, initiative), standing.is_bureau
    found = editions(initiative)
    _link_files(initiative, found, lambda file: reverse("initiative_file", args=[file.pk]))
    write = _address("initiative_step", initiative.pk, Part.IDEA.value) if own else ""
    return Story(
        **_told(initiative),
        own=own,
        talks=own or is_bureau,
        is_bureau=is_bureau,
        steps=steps_of(initiative, names_people=is_bureau),
        editions=found,
        messages=messages_of(initiative) if own or is_bureau else [],
        write_url=write if initiative.is_writable else "",
        pdf_url=_pdf(initiative, "initiative_pdf", initiative.pk) if own else "",
        assessment=_asked(initiative, standing),
        progress=progress_of([initiative]).get(initiative.pk) if is_bureau else None,
        guest=getattr(initiative, "guest", None) if is_bureau else None,
        contacts=_contacts(initiative, standing),
    )


def story_for_guest(initiative: Initiative, secret: str) -> Story:
    """As who brought it in without an account reads it, with the link that went by mail."""
    found = editions(initiative)
    _link_files(initiative, found, lambda file: reverse("initiative_following_file", args=[secret, file.pk]))
    write = _address("initiative_step_guest", secret, Part.IDEA.value)
    return Story(
        **_told(initiative),
        own=True,
        talks=True,
        is_bureau=False,
        steps=steps_of(initiative, names_people=False),
        editions=found,
        messages=messages_of(initiative),
        write_url=write if initiative.is_writable else "",
        pdf_url=_pdf(initiative, "initiative_pdf_guest", secret),
    )


def _told(initiative: Initiative) -> dict[str, Any]:
    """What everybody who reads inside gets."""
    return {
        "initiative": initiative,
        "kind": KINDS[State(initiative.state)],
        "partners": list(initiative.partners.select_related("organisation")),
    }


def _pdf(initiative: Initiative, name: str, key: Any) -> str:
    """The address of what was sent as a PDF; "" while it is being made."""
    made = SubmissionPdf.objects.filter(submission__initiative=initiative)
    return _address(name, key) if made.exists() else ""


def messages_of(initiative: Initiative) -> list[Message]:
    """What was said, in its order."""
    return list(initiative.messages.select_related("person", "settled").order_by("at"))


def _link_files(initiative: Initiative, found: list[Edition], link: Callable[[Any], str]) -> None:
    """Give each frozen file the address of its bytes, when they are still there and were scanned."""
    at_hand = {(file.filename, file.file.sha256): file for file in initiative.files.select_related("file")}
    for edition in found:
        for each in edition.files:
            file = at_hand.get((each["name"], each["sha256"]))
            each["url"] = link(file) if file and file.file.is_readable else ""
            each["waits"] = bool(file and not file.file.is_readable)


def _contacts(initiative: Initiative, standing: Standing) -> list[Any]:
    """Whom the organisation that took it on gets in touch with: who began it, when that is still somebody who speaks
    for it, else another who does; and who wrote without an account."""
    if initiative.state != State.ELSEWHERE or initiative.recipient_id not in standing.organisations:
        return []
    people = list(people_of(initiative))
    began = [each for each in people if each.pk == initiative.started_by_id] or people[:1]
    guest = getattr(initiative, "guest", None)
    return [*began, guest] if guest and not guest.email.endswith(ERASED) else began


def _asked(initiative: Initiative, standing: Standing) -> Assessment | None:
    """What this reader was asked to assess here and did not answer."""
    if standing.person_id is None:
        return None
    return initiative.assessments.open().filter(person_id=standing.person_id).order_by("-edition").first()


def steps_of(initiative: Initiative, *, names_people: bool) -> list[Step]:
    """The steps, newest first; one query, and one for the name of the netwerkbureau."""
    moves = list(initiative.moves.select_related("person").order_by("at"))
    office, found = House.objects.of_region().office_name, []
    for number, move in enumerate(moves):
        before = moves[number - 1] if number else None
        who = _who(initiative, move, before, office)
        if names_people and move.person:
            who = f"{who} ({move.person.name})"
        found.append(Step(move, words_of(move), who, number == len(moves) - 1))
    return found[::-1]


def words_of(move: Move) -> str:
    """The state of a move in words, with the name behind it."""
    return Initiative(state=move.state, at_whom=move.at_whom).words


def _who(initiative: Initiative, move: Move, before: Move | None, office: str) -> str:
    """Whose step it was: who brings it in, the organisation it was offered to, or the netwerkbureau."""
    if move.state in OWN or (move.state in CARRYING_OUT and move.person is None):
        return initiative.by_whom
    answered = before is not None and before.state == State.OFFERED
    if before is not None and answered and move.state in (State.ELSEWHERE, State.TRIAGE):
        return before.at_whom
    if before is not None and before.state == State.ON_AGENDA and move.person is None:
        return before.at_whom
    return office


def _address(name: str, *args: Any) -> str:
    """The address of a page of the form; "" where there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
