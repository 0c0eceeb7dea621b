"""What kerncijfers tell the rest of the house: places, search, history and following."""

from typing import Any

from django.http import HttpRequest

from regioplan.figures import rules
from regioplan.figures.models import FigureValue, KeyFigure
from zorgzaam import places, search
from zorgzaam.audit import pages
from zorgzaam.places import Block


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("theme.related", "figures", of_theme, order=50)
    places.register("task.related", "figures", of_task, order=50)
    places.register("municipality.bodies", "figures", of_municipality, order=80)
    search.register("figure", search.Searchable("Kerncijfer", KeyFigure.objects.holding, "name", "meaning"))
    pages.register(
        "figure",
        pages.Historied(
            KeyFigure.objects.all,
            "regioplan.view_history_of_figure",
            lambda figure, reader: [FigureValue.objects.visible_to(reader).filter(figure=figure)],
        ),
    )


def of_theme(request: HttpRequest, theme: Any) -> Block | None:
    return _block(request, theme=theme)


def of_task(request: HttpRequest, task: Any) -> Block | None:
    return _block(request, task=task)


def of_municipality(request: HttpRequest, municipality: Any) -> Block | None:
    return _block(request, municipality=municipality)


def _block(request: HttpRequest, **about: Any) -> Block | None:
    """The figures about one thing; nothing to show when there are none."""
    found = list(KeyFigure.objects.visible_to(request.user).holding().filter(**about).shown())
    return Block("regioplan/figures_block.html", {"figures": found}) if found else None
