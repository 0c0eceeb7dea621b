"""Coming to a decision at the table: rounds of consent, and votes. Members answer on a phone, in two presses."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.decisions.models import Decision
from governance.live import consenting, voting
from governance.live.forms import AnswerForm, BallotForm, VoiceForm, VoidForm
from governance.live.models import Choice, ConsentVoice, LiveMeeting, VoiceState
from governance.live.proposals import Proposal
from governance.live.screen import Screen
from governance.live.views.at_the_table import FORM, as_shown, decision_of, key_in, step
from governance.live.voting import count_due
from governance.meetings.models import Meeting
from zorgzaam.access import get_visible, may
from zorgzaam.doors import SIGNED_IN, Door, entrance
from zorgzaam.once import once
from zorgzaam.ui.pages import FormPage, form_page

KEEP = "governance.keep_decisions"


def _screen(request: HttpRequest, found: Decision) -> Screen:
    """As at its item, also before the meeting is opened: the secretary looks at it then."""
    return Screen(LiveMeeting(meeting=_meeting(found), current=found.item), request.user)


def _proposal(screen: Screen, found: Decision) -> Proposal:
    """With its round, its votes and who may speak."""
    return next(
        (each for each in screen.proposals(found.item) if each.decision.pk == found.pk), Proposal(found)
    )


def _meeting(found: Decision) -> Meeting:
    assert found.item is not None  # `decision_of` says so
    assert found.item.meeting is not None
    return found.item.meeting


def _back(name: str, found: Decision) -> str:
    return reverse(name, args=[found.pk])


def _live(found: Decision) -> str:
    return reverse("live", args=[_meeting(found).pk])


def _crumbs(found: Decision) -> list[tuple[str, str]]:
    return [("Vergadering", _live(found)), (found.title, found.get_absolute_url())]


# ---------------------------------------------------------------- consent
@require_http_methods(FORM)
@entrance(Door.ANY, SIGNED_IN)
@once
def consent(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The round about a proposal: what it says, what was said, and what you say."""
    found = decision_of(request, pk)
    screen = _screen(request, found)
    proposal = _proposal(screen, found)
    keeps = may(request.user, KEEP, found)
    parties = proposal.parties if keeps else proposal.mine
    form = VoiceForm(request.POST or None, parties=parties, about=proposal.round)
    page = FormPage(
        "Instemming", _back("consent", found) if keeps else _live(found), "Zeg dit", kicker=found.title,
        crumbs=_crumbs(found),
        template="governance/consent.html", done="Het staat erbij.",
    )  # fmt: skip
    if request.method == "POST" and proposal.round is None:
        return redirect("consent", pk)
    return form_page(
        request, form, page, act=lambda: _speak(proposal, form, request.user, keeps),
        decision=found, proposal=proposal, keeps=keeps, meeting=_meeting(found), screen=screen,
    )  # fmt: skip


def _speak(proposal: Proposal, form: VoiceForm, by: Any, keeps: bool) -> None:
    assert proposal.round is not None  # the view asks it first
    consenting.speak(proposal.round, form.chosen, by=by, keeps=keeps)


