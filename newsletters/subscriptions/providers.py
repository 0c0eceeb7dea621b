"""What readers of the newsletter mean to the rest of the house: mail and what is erased."""

from newsletters.subscriptions import emails, entrance, parking
from newsletters.subscriptions.forgetting import forget
from newsletters.subscriptions.lists import asking_one
from newsletters.subscriptions.mails import PERMISSION_AGAIN
from zorgzaam import places
from zorgzaam.people import erasing
from zorgzaam.post import bounces
from zorgzaam.post.permission import may_still_go


def register() -> None:
    """Called once, when the app registry is ready."""
    may_still_go(emails.CONFIRM, emails.still_to_confirm)
    may_still_go(PERMISSION_AGAIN, asking_one.still_true)
    may_still_go(emails.WELCOME, emails.still_reads)
    may_still_go(emails.ALREADY, emails.still_reads)
    erasing.register("newsletters", forget)
    bounces.when_parked(parking.when_parked)
    bounces.when_freed(parking.when_freed)
    places.register("home", "newsletter", entrance.on_front_page, order=90)
    places.register("theme.related", "newsletter", entrance.on_theme, order=90)
    places.register("privacy", "newsletter", entrance.on_privacy)
    places.register("newsletter.tabs", "subscribers", entrance.in_the_room, order=40)
