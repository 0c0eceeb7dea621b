"""The one mail about a report that is late: to who speaks for the organisation, with a link and no judgement."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from partners.organisations.speaking import spokespeople
from regioplan.agreements.models import Agreement
from regioplan.progress.due import Due, due_reports
from regioplan.progress.periods import ReportPeriod
from regioplan.progress.reports import ReportReminder
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.standing import standing_on

KIND = "progress-late"


@transaction.atomic
def remind(due: Due) -> bool:
    """Write the mail, once per agreement and period; False when that was done before, or nobody can be told yet.

    The fact is written when somebody is told, and whole: it stays as it is. Under a lock on the agreement, so that
    workers who come at once do not each write a mail first.
    """
    Agreement.objects.select_for_update(no_key=True).get(pk=due.agreement.pk)
    reminder = ReportReminder(
        agreement=due.agreement, starts_on=due.period.starts_on, ends_on=due.period.ends_on
    )
    if reminder.was_sent:
        return False
    people = spokespeople([due.agreement.organisation_id], due.today)
    letter = _letter(due)
    reminder.told = sum(put(KIND, str(reminder.pk), person, letter) for person in people)
    if not reminder.told:
        return False
    reminder.save(force_insert=True)
    return True


def _letter(due: Due) -> Letter:
    context = {"due": due, "url": f"{settings.SITE_URL}{due.address}"}
    text = render_to_string("regioplan/email_late.txt", context)
    return Letter(f"Voortgang over {due.period}: we missen die nog", text)


def still_late(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the report is still missing and the person still speaks for the organisation."""
    reminder = ReportReminder.objects.select_related("agreement").filter(pk=mail.about).first()
    person, day = mail.to_person, timezone.localdate()
    if reminder is None or person is None or person.erased_at is not None:
        return False
    organisation = reminder.agreement.organisation_id
    if organisation not in standing_on(person.pk, day).organisations:
        return False
    period = ReportPeriod(reminder.starts_on, reminder.ends_on)
    due = due_reports(day, [organisation])
    return any((one.agreement.pk, one.period) == (reminder.agreement_id, period) for one in due)
