"""What people may do with themes. Reading is open."""

from typing import Any

from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("themes.keep_themes")
def may_keep_themes(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau keeps the words of a theme and its name; themes come and go in beheer."""
    return standing.is_bureau


@rule("themes.view_history_of_theme")
def may_look_back(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau sees who wrote what."""
    return standing.is_bureau