@require_POST
@entrance(Door.WERKBANK, KEEP)
def consent_step(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin a round, close it, or adopt what nobody objects to."""
    found = decision_of(request, pk, keeps=True)
    last = (
        found.rounds.select_related("decision__item__meeting", "decision__body").order_by("-number").first()
    )
    by: Any = request.user
    asked = request.POST.get("stap", "")
    if asked == "begin":
        return step(request, _back("consent", found), lambda: consenting.open_round(found, by=by))
    if last is None or asked not in ("sluit", "besluit"):
        raise Http404

    def act() -> None:
        as_shown(request, "ronde", last)
        (consenting.close_round if asked == "sluit" else consenting.adopt)(last, by=by)

    if asked == "sluit":
        return step(request, _back("consent", found), act)
    return step(request, _back("consent", found), act, "Het besluit is genomen.", on=_live(found))


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def consent_answer(request: HttpRequest, pk: uuid.UUID, voice: uuid.UUID) -> HttpResponse:
    """What became of an objection, a concern or a question."""
    found = decision_of(request, pk, keeps=True)
    rows = ConsentVoice.objects.select_related(
        "round__decision__item__meeting", "organisation", "seat__organisation"
    )
    said = get_visible(request.user, rows, pk=voice, round__decision=found)
    form = AnswerForm(request.POST or None, voice=said)
    page = FormPage(
        "Antwoord", _back("consent", found), "Bewaar", kicker=f"{said.get_kind_display()} van {said.speaks_for}",
        lead=said.reason, crumbs=_crumbs(found), done="Bewaard.",
    )  # fmt: skip
    act = lambda: consenting.answer(  # noqa: E731
        said,
        VoiceState(form.cleaned_data["state"]),
        form.cleaned_data["answer"],
        by=request.user,  # type: ignore[arg-type]
    )
    return form_page(request, form, page, act=act)


# ---------------------------------------------------------------- votes
@require_http_methods(FORM)
@entrance(Door.ANY, SIGNED_IN)
def ballot(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The vote about a proposal: your vote, who voted what, and the outcome. Voting twice changes it."""
    found = decision_of(request, pk)
    if request.method != "POST":
        count_due(_meeting(found).pk)
    screen = _screen(request, found)
    proposal = _proposal(screen, found)
    keeps = may(request.user, KEEP, found)
    if request.method == "POST":
        return _vote(request, found, proposal, keeps)
    context = {
        "decision": found,
        "proposal": proposal,
        "screen": screen,
        "keeps": keeps,
        "meeting": _meeting(found),
        "choices": Choice.choices,
        "parties": proposal.parties if keeps else proposal.mine,
        "form": BallotForm(),
    }
    return render(request, "governance/ballot.html", context)


def _vote(request: HttpRequest, found: Decision, proposal: Proposal, keeps: bool) -> HttpResponse:
    party, choice = key_in(request, "wie"), request.POST.get("stem", "")
    if party is None or choice not in Choice.values:
        raise Http404
    back = reverse("live", args=[_meeting(found).pk]) if request.POST.get("terug") else _back("ballot", found)
    cast = proposal.ballot
    if cast is None:
        return redirect(back)
    cast.decision = found

    def act() -> None:
        as_shown(request, "stemming", cast)
        voting.vote(cast, party, Choice(choice), by=request.user, keeps=keeps)  # type: ignore[arg-type]

    return step(request, back, act, "De stem is bewaard.")


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def ballot_open(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open a vote, now or at a set time."""
    found = decision_of(request, pk, keeps=True)
    form = BallotForm(request.POST or None)
    page = FormPage(
        "Stemming openen", _back("ballot", found), "Open de stemming", kicker=found.title, crumbs=_crumbs(found),
        lead="Per organisatie die aan dit punt meedoet één stem, op naam.", done="De stemming staat klaar.",
    )  # fmt: skip
    return form_page(
        request,
        form,
        page,
        act=lambda: voting.open_ballot(found, by=request.user, **form.cleaned_data),  # type: ignore[arg-type]
    )


@require_POST
@entrance(Door.WERKBANK, KEEP)
def ballot_step(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Count, or write the outcome into the decision."""
    found = decision_of(request, pk, keeps=True)
    last = found.ballots.order_by("-number").first()
    asked = request.POST.get("stap", "")
    if last is None or asked not in ("tel", "leg-vast"):
        raise Http404
    last.decision = found
    carry_out: Any = {"tel": voting.count, "leg-vast": voting.settle}[asked]

    def act() -> None:
        as_shown(request, "stemming", last)
        carry_out(last, by=request.user)

    said = {"tel": "De stemmen zijn geteld.", "leg-vast": "De uitslag is vastgelegd."}[asked]
    on = _live(found) if asked == "leg-vast" else ""
    return step(request, _back("ballot", found), act, said, on=on)


@require_http_methods(FORM)
@entrance(Door.WERKBANK, KEEP)
@once
def ballot_void(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A vote that is off."""
    found = decision_of(request, pk, keeps=True)
    last = found.ballots.order_by("-number").first()
    if last is None:
        raise Http404
    last.decision = found
    form = VoidForm(request.POST or None, about=last)
    page = FormPage(
        "Stemming laten vervallen", _back("ballot", found), "Laat vervallen", kicker=found.title, danger=True,
        crumbs=_crumbs(found), lead="De stemmen blijven bewaard en tellen niet.", done="De stemming is vervallen.",
    )  # fmt: skip
    act = lambda: voting.void(last, form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]  # noqa: E731
    return form_page(request, form, page, act=act)
