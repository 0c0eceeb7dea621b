"""What briefings tell the rest of the house: what waits for whom, what to read, find and follow."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse

from governance.bodies.models import COUNCIL_KINDS, Body
from governance.briefings import confirming, feeds, rules
from governance.briefings.comments import mail as comment_mail
from governance.briefings.determining import mail as determining_mail
from governance.briefings.fragments.every import register_fragments
from governance.briefings.jobs import KIND, still_readable
from governance.briefings.models import Briefing, Status
from governance.briefings.publication import BriefingPublication, BriefingPublicationQuerySet
from governance.briefings.registering import in_register
from governance.briefings.reviewing import BriefingReview, BriefingShare
from governance.briefings.woo import Attachments, Briefings
from zorgzaam import access, follow, places, search, today
from zorgzaam.access import shared_ids
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo
from zorgzaam.ui.dates import day as in_words
from zorgzaam.woo import documents as woo


def readable(user: Reader) -> BriefingPublicationQuerySet:
    """The newest version of everything published for this reader, by the day it bears, light enough for a list."""
    found = BriefingPublication.objects.visible_to(user).newest().light()
    found = found.exclude(briefing__status=Status.WITHDRAWN).select_related("briefing__addressee")
    return found.order_by("-dated_on", "-published_at", "-version")


def on_staten(request: HttpRequest, subject: Any) -> places.Block:
    """On the first page for councils: to my councils first, then all that is public."""
    councils = standing_of(request.user).councils
    newest = readable(request.user)
    context = {
        "mine": list(newest.filter(briefing__addressee__in=councils)[:5]) if councils else [],
        "others": list(newest.exclude(briefing__addressee__in=councils)[:10]),
    }
    return places.Block("governance/briefings_on_staten.html", context)


def on_council(request: HttpRequest, subject: Any) -> places.Block | None:
    """On the page of a council: what was written to it, and how to follow that."""
    if not isinstance(subject, Body) or subject.kind not in COUNCIL_KINDS:
        return None
    found = list(readable(request.user).filter(briefing__addressee=subject)[:5])
    return places.Block("governance/briefings_of_council.html", {"body": subject, "publications": found})


def waiting(user: Reader) -> list[Todo]:
    """Drafts that wait for my eyes, and approved ones that wait for their author to publish."""
    if standing_of(user).person_id is None:
        return []
    shared = Q(pk__in=shared_ids(user, BriefingShare, "review_briefing"))
    said = BriefingReview.objects.filter(briefing=OuterRef("pk"), person=standing_of(user).person_id)
    mine = Briefing.objects.in_hands_of(user).annotate(asked_along=shared & ~Exists(said))
    waits = Q(status__in=[Status.IN_REVIEW, Status.APPROVED, Status.DETERMINED]) | Q(
        status=Status.DRAFT, asked_along=True
    )
    return [
        todo
        for briefing in mine.filter(waits).select_related("addressee").prefetch_related("writers")
        if (todo := _todo(user, briefing))
    ]


def _todo(user: Reader, briefing: Briefing) -> Todo | None:
    person = standing_of(user).person_id
    if briefing.status == Status.IN_REVIEW and access.may(user, "governance.approve_briefing", briefing):
        why = f"{briefing.get_kind_display()} aan {briefing.addressee}: kijk na en geef akkoord."
        return Todo(briefing.subject, reverse("briefing_review", args=[briefing.pk]), why, tone="attention")
    if briefing.status == Status.APPROVED and briefing.structure.determined:
        return _to_determine(user, briefing)
    if briefing.status in (Status.APPROVED, Status.DETERMINED) and person in (
        briefing.author_id,
        briefing.submitted_by_id,
    ):
        why = "Vastgesteld" if briefing.structure.determined else "Akkoord gekregen"
        why = f"{why}: je kunt het publiceren."
        return Todo(briefing.subject, reverse("briefing_compose", args=[briefing.pk]), why)
    if briefing.status in (Status.DRAFT, Status.IN_REVIEW) and briefing.asked_along:  # type: ignore[attr-defined]
        why = f"{briefing.get_kind_display()} aan {briefing.addressee}: lees mee en zeg wat je ervan vindt."
        return Todo(briefing.subject, reverse("briefing_review", args=[briefing.pk]), why)
    return None


def _to_determine(user: Reader, briefing: Briefing) -> Todo | None:
    """For the portfolio holder, and for who has to put it before them or see to it otherwise."""
    if access.may(user, "governance.determine_briefing", briefing):
        why = f"{briefing.get_kind_display()} aan {briefing.addressee}: stel het vast."
        url = reverse("briefing_determine", args=[briefing.pk])
        return Todo(briefing.subject, url, why, tone="attention")
    if standing_of(user).person_id in (briefing.author_id, briefing.submitted_by_id):
        why = "Akkoord gekregen: de portefeuillehouder stelt het nog vast."
        return Todo(briefing.subject, reverse("briefing_compose", args=[briefing.pk]), why)
    return None


def _found(publication: BriefingPublication) -> str:
    """What tells one search result from the next."""
    kind, to = publication.briefing.get_kind_display(), publication.briefing.addressee
    date = in_words(publication.dated_on, weekday=False)
    return f"{kind} {publication.registration_number} aan {to}, {date}"


def _to_find() -> BriefingPublicationQuerySet:
    newest = BriefingPublication.objects.newest().defer("canonical", "html", "pdf", "search")
    return newest.exclude(briefing__status=Status.WITHDRAWN).select_related("briefing__addressee")


def register_all() -> None:
    """Called when the app registry is ready."""
    assert rules  # registers the rules
    register_fragments()
    places.register("staten", "briefings", on_staten, order=10)
    places.register("council.record", "briefings", in_register, order=10)
    places.register("body.meetings", "briefings", on_council, order=60)
    places.register("council.dossier", "briefings_feed", feeds.to_follow, order=90)
    places.register("briefing.reading", "confirming", confirming.on_its_page)
    today.register("briefings", waiting)
    follow.register("briefing", follow.Subject(Briefing.objects.all, "dit stuk"))
    may_still_go(KIND, still_readable)
    may_still_go(comment_mail.KIND, comment_mail.still_open)
    may_still_go(determining_mail.KIND, determining_mail.still_waits)
    woo.register("briefings", Briefings())
    woo.register("bijlagen", Attachments())
    search.register(
        "briefing",
        search.Searchable(
            label="Brief of voorstel",
            queryset=_to_find,
            title="subject",
            text="plain",
            line=_found,
            door="staten",
        ),
    )
