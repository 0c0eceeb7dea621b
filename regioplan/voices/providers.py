"""What inbreng tells the rest of the house: places, todos, search and history."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from regioplan.voices import rules
from regioplan.voices.contacts import forget
from regioplan.voices.emails import KIND, still_wanted
from regioplan.voices.models import State, Voice, VoiceAnswer
from zorgzaam import follow, places, search, today
from zorgzaam.audit import pages
from zorgzaam.people import erasing
from zorgzaam.places import Block
from zorgzaam.post.permission import may_still_go
from zorgzaam.standing import Reader, standing_of
from zorgzaam.today import Todo

MOST = 5


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("theme.related", "voices", of_theme, order=60)
    places.register("task.related", "voices", of_task, order=60)
    places.register("plan", "voices", of_plan, order=60)
    today.register("voices", todos)
    follow.register("voice", follow.Subject(Voice.objects.all, "deze inbreng"))
    may_still_go(KIND, still_wanted)
    erasing.register("voices", forget)
    search.register(
        "voice",
        search.Searchable(
            "Inbreng", lambda: Voice.objects.exclude(state=State.WITHDRAWN), "title", "text", _line
        ),
    )
    pages.register(
        "voice",
        pages.Historied(
            Voice.objects.all,
            "regioplan.view_history_of_voice",
            lambda voice, reader: [VoiceAnswer.objects.visible_to(reader).filter(voice=voice)],
        ),
    )


def _line(voice: Voice) -> str:
    return ", ".join(part for part in (voice.speaker, voice.said) if part)


def of_theme(request: HttpRequest, theme: Any) -> Block | None:
    return _block(request, theme=theme)


def of_task(request: HttpRequest, task: Any) -> Block | None:
    return _block(request, task=task)


def of_plan(request: HttpRequest, plan: Any) -> Block | None:
    return _block(request, plan=plan)


def _block(request: HttpRequest, **about: Any) -> Block | None:
    """The newest public inbreng about one thing; nothing to show when there is none."""
    rows = Voice.objects.visible_to(request.user).filter(state=State.PUBLIC, **about)
    found = list(rows.shown()[:MOST])
    return Block("regioplan/voices_block.html", {"voices": found}) if found else None


def todos(user: Reader) -> list[Todo]:
    """For the netwerkbureau: drafts to look at, and inbreng nobody answered."""
    if not standing_of(user).is_bureau:
        return []
    waits = Voice.objects.visible_to(user).waiting()
    asked = [
        (waits["drafts"], "wacht op nalezen", "Maak openbaar wat klaar is.", "concepten"),
        (waits["unanswered"], "heeft nog geen antwoord", "Zeg wat ermee is gedaan.", "zonder-antwoord"),
    ]
    return [
        Todo(f"{_many(count)} {words}", f"{reverse('voices_desk')}#{anchor}", why)
        for count, words, why, anchor in asked
        if count
    ]


def _many(count: int) -> str:
    return "1 inbreng" if count == 1 else f"{count} keer inbreng"
