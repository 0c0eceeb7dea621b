"""What books tell the rest of the house: the way in on the page of a meeting, and what is forgotten with a person."""

from django.http import HttpRequest

from governance.bundles.models import BundleRequest
from governance.meetings import opened
from governance.meetings.models import Meeting
from zorgzaam import places
from zorgzaam.access import may
from zorgzaam.people import erasing
from zorgzaam.people.models import Person


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("meeting.papers", "bundle", on_meeting)
    erasing.register("bundles", forget_person)
    erasing.register("openings", opened.forget_person)


def on_meeting(request: HttpRequest, subject: Meeting) -> places.Block:
    """The way to the book. The same for every visitor and without a question to the database: the public page of a
    meeting counts them."""
    sits = request.user.is_authenticated and request.user.standing.sits_in(subject.body_id)
    works = may(request.user, "governance.change_meeting", subject)
    return places.Block("governance/bundle_block.html", {"meeting": subject, "sits": sits, "works": works})


def forget_person(person: Person, addresses: set[str]) -> None:
    """Part of erasing somebody: that they asked for a book. The book itself goes with the others after a week."""
    BundleRequest.objects.filter(reader__person=person).delete()
