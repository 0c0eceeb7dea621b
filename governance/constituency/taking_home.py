"""'Neem mee naar je achterban': what a meeting decided and asks, with a text that holds only what may be told."""

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db.models import Q

from governance.actions.models import Action
from governance.constituency.asked import Asked, asked_of
from governance.constituency.models import may_be_passed_on, spoken_for
from governance.decisions.models import Decision, DecisionState
from governance.executions.models import Execution
from governance.meetings.models import AgendaItem, Meeting
from governance.meetings.portal import NOBODY_READS
from zorgzaam.house import House
from zorgzaam.periods import when
from zorgzaam.standing import Reader
from zorgzaam.ui.dates import day

# Longer than this some mail programs cut an address off.
MOST_IN_AN_ADDRESS = 1500
CUT = "\n[ingekort: plak de hele tekst uit Zorgzaam]"


@dataclass(frozen=True)
class TakeHome:
    """`told` may be passed on, `kept` is for this reader alone; `asked` is what it asks of us."""

    meeting: Meeting
    told: list[Decision] = field(default_factory=list)
    kept: list[Decision] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    subject: str = ""
    text: str = ""

    @property
    def mail(self) -> str:
        """A mailto: address with subject and text; what does not fit is cut off, and says so."""
        body = self.text
        if len(quote(body)) > MOST_IN_AN_ADDRESS:
            # A letter takes at least one place: what is far too long is not looked at again and again.
            body = body[:MOST_IN_AN_ADDRESS]
            while len(quote(body)) > MOST_IN_AN_ADDRESS - len(quote(CUT)):
                body = body[:-20]
            body += CUT
        return f"mailto:?{urlencode({'subject': self.subject, 'body': body}, quote_via=quote)}"


def take_home(meeting: Meeting, reader: Reader) -> TakeHome:
    """For this reader, of a meeting they may know of. `meeting` says what this reader may know (see `as_read_by`)."""
    decided = Decision.objects.visible_to(reader).settled().filter(meeting=meeting).order_by("number")
    told = list(decided.filter(may_be_passed_on()))
    kept = [row for row in decided if row.pk not in {each.pk for each in told}]
    asked = asked_of(reader, meeting)
    subject = _subject(meeting)
    return TakeHome(meeting, told, kept, asked, subject, _text(subject, told, asked))


def _subject(meeting: Meeting) -> str:
    """What everybody may know of the meeting: of one that is not public only whose it is."""
    if Meeting.objects.all().public().filter(pk=meeting.pk).exists():
        return f"{meeting.title}, {day(meeting.starts_at, weekday=False)}"
    return f"Vergadering van {meeting.body.name}"


def _text(subject: str, told: list[Decision], asked: list[Asked]) -> str:
    lines = [subject, "", "Wat is besloten"]
    for row in told:
        lines += [
            "",
            _headline(row),
            *(f"{number}. {point}" for number, point in enumerate(row.points, start=1)),
        ]
        if row.open_now:
            lines.append(f"Lees meer: {settings.SITE_URL}{row.get_absolute_url()}")
    if not told:
        lines += ["", "Er is geen besluit dat doorverteld mag worden."]
    may_be_told = [each for each in asked if each.may_be_told]
    if may_be_told:
        lines += ["", "Wat het van ons vraagt", ""]
        lines += [
            f"- {each.what}{f' (klaar {each.by_when})' if each.by_when else ''}" for each in may_be_told
        ]
    return "\n".join([*lines, "", f"Van: {House.objects.of_region().network_name}"])


def _headline(row: Decision) -> str:
    refused = " (niet aangenomen)" if row.state == DecisionState.REJECTED else ""
    return f"{row.title}{refused}"


def my_actions(reader: Reader, meeting: Meeting) -> list[Asked]:
    """My open actions from this meeting. One may be told when what it comes from may: an action itself is never
    public."""
    mine = Action.objects.visible_to(reader).of(reader).open().filter(meeting=meeting)
    public_item = Q(item__in=AgendaItem.objects.visible_to(NOBODY_READS).values("pk"), decision__isnull=True)
    passed_on = Decision.objects.settled().filter(may_be_passed_on()).order_by().values("pk")
    open_ones = set(mine.filter(public_item | Q(decision__in=passed_on)).values_list("pk", flat=True))
    return [
        Asked(row.what, when(row.due_on, row.due_precision), row.get_absolute_url(), row.pk in open_ones)
        for row in mine
    ]


def our_executions(reader: Reader, meeting: Meeting) -> list[Asked]:
    """What decisions of this meeting ask of the organisations this reader represents. It may be told when the decision
    may."""
    rows = (
        Execution.objects.visible_to(reader)
        .open()
        .filter(decision__meeting=meeting, organisation__in=spoken_for(reader).values("pk"))
    )
    passed_on = Decision.objects.settled().filter(may_be_passed_on(), meeting=meeting)
    told = set(passed_on.order_by().values_list("pk", flat=True))
    return [
        Asked(
            row.what,
            when(row.due_on) if row.due_on else "",
            row.get_absolute_url(),
            row.decision_id in told,
        )
        for row in rows.by_urgency()
    ]
