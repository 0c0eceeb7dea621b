"""Mail about a step of a proposal, each once: to who proposed it what became of it, to who keeps an agenda what waits
there. What was said with it is read behind the login."""

import datetime
import uuid
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from governance.bodies.models import Mandate, Role
from governance.intake.models import ProposalNotice, ProposalStep, StepKind
from governance.meetings.models import MANAGERS
from zorgzaam.house import House
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

TO_PROPOSER, TO_KEEPERS = "proposal-news", "proposal-waits"
# What happened longer ago was taken over from the past, and is no news.
NEWS = datetime.timedelta(days=30)
K = StepKind
# What who proposed it hears; {body} is where it lay, {to} the other body, {yours} "je voorstel" or whose request it is.
TOLD = {
    K.PROPOSED: (
        "We hebben {yours}: {title}",
        "{Yours} ligt bij {body}. Wie daar de agenda maakt, kijkt ernaar.",
    ),
    K.OFFERED: (
        "{Yours} gaat naar een ander overleg: {title}",
        "{body} denkt dat {yours} bij {to} hoort, en vroeg {to} of zij het overnemen.",
    ),
    K.TAKEN_ON: ("{Yours} ligt nu bij {to}: {title}", "{to} neemt {yours} over van {body}."),
    K.GIVEN_BACK: (
        "{Yours} ligt weer bij {body}: {title}",
        "{to} neemt {yours} niet over. {body} kijkt er opnieuw naar.",
    ),
    K.LATER: ("{Yours} komt later: {title}", "{body} behandelt {yours} later."),
    K.PLACED: ("{Yours} is een agendapunt: {title}", "{body} maakte van {yours} een agendapunt."),
    K.JOINED: (
        "{Yours} is samengevoegd: {title}",
        "{body} bespreekt {yours} bij een agendapunt dat er al was.",
    ),
    K.RETURNED: (
        "{Yours} komt niet op de agenda: {title}",
        "{body} geeft {yours} aan je terug, met de reden. Je kunt het opnieuw voorstellen.",
    ),
    K.REPORTED: (
        "Terugkoppeling over {yours}: {title}",
        "{body} laat weten wat er met {yours} is gedaan.",
    ),
}
# What who keeps an agenda hears, and of which bodies of the step; {at} is the first of them.
WAITS = {
    K.PROPOSED: (
        ("body",),
        "Nieuw voorstel voor {at}: {title}",
        "Er is een voorstel voor de agenda van {at}. Bekijk het en bepaal wat ermee gebeurt.",
    ),
    K.OFFERED: (
        ("to_body",),
        "Neemt {at} dit over? {title}",
        "{body} denkt dat dit voorstel bij {at} hoort. Neem het over, of geef het terug.",
    ),
    K.TAKEN_ON: (
        ("body",),
        "{to} neemt het over: {title}",
        "{to} neemt dit voorstel over van {at}. Het wacht niet meer op {at}.",
    ),
    K.GIVEN_BACK: (
        ("body",),
        "Terug bij {at}: {title}",
        "{to} neemt dit voorstel niet over. Bepaal wat er nu mee gebeurt.",
    ),
    K.WITHDRAWN: (
        ("body", "to_body"),
        "Ingetrokken: {title}",
        "Wie dit voorstelde, trok het in. Je hoeft er niets meer mee te doen.",
    ),
}


def waiting() -> QuerySet[ProposalStep]:
    """Steps of lately that nobody was told of."""
    kinds = {*TOLD, *WAITS}
    return ProposalStep.objects.filter(kind__in=kinds, notice__isnull=True, at__gt=timezone.now() - NEWS)


@transaction.atomic
def tell(pk: uuid.UUID) -> bool:
    """The mails and the notice of one step, under a lock on it; False when another worker has or did it."""
    step = take(waiting().select_related("proposal__proposed_by", "proposal__council", "body", "to_body"), pk)
    if step is None:
        return False
    told = sum(put(kind, str(pk), person, letter) for kind, person, letter in _letters(step))
    killpoint("intake.before_notice")
    ProposalNotice.objects.create(step=step, told=told)
    return True


def _letters(step: ProposalStep) -> Iterator[tuple[str, Person, Letter]]:
    council = step.proposal.council
    yours = f"het verzoek van {council}" if council else "je voorstel"
    words = {
        "yours": yours,
        "Yours": yours[0].upper() + yours[1:],
        "title": step.proposal.title,
        "body": step.body.name,
        "to": step.to_body.name if step.to_body else "",
    }
    if step.kind in TOLD:
        subject, text = TOLD[StepKind(step.kind)]
        letter = _letter(step, subject.format(**words), text.format(**words))
        yield from ((TO_PROPOSER, person, letter) for person in proposers(step))
    if step.kind in WAITS:
        which, subject, text = WAITS[StepKind(step.kind)]
        words["at"] = getattr(step, which[0]).name
        letter = _letter(step, subject.format(**words), text.format(**words))
        yield from ((TO_KEEPERS, person, letter) for person in keepers(step))


def proposers(step: ProposalStep) -> Any:
    """Who proposed it; of what a council asked also its griffie, who tells the council. Nobody hears of their own step
    but the first, which is their receipt."""
    proposal = step.proposal
    who = Q(pk=proposal.proposed_by_id)
    if proposal.council_id:
        clerks = Mandate.objects.on(timezone.localdate()).filter(body=proposal.council_id, role=Role.CLERK)
        who |= Q(pk__in=clerks.values("person_id"))
    found = Person.objects.filter(who, erased_at__isnull=True).exclude(email="")
    return found if step.kind == K.PROPOSED else but(found, step.person_id)


def keepers(step: ProposalStep) -> Any:
    """Who keeps the agenda of the bodies this is about, today, but who took the step."""
    bodies = [getattr(step, f"{which}_id") for which in WAITS[StepKind(step.kind)][0]]
    held = Mandate.objects.on(timezone.localdate()).filter(body__in=bodies, role__in=MANAGERS)
    people = Person.objects.filter(pk__in=held.values("person_id"), erased_at__isnull=True)
    return but(people.exclude(email=""), step.person_id)


def but(people: Any, person_id: uuid.UUID | None) -> Any:
    """These people without the one who did it; all of them when a job did."""
    return people if person_id is None else people.exclude(pk=person_id)


def _letter(step: ProposalStep, subject: str, text: str) -> Letter:
    house = House.objects.of_region()
    body = (
        f"Goedendag,\n\n{text}\n\nHet gaat om: {step.proposal.title}\n"
        f"Bekijk het: {settings.SITE_URL}{step.proposal.get_absolute_url()}\n\n"
        f"Je logt eerst in. Daar staat ook wat erbij is gezegd.\n\n"
        f"Met vriendelijke groet,\n{house.network_name}\n{settings.SITE_URL}\n"
    )
    return Letter(subject, body)


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: its reader is still one of those it is for."""
    step = ProposalStep.objects.select_related("proposal").filter(pk=mail.about).first()
    if step is None or mail.to_person_id is None:
        return False
    readers = proposers(step) if mail.kind == TO_PROPOSER else keepers(step) if step.kind in WAITS else None
    return readers is not None and readers.filter(pk=mail.to_person_id).exists()
