"""Mail about a text: to the programmateam when it is handed in, to the schrijfteam when it comes back or is agreed.

A mail says of which theme and team there is something to read and where, and nothing of what it says: all of that is
closed, while themes and teams are public.
"""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from governance.bodies.models import Mandate
from governance.writing.models import HandIn, Told, WritingAssignment, WritingNotice
from governance.writing.steps import Step
from zorgzaam.house import House
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

KIND = "writing-text"
# What happened longer ago than this was taken over from the past, and is no news.
NEWS = datetime.timedelta(days=14)


@dataclass(frozen=True)
class News:
    """Something that happens to a version: at which step, where the database wrote down when, and who should know:
    the column of the assignment with their team, and the people."""

    step: Step
    moment: str
    team: str
    readers: Callable[[WritingAssignment], QuerySet[Person]]
    subject: str
    words: str  # with {theme}, {team} and {programme}


def _sitting(body: uuid.UUID | None) -> QuerySet[Mandate]:
    return Mandate.objects.on(timezone.localdate()).filter(body_id=body)


def _team(assignment: WritingAssignment) -> QuerySet[Person]:
    sits = _sitting(assignment.team_id).values("person_id")
    return Person.objects.filter(pk__in=sits, erased_at__isnull=True).exclude(email="")


def _programme(assignment: WritingAssignment) -> QuerySet[Person]:
    """The programmateam, without who sits in the schrijfteam as well: those do not review it (four eyes)."""
    sits = _sitting(assignment.programme_id).values("person_id")
    people = Person.objects.filter(pk__in=sits, erased_at__isnull=True).exclude(email="")
    return people.exclude(pk__in=_sitting(assignment.team_id).values("person_id"))


ABOUT = {
    Told.HANDED_IN: News(
        Step.HANDED_IN, "handed_in_at", "programme", _programme, "Een tekst om te lezen",
        "{team} diende een tekst in over {theme}. Lees die, en schrijf opmerkingen of geef akkoord.",
    ),
    Told.RETURNED: News(
        Step.RETURNED, "returned__at", "team", _team, "Opmerkingen bij jullie tekst",
        "{programme} las jullie tekst over {theme} en schreef opmerkingen. Beantwoord die, en dien opnieuw in.",
    ),
    Told.AGREED: News(
        Step.AGREED, "sign_offs__signed_at", "team", _team, "Akkoord op jullie tekst",
        "{programme} gaf akkoord op jullie tekst over {theme}: op proces, inhoud en samenhang.",
    ),
}  # fmt: skip


def waiting(about: Told) -> QuerySet[HandIn]:
    """Versions this is true of since lately, and of which the team there is now was not told it."""
    news = ABOUT[about]
    own = HandIn.objects.filter(assignment=OuterRef("assignment")).order_by("-number")
    newest = HandIn.objects.filter(assignment__step=news.step, number=Subquery(own.values("number")[:1]))
    lately = newest.filter(**{f"{news.moment}__gt": timezone.now() - NEWS})
    to_whom = Q(body=None) | Q(body=OuterRef(f"assignment__{news.team}"))
    done = WritingNotice.objects.filter(to_whom, hand_in=OuterRef("pk"), about=about)
    return lately.exclude(**{f"assignment__{news.team}": None}).exclude(Exists(done))


@transaction.atomic
def tell(pk: uuid.UUID, about: Told) -> bool:
    """The mails and the notice of one version, under a lock on it; False when another worker has or did it."""
    joined = waiting(about).select_related("assignment__theme", "assignment__team", "assignment__programme")
    version = take(joined, pk)
    if version is None:
        return False
    news, assignment = ABOUT[about], version.assignment
    letter = _letter(version, news)
    told = sum(put(KIND, f"{pk}:{about}", person, letter) for person in news.readers(assignment))
    body = getattr(assignment, f"{news.team}_id")
    WritingNotice.objects.create(hand_in=version, about=about, body_id=body, told=told)
    return True


def _letter(version: HandIn, news: News) -> Letter:
    returned = news.step == Step.RETURNED
    path = reverse("writing_text", args=[version.assignment_id]) if returned else version.get_absolute_url()
    assignment = version.assignment
    body = getattr(assignment, news.team)
    said = news.words.format(team=assignment.team, theme=assignment.theme, programme=assignment.programme)
    text = (
        f"Goedendag,\n\n{said}\n\nDe tekst staat hier: {settings.SITE_URL}{path}\n\n"
        f"Je krijgt dit bericht omdat je in {body} zit. De tekst is besloten: je logt eerst in.\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n{settings.SITE_URL}\n"
    )
    return Letter(f"{news.subject}: {assignment.theme}", text)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the version is where it was, and its reader still sits in that team."""
    key, _, about = mail.about.partition(":")
    news = ABOUT[Told(about)]
    version = HandIn.objects.select_related("assignment").filter(pk=key, assignment__step=news.step).first()
    if version is None or mail.to_person is None:
        return False
    newest = not HandIn.objects.filter(assignment=version.assignment_id, number__gt=version.number).exists()
    return newest and news.readers(version.assignment).filter(pk=mail.to_person.pk).exists()
