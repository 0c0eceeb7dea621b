"""The one mail about a report that is due: to who carries the initiative out."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.execution.steps import address_of, carriers
from partners.initiatives.models import InitiativeExecution, InitiativeReportReminder
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.ui.dates import day

DUE, LEADS = "initiative-report-due", "initiative-leader"


@transaction.atomic
def remind(execution: InitiativeExecution) -> bool:
    """Ask once for the report of its due day; False when that was done, or nobody can be written to."""
    row = (
        InitiativeExecution.objects.select_for_update(no_key=True, of=("self",))
        .select_related("initiative__organisation", "leader")
        .get(pk=execution.pk)
    )
    due = row.report_due_on
    if due is None or due > timezone.localdate() or row.reminders.filter(due_on=due).exists():
        return False
    told = sum(put(DUE, f"{row.pk}/{due}", to, _letter(row, to)) for to in carriers(row))
    if told:
        InitiativeReportReminder.objects.create(execution=row, due_on=due, told=told)
    return bool(told)


def _letter(row: InitiativeExecution, to: Person | str) -> Letter:
    initiative = row.initiative
    address = f"{settings.SITE_URL}{reverse('initiative_report_add', args=[initiative.pk])}"
    how = (
        f"Vertel hoe het gaat: {address}"
        if isinstance(to, Person)
        else "Antwoord het netwerkbureau met een mail: gaat het groen, oranje of rood, en waarom?"
    )
    text = (
        f"Goedendag,\n\nHoe gaat het met uw initiatief {initiative.number}: {initiative.title}?\n"
        f"We horen het graag uiterlijk {day(row.report_due_on)}.\n\n{how}\n\n"
        "Het kost een paar minuten: een kleur, waarom, wat goed ging en wat u nodig hebt.\n"
    )
    return Letter(f"Hoe gaat het met: {initiative.title}?", text)


def tell_leader(row: InitiativeExecution, *, by: Person) -> bool:
    """Say once to who leads it that they do; not to who wrote it down themselves."""
    to = row.leader or row.leader_email
    if not to or address_of(to) == by.email.lower():
        return False
    initiative = row.initiative
    how = (
        f"Daar vertelt u hoe het gaat, en houdt u de mijlpalen bij: {settings.SITE_URL}{initiative.get_absolute_url()}"
        if isinstance(to, Person)
        else "Wilt u zelf vertellen hoe het gaat? Vraag het netwerkbureau dan om een account."
    )
    text = (
        f"Goedendag,\n\nU staat opgeschreven als projectleider van initiatief {initiative.number}: {initiative.title}\n"
        f"Het is van {initiative.by_whom}.\n\n{how}\n\nKlopt dit niet? Laat het het netwerkbureau weten.\n"
    )
    return put(LEADS, f"{row.pk}/{address_of(to)}", to, Letter(f"U leidt: {initiative.title}", text))


def still_leads(mail: OutgoingMail) -> bool:
    """Whether its reader still leads it."""
    row = InitiativeExecution.objects.select_related("leader").filter(pk=mail.about.partition("/")[0]).first()
    to = (row.leader or row.leader_email) if row else ""
    return bool(to) and address_of(to) == mail.to_address.lower()


def still_due(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the report is still missing, and it goes to who carries it out."""
    pk, _, due = mail.about.partition("/")
    row = InitiativeExecution.objects.due_by(timezone.localdate()).filter(pk=pk, report_due_on=due).first()
    return row is not None and mail.to_address.lower() in map(address_of, carriers(row))
