"""The steps of a team, each asked first when it is hard to undo."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from governance.bodies.models import Mandate
from governance.writing.models import WritingAssignment
from governance.writing.steps import Refused, Step
from governance.writing.views.answering import FORM, LEAD, assignment_for, me, take
from governance.writing.views.asking import Question, ask, counted
from zorgzaam.doors import Door, entrance


@dataclass(frozen=True)
class Choice:
    """A step the team may take now; `asked`: on a page that says what it does."""

    step: Step
    label: str
    asked: bool


def choices_of(assignment: WritingAssignment) -> list[Choice]:
    """What the lead of the team may choose, the way forward first; not a way back that is closed by now."""
    if not assignment.next_steps:
        return []
    forward, *back = assignment.next_steps
    found = [_choice(step, "Terug naar") for step in back if _open(assignment, step)]
    return [_choice(forward, "Ga naar"), *found]


def _choice(step: Step, verb: str) -> Choice:
    closing = step == Step.CONCRETISE
    label = "Sluit het stemmen en ga verder" if closing else f"{verb}: {step.label.lower()}"
    return Choice(step, label, step in QUESTIONS)


def _open(assignment: WritingAssignment, step: Step) -> bool:
    try:
        assignment.refuse(step)
    except Refused:
        return False
    return True


@require_http_methods(FORM)
@entrance(Door.WERKBANK, LEAD)
def step(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The next step (`to`), or one back. Read as a page it says what the step does and asks; without `to` it asks about
    the way forward."""
    assignment = assignment_for(request, pk, LEAD)
    to = _wanted(request, assignment)
    if request.method != "POST":
        return ask(request, assignment, lambda: _question(assignment, to), instead=assignment)
    said = f"Het team is nu bij: {to.label.lower()}."
    return take(request, lambda: assignment.move(to, by=me(request)), said, assignment)


def _wanted(request: HttpRequest, assignment: WritingAssignment) -> Step:
    if request.method == "POST":
        wanted = request.POST.get("to", "")
    else:
        wanted = request.GET.get("to") or next(iter(assignment.next_steps), Step(assignment.step))
    if wanted not in Step.values:
        raise Http404
    return Step(wanted)


def _question(assignment: WritingAssignment, to: Step) -> Question:
    """What a step does; Refused when it cannot be taken now."""
    assignment.refuse(to)
    asks = QUESTIONS.get(to)
    if asks is not None:
        return asks(assignment)
    label = to.label.lower()
    points = [f"Het team gaat naar de stap: {label}.", "Je kunt weer terug."]
    return Question(
        f"Naar de stap: {label}?", f"Ja, ga naar: {label}", points, assignment.get_absolute_url(), to
    )


def _to_the_vote(assignment: WritingAssignment) -> Question:
    names = ", ".join(f"“{cluster.name}”" for cluster in assignment.clusters.in_focus())
    points = [
        f"Het team stemt over de clusters met de focus: {names}.",
        "De opbrengsten, de clusters en het aantal stippen liggen dan vast.",
    ]
    for session in assignment.sessions.open():
        points.append(f"De oogst “{session.title}” sluit. Deelnemers kunnen niets meer toevoegen.")
    points.append("Terug naar de focus kan tot het eerste lid heeft gestemd. Daarna niet meer.")
    return Question(
        "Beginnen met stemmen?",
        "Ja, begin met stemmen",
        points,
        assignment.get_absolute_url(),
        Step.PRIORITISE,
    )


def _close_the_vote(assignment: WritingAssignment) -> Question:
    sitting = Mandate.objects.on(timezone.localdate()).filter(body=assignment.team_id)
    members = set(sitting.values_list("person_id", flat=True))
    voted = assignment.ballots.filter(person__in=members).count()
    verb = "stemde" if voted == 1 else "stemden"
    points = [f"{voted} van de {counted(len(members), 'lid', 'leden')} van het team {verb}."]
    if voted < len(members):
        points.append("Wie nog niet stemde, kan dat daarna niet meer.")
    points += [
        "Niemand kan zijn stem nog wijzigen.",
        "Daarna werkt het team de opgaven uit en schrijft het de tekst.",
    ]
    return Question(
        "Het stemmen sluiten?", "Ja, sluit het stemmen", points, assignment.get_absolute_url(), Step.CONCRETISE,
        final=True,
    )  # fmt: skip


QUESTIONS = {Step.PRIORITISE: _to_the_vote, Step.CONCRETISE: _close_the_vote}
