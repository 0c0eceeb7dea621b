"""Question and answer between who brings an initiative in and the netwerkbureau."""

from django.core.exceptions import ValidationError

from partners.initiatives.models import Initiative, Message, MessageSettled, unanswered
from partners.initiatives.moving import person_of, taking
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.people.models import Person


def say(initiative: Initiative, text: str, *, by: Actor, from_bureau: bool) -> Message:
    """Put down one message; the mail follows from it. ValidationError for a draft: nobody reads that yet."""
    with taking(initiative, by) as now:
        if now.is_draft:
            raise ValidationError("Dien het initiatief eerst in.")
        last = now.messages.order_by("-at").first()
        said = (text, from_bureau, person_of(by))
        # The same words from the same side right after each other are a second press of the button.
        if last is not None and (last.text, last.from_bureau, last.person_id) == said:
            return last
        return Message.objects.create(
            initiative=now, text=text, from_bureau=from_bureau, person_id=person_of(by)
        )


def settle(message: Message, *, by: Person) -> None:
    """The netwerkbureau read it and it needs no answer. Asked twice, once."""
    with acting(by):
        if unanswered().filter(pk=message.pk).exists():
            MessageSettled.objects.get_or_create(message=message, defaults={"person": by})
