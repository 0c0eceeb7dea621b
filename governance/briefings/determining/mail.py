"""Mail to the portfolio holder before whom a letter lies: that it waits, and nothing of what it says."""

from celery import shared_task
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from governance.briefings.models import Briefing, Status
from governance.briefings.reviewing import BriefingReview, BriefingShare, Verdict
from zorgzaam.house import House
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.telling import each

KIND = "briefing-to-determine"


@shared_task
def tell_portfolio_holders() -> int:
    """Write once to every portfolio holder before whom an approved letter lies; gives how many mails."""
    return each([(briefing,) for briefing in _waiting().select_related("holder", "addressee")], _tell)


def _waiting() -> "QuerySet[Briefing]":
    """Approved letters that lie before their portfolio holder; `approval` is the review they wait since."""
    approvals = BriefingReview.objects.filter(briefing=OuterRef("pk"), verdict=Verdict.APPROVED)
    before = BriefingShare.objects.filter(
        content_object=OuterRef("pk"), user__person=OuterRef("holder"), until__gt=timezone.now()
    )
    rows = Briefing.objects.filter(Exists(before), status=Status.APPROVED, holder__erased_at=None)
    return rows.annotate(approval=Subquery(approvals.order_by("-at").values("pk")[:1]))


def _tell(briefing: Briefing) -> bool:
    """The post office takes one mail about one approval, however often it is asked."""
    about = str(briefing.approval)  # type: ignore[attr-defined]
    if briefing.holder is None or OutgoingMail.objects.filter(kind=KIND, about=about).exists():
        return False
    return put(KIND, about, briefing.holder, _letter(briefing), private=True)


def _letter(briefing: Briefing) -> Letter:
    kind, path = briefing.get_kind_display().lower(), reverse("briefing_determine", args=[briefing.pk])
    text = (
        f"Goedendag,\n\nEr wacht een stuk op uw vaststelling: {kind} aan {briefing.addressee}.\n\n"
        f"Lees het hier, en zeg of het zo is vastgesteld of wat er anders moet: {settings.SITE_URL}{path}\n\n"
        "U krijgt dit bericht omdat u portefeuillehouder bent van dit stuk. "
        "Een concept is besloten: u logt eerst in.\n\n"
        f"Met vriendelijke groet,\n{House.objects.of_region().network_name}\n{settings.SITE_URL}\n"
    )
    return Letter("Een stuk wacht op uw vaststelling", text)


def still_waits(mail: OutgoingMail) -> bool:
    """Whether this mail may still go: the letter lies before the same portfolio holder, since the same approval."""
    waiting = _waiting().filter(holder=mail.to_person_id, holder__isnull=False)
    return mail.about in {str(briefing.approval) for briefing in waiting}  # type: ignore[attr-defined]
