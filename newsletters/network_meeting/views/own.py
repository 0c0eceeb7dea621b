"""Pages behind the link in a mail, for who has no account. Opening a page never changes anything."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from governance.meetings.facts import as_published
from newsletters.dead_links import DeadLink, by_link, private
from newsletters.network_meeting import listing
from newsletters.network_meeting.answer_forms import AnswerForm, EvaluationForm, WishForm
from newsletters.network_meeting.answering import Given, answer, names_with_needs, wiped, wish
from newsletters.network_meeting.arrivals.door import is_the_day
from newsletters.network_meeting.evaluating import evaluate, is_open, voices
from newsletters.network_meeting.models import Answer, Attendee, Invitee
from newsletters.network_meeting.settling import waiting_for
from newsletters.network_meeting.timetable import route_of
from zorgzaam.audit.actors import Actor, SystemActor
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

METHODS = ["GET", "HEAD", "POST"]
SAID = {
    Answer.YES.value: "Fijn, u komt. Wij sturen u een bevestiging.",
    Answer.NO.value: "U komt niet. Jammer, en dank voor uw antwoord.",
}


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
@by_link
@once
def own(request: HttpRequest, secret: str) -> HttpResponse:
    """The answer of one invitee, their people and their places; the link works before and after the day."""
    row = row_behind(secret)
    people = list(row.attendees.prefetch_related("choices__breakout").order_by("position"))
    open_now = row.network_meeting.takes_replies
    form = AnswerForm(
        request.POST or None if open_now else None, row=row, people=[each.name for each in people]
    )
    page = FormPage(
        "Uw antwoord", row.own_url, "Verander mijn antwoord" if row.answer else "Verstuur mijn antwoord",
        done=SAID.get(request.POST.get("answer", ""), "Bewaard."),
        template="newsletters/network/own.html", to=lambda: _next(row),
    )  # fmt: skip
    words = {
        "row": row,
        "meeting": row.network_meeting.meeting,
        "network_meeting": row.network_meeting,
        "open_now": open_now,
        "people": [_person(each, row.network_meeting.rounds) for each in people],
        "breakouts": list(row.network_meeting.breakouts.order_by("position")),
        "voices": voices(row) if is_open(row.network_meeting) else None,
        "the_day": is_the_day(row.network_meeting),
        # Before the agenda is published nobody outside reads the programme.
        "programme": row.network_meeting.meeting.publications.exists(),
        "unwilling": listing.is_unwilling(row),
    }
    act = lambda: say(request, row, form.given, SystemActor.VISITOR)  # noqa: E731
    return private(form_page(request, form, page, act=act, by=SystemActor.VISITOR, **words))


def say(request: HttpRequest, row: Invitee, given: Given, by: Actor) -> None:
    """Write an answer down, and tell when what somebody eats or needs went with their name."""
    before, seen = names_with_needs(row), row.version
    answer(row, given, by=by, seen=seen)
    if words := wiped(row, before):
        messages.warning(request, words)


def _person(each: Attendee, rounds: int) -> dict[str, object]:
    return {"person": each, "route": route_of(each), "waits": waiting_for(each, rounds)}


def _next(row: Invitee) -> str:
    """Who comes alone is asked for wishes at once; others choose of whom."""
    people = list(row.attendees.all()[:2])
    if len(people) == 1 and not people[0].choices.exists():
        return reverse("network_wish", args=[row.secret, people[0].pk])
    return row.own_url


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
@by_link
@once
def wishes(request: HttpRequest, secret: str, person: uuid.UUID) -> HttpResponse:
    """What one of their people would like and needs. What was typed for who was taken off meanwhile comes back, with
    the reason why it was not kept."""
    row = row_behind(secret)
    found = row.attendees.filter(pk=person).first()
    if request.method != "POST" and (found is None or not row.network_meeting.takes_replies):
        raise DeadLink
    found = found or Attendee(name="wie niet meer komt")
    found.network_meeting = row.network_meeting
    form = WishForm(request.POST or None, person=found)
    page = FormPage(
        f"Wensen van {found.name}", row.own_url, "Bewaar deze wensen", kicker=row.network_meeting.meeting.title,
        done="De wensen zijn bewaard.", crumbs=[("Home", reverse("home")), ("Uw uitnodiging", row.own_url)],
        lead="Wat u eet en nodig hebt, leest alleen het netwerkbureau. Twee weken na de dag wissen wij het.",
        template="newsletters/network/wishes.html",
    )  # fmt: skip
    act = lambda: wish(found, form.wish, by=SystemActor.VISITOR, seen=form.cleaned_data["seen"])  # noqa: E731
    words = {"breakouts": form.breakouts, "network_meeting": row.network_meeting, "name": found.name}
    return private(form_page(request, form, page, act=act, by=SystemActor.VISITOR, **words))


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
@by_link
def evaluation(request: HttpRequest, secret: str) -> HttpResponse:
    """What somebody thought of it; once for each who was there, and nobody keeps who said what."""
    row = row_behind(secret)
    left = voices(row).left if is_open(row.network_meeting) and row.comes else 0
    if not left:
        # The link is right; their own page says how it stands.
        return private(redirect(row.own_url))
    # Not `once`: what that keeps has a moment, and would lie beside the answer.
    form = EvaluationForm(request.POST or None, left=left)
    page = FormPage(
        "Wat vond u ervan?", row.own_url, "Verstuur", kicker=row.network_meeting.meeting.title,
        lead="Wij bewaren niet wie wat invult. Schrijf dus geen namen op.", done="Dank u wel. Uw antwoord is bewaard.",
        crumbs=[("Home", reverse("home")), ("Uw uitnodiging", row.own_url)],
    )  # fmt: skip
    act = lambda: evaluate(row, form.instance, left=form.cleaned_data["left"])  # noqa: E731
    return private(form_page(request, form, page, act=act, by=SystemActor.VISITOR))


@require_http_methods(METHODS)
@entrance(Door.ANY, OPEN)
@by_link
@csrf_exempt
def no_more(request: HttpRequest, secret: str) -> HttpResponse:
    """No invitations any more, or again. The page asks once; a mail program that sends List-Unsubscribe=One-Click
    (RFC 8058) is obeyed at once.

    Without a token of the form: a mail program has none, and who has the secret may end. So may who was left out since.
    """
    row = Invitee.objects.once_behind(secret)
    if row is None:
        raise DeadLink
    if request.method != "POST":
        words = {"row": row, "unwilling": listing.is_unwilling(row)}
        return private(render(request, "newsletters/network/no_more.html", words))
    if request.POST.get("weer"):
        listing.want_again(row, by=SystemActor.VISITOR)
        said = "U krijgt weer uitnodigingen."
    else:
        listing.want_no_more(row, by=SystemActor.VISITOR)
        said = "U krijgt geen uitnodigingen meer. Komt u naar een bijeenkomst, dan hoort u wel wat daarvoor verandert."
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse("Afgemeld.", content_type="text/plain; charset=utf-8")
    messages.success(request, said)
    return private(redirect(row.own_url if row.is_asked else row.way_out))


def row_behind(secret: str) -> Invitee:
    """Whose link this is, with what readers know of the meeting; DeadLink for a link that is not (any more) ours."""
    row = Invitee.objects.behind(secret)
    if row is None:
        raise DeadLink
    row.network_meeting.meeting = as_published(row.network_meeting.meeting)
    return row
