"""The one mail about a report that is due: to who carries the initiative out."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partners.initiatives.emails.whom import Reader, still_one_of, who_bring_it_in
from partners.initiatives.models import InitiativeExecution, InitiativeReportReminder
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.ui.dates import day

DUE, LEADS, PAGE = "initiative-report-due", "initiative-leader", "initiative_report_add"


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
    told = sum(
        put(DUE, f"{row.pk}/{due}", reader.to, _letter(row, reader), private=reader.private)
        for reader in carriers(row)
    )
    if told:
        InitiativeReportReminder.objects.create(execution=row, due_on=due, told=told)
    return bool(told)


def carriers(execution: InitiativeExecution) -> list[Reader]:
    """Who is asked how it goes: who brings it in and who leads it, each once, with the address where they tell it; a
    leader we know no account or link of has none."""
    initiative = execution.initiative
    found = who_bring_it_in(initiative, page=PAGE)
    leader: Person | str = execution.leader or execution.leader_email
    if not leader or address_of(leader) in {address_of(each.to) for each in found}:
        return found
    url = f"{settings.SITE_URL}{reverse(PAGE, args=[initiative.pk])}" if execution.leader else ""
    return [*found, Reader(leader, url)]


def address_of(to: Person | str) -> str:
    return (to.email if isinstance(to, Person) else to).lower()


def _letter(row: InitiativeExecution, reader: Reader) -> Letter:
    initiative = row.initiative
    how = (
        f"Vertel hoe het gaat: {reader.url}"
        if reader.url
        else "Antwoord het netwerkbureau met een mail: gaat het groen, oranje of rood, en waarom?"
    )
    text = (
        f"Goedendag,\n\nHoe gaat het met uw initiatief {initiative.number}: {initiative.title}?\n"
        f"We horen het graag uiterlijk {day(row.report_due_on)}.\n\n{how}\n\n"
        "Het kost een paar minuten: een kleur, waarom, wat goed ging en wat u nodig hebt.\n"
    )
    return Letter(f"Hoe gaat het met: {initiative.title}?", text)


def tell_leader(row: InitiativeExecution, *, by: Person | str) -> bool:
    """Say once to who leads it that they do; not to who wrote it down themselves."""
    to = row.leader or row.leader_email
    if not to or address_of(to) == address_of(by):
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
    return row is not None and still_one_of(mail, carriers(row))
