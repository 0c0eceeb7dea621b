"""Mail to the owner of an action: that it was given to them, that its day comes near, and that it is over. Each once.

A mail names what is to be done only when it belongs to nothing closed; always its body, its day and the page with the
button. What is mailed stays in the book of mails, which others read.
"""

import datetime
import uuid

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from governance.actions.models import About, Action, ActionNotice
from governance.decisions.models import Decision
from governance.meetings.models import AgendaItem
from governance.meetings.portal import NOBODY_READS
from zorgzaam.house import House
from zorgzaam.killpoints import killpoint
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import take

KIND = "action"
# What was given longer ago was taken over from the past, and is no news.
NEWS = datetime.timedelta(days=14)
# A week before its day; what was taken on within that week, the day before.
SOON, LAST_CALL = datetime.timedelta(days=7), datetime.timedelta(days=1)
# After this time it is no reminder any more: the list says it every day.
LONG_OVER = datetime.timedelta(days=30)


def waiting(about: About) -> QuerySet[Action]:
    """Open actions of which the owner of now was not told this yet, for the day it is due now."""
    told = ActionNotice.objects.filter(action=OuterRef("pk"), person=OuterRef("owner"), about=about)
    if about != About.GIVEN:
        told = told.filter(due_on=OuterRef("due_on"))
    return Action.objects.open().filter(_when(about)).exclude(Exists(told))


def _when(about: About) -> Q:
    today = timezone.localdate()
    match about:
        case About.GIVEN:
            lately = Q(owner_since__gt=timezone.now() - NEWS)
            return lately & Q(given_by__isnull=False) & ~Q(given_by=F("owner"))
        case About.SOON:
            early = Q(due_on__lte=today + SOON, owner_since__date__lt=F("due_on") - SOON)
            return Q(due_on__gte=today) & (early | Q(due_on__lte=today + LAST_CALL))
    # Taken over from the past, already late: nobody is reminded of that.
    return Q(due_on__lt=today, due_on__gte=today - LONG_OVER, owner_since__date__lte=F("due_on"))


@transaction.atomic
def tell(pk: uuid.UUID, about: About) -> bool:
    """The mail and the notice of one action, under a lock on it; False when another worker has or did it."""
    action = take(waiting(about).select_related("owner", "body", "item", "decision"), pk)
    if action is None:
        return False
    owner, due_on = action.owner, action.due_on
    if owner.erased_at is None:
        put(KIND, _about(action, about), owner, _letter(action, about))
    killpoint("action.before_notice")
    ActionNotice.objects.create(action=action, person=owner, about=about, due_on=due_on)
    return True


def _about(action: Action, about: About) -> str:
    return f"{action.pk}:{about}:{action.due_on.isoformat()}"


OPENING = {
    About.GIVEN: ("Nieuwe actie", "Je hebt een actie gekregen in {body}."),
    About.SOON: ("Bijna zover", "Je actie in {body} moet bijna klaar zijn."),
    About.LATE: ("Te laat", "Je actie in {body} had klaar moeten zijn."),
}


def _letter(action: Action, about: About) -> Letter:
    subject, opening = OPENING[about]
    named = may_be_mailed(action)
    what = f"Wat: {action.what}\n" if named else ""
    url = f"{settings.SITE_URL}{reverse('action_done', args=[action.pk])}"
    text = (
        f"Goedendag,\n\n{opening.format(body=action.body)}\n\n{what}Klaar: {action.due}\n\n"
        f"Is het klaar? Log in en druk op de knop: {url}\n"
        f"Daar kun je de actie ook aan een ander overdragen.\n\n"
        f"Je krijgt dit bericht omdat de actie op jouw naam staat.\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n{settings.SITE_URL}\n"
    )
    return Letter(f"{subject}: {action.what}" if named else f"{subject} in {action.body}", text)


def may_be_mailed(action: Action) -> bool:
    """Whether its words may stand in a mail: only those of an item and a decision that everybody may read by now. What
    belongs to neither says nothing of what is closed."""
    items, decisions = (rows.objects.visible_to(NOBODY_READS) for rows in (AgendaItem, Decision))
    if action.item_id is not None and not items.filter(pk=action.item_id).exists():
        return False
    return action.decision_id is None or decisions.filter(pk=action.decision_id).exists()


def still_true(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the action is open, of the same person, and due on the same day."""
    key, _, rest = mail.about.partition(":")
    _, _, due_on = rest.partition(":")
    person: Person | None = mail.to_person
    if person is None or person.erased_at is not None:
        return False
    same = Action.objects.open().filter(pk=key, owner=person, due_on=datetime.date.fromisoformat(due_on))
    return same.exists()
