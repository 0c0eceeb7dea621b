"""A list that many phones look at: grouped by question, and cheap to ask after."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

from governance.writing.models import HarvestItem
from themes.findings.models import DiscussionQuestion

Group = tuple[DiscussionQuestion | None, list[HarvestItem]]


def grouped(items: Iterable[HarvestItem], questions: list[DiscussionQuestion]) -> list[Group]:
    """Items per question in the order of the questions; what answers none of them last, when there is any."""
    found: dict[object, list[HarvestItem]] = defaultdict(list)
    for item in items:
        found[item.question_id].append(item)
    known: list[Group] = [(question, found.pop(question.pk, [])) for question in questions]
    rest = [item for some in found.values() for item in some]
    return [*known, (None, rest)] if rest else known


def live(request: HttpRequest, stamp: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """`answer()` when the list is not what the asker has: 304 by ETag, and 204 (swap nothing) for the page's own
    `?stand=`, because a browser turns a 304 into the old list and would put that in again."""
    tag = f'"{stamp}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    elif request.GET.get("stand") == stamp:
        response = HttpResponse(status=204)
    else:
        response = answer()
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response
