"""The one door: what a reader sees and may do. Not visible is 404, visible but not allowed is 403.

`visible_to(user)` on a queryset says what exists for this reader. A rule is a sentence in an app's
`rules.py`, a function of standing and object, registered under the name of a Django permission
("governance.change_meeting"). Shares by hand are the only permissions stored per object: rows of a `Share`
model, with an end date, a giver and a reason. Guardian itself knows no end date, so only this module reads
them.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import Http404
from django.utils import timezone
from guardian.models import UserObjectPermissionBase

from zorgzaam.standing import Reader, Standing, standing_of
from zorgzaam.years import sane_moment, sensible

Rule = Callable[[Standing, Any], bool]

_rules: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Decorator: this function is the rule behind permission `name` ("app.codename")."""

    def register(function: Rule) -> Rule:
        if name in _rules and _rules[name].__qualname__ != function.__qualname__:
            raise ValueError(f"two rules for {name}")
        _rules[name] = function
        return function

    return register


def rules() -> dict[str, Rule]:
    """Every rule by name, for `manage.py routes` and the tests."""
    return dict(_rules)


def may(user: Reader, name: str, obj: models.Model | None = None) -> bool:
    """Whether the rule `name` allows this reader, or the object was shared with them by hand.

    Raises KeyError for an unknown name: a typing error must never read as a silent no.
    """
    known = _rules[name]
    return known(standing_of(user), obj) or (obj is not None and _is_shared(user, name, obj))


def get_for(user: Reader, queryset: Any, name: str, **lookup: Any) -> Any:
    """The object of `queryset` for this reader, or the right refusal.

    `queryset` is a manager or queryset with `visible_to`. Raises Http404 when the object does not exist or is
    not visible (the two look the same), PermissionDenied when it is visible but rule `name` does not allow
    it.
    """
    obj = get_visible(user, queryset, **lookup)
    if not may(user, name, obj):
        raise PermissionDenied
    return obj


def get_visible(user: Reader, queryset: Any, **lookup: Any) -> Any:
    """The object of `queryset` if this reader may see it; else Http404. For pages that only show."""
    visible = queryset.visible_to(user)
    try:
        return visible.get(**lookup)
    except (visible.model.DoesNotExist, ValidationError, ValueError) as absent:
        raise Http404 from absent


# ---------------------------------------------------------------- shared by hand
class Share(UserObjectPermissionBase):
    """A permission on one object for one account, given by hand. Subclass with `content_object =
    ForeignKey(...)`."""

    until = models.DateTimeField(
        "tot", validators=[sensible], help_text="Daarna is het delen vanzelf voorbij."
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gedeeld door"
    )
    reason = models.CharField("reden", max_length=300)
    given_at = models.DateTimeField("gedeeld op", auto_now_add=True)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(user=F("given_by")),
                name="%(class)s_not_to_oneself",
                violation_error_message="Je kunt niets met jezelf delen.",
            ),
            sane_moment("until"),
        ]


def shared_ids(user: Reader, share: type[Share], codename: str) -> "models.QuerySet[Any, dict[str, Any]]":
    """A subquery of the ids shared with this reader under `codename` and not yet over; empty for a
    stand-in."""
    return share._default_manager.filter(
        user_id=standing_of(user).user_id, permission__codename=codename, until__gt=timezone.now()
    ).values("content_object_id")


def _is_shared(user: Reader, name: str, obj: models.Model) -> bool:
    share = next((model for model in _share_models() if _shared_kind(model) is type(obj)), None)
    if share is None or standing_of(user).user_id is None:
        return False
    return shared_ids(user, share, name.split(".", 1)[1]).filter(content_object=obj).exists()


def _shared_kind(share: type[Share]) -> Any:
    # The plugin knows the fields of the abstract base only; every subclass has a content_object.
    return share._meta.get_field("content_object").related_model  # type: ignore[misc]


def _share_models() -> list[type[Share]]:
    return [model for model in Share.__subclasses__() if not model._meta.abstract]
