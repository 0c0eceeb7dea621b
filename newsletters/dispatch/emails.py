"""Mail to colleagues about an issue on its way out. Text only, and each once."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from newsletters.dispatch.models import IssueReview, Sending, Verdict
from newsletters.issues.models import Issue, IssueState
from zorgzaam.house import House
from zorgzaam.people.models import Person
from zorgzaam.post.bulk.progress import progress_of
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.ui.dates import moment

LOOK, ANSWER, NOT_GONE, SENT = (
    "newsletter-look",
    "newsletter-looked",
    "newsletter-not-gone",
    "newsletter-sent",
)


def ask_to_look(review: IssueReview, colleagues: Iterable[Person]) -> int:
    """That there is an issue to look at; gives how many mails are new."""
    issue = review.issue
    lines = [
        f"{review.by.name} vraagt je om mee te kijken naar de nieuwsbrief “{issue.title}”.",
        review.remark,
        f"Bekijk de nieuwsbrief en keur haar goed, of schrijf wat er anders moet: {_url('issue_review', issue)}",
    ]
    letter = _letter(f"Kijk je mee? Nieuwsbrief “{issue.title}”", lines)
    return sum(put(LOOK, review.pk.hex, person, letter) for person in colleagues)


def answered(review: IssueReview, asker: Person) -> bool:
    """To who asked: approved, or what should change."""
    issue, good = review.issue, review.verdict == Verdict.APPROVED
    did = "keurde de nieuwsbrief goed" if good else "gaf de nieuwsbrief terug"
    lines = [
        f"{review.by.name} {did}: “{issue.title}”.",
        review.remark,
        f"Verder: {_url('issue_sending', issue)}",
    ]
    subject = "Goedgekeurd" if good else "Terug"
    return put(ANSWER, review.pk.hex, asker, _letter(f"{subject}: nieuwsbrief “{issue.title}”", lines))


def could_not_go(sending: Sending, planned: datetime.datetime, why: str) -> bool:
    """To who planned it: it did not go, and why."""
    issue = sending.issue
    lines = [
        f"De nieuwsbrief “{issue.title}” was gepland voor {moment(planned)}, maar is niet verstuurd.",
        why,
        f"Verder: {_url('issue_sending', issue)}",
    ]
    about = f"{issue.pk.hex}-{planned.timestamp():.0f}"
    return put(NOT_GONE, about, sending.by, _letter(f"Niet verstuurd: nieuwsbrief “{issue.title}”", lines))


def was_sent(sending: Sending) -> bool:
    """To who sent it: that it is done, in figures."""
    issue = sending.issue
    if sending.mailing is None:
        return False
    counted = progress_of(sending.mailing)
    lines = [
        f"De nieuwsbrief “{issue.title}” is verstuurd aan {counted.sent} lezers.",
        f"Bij {counted.failed} lezers lukte het niet." if counted.failed else "",
        f"Van {counted.unsure} mails is niet zeker of ze zijn aangekomen." if counted.unsure else "",
        f"Bekijk de cijfers: {_url('issue_sending', issue)}",
    ]
    return put(SENT, issue.pk.hex, sending.by, _letter(f"Verstuurd: nieuwsbrief “{issue.title}”", lines))


def still_to_look_at(mail: OutgoingMail) -> bool:
    """What was asked for still lies there."""
    review = IssueReview.objects.select_related("issue").filter(pk=mail.about).first()
    return (
        review is not None
        and review.issue.state == IssueState.REVIEW
        and review.issue.frozen_id == review.frozen_id
    )


def _url(name: str, issue: Issue) -> str:
    return settings.SITE_URL + reverse(name, args=[issue.pk])


def _letter(subject: str, lines: Iterable[str]) -> Letter:
    house = House.objects.of_region()
    end = f"Met vriendelijke groet,\n{house.network_name}\n{settings.SITE_URL}"
    return Letter(subject, "\n\n".join(["Goedendag,", *filter(None, lines), end]) + "\n")
