"""When a login is locked: eight wrong passwords for one address from one place, or a siege from everywhere."""

import datetime
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessLog
from django.db.models import Sum
from django.http import HttpRequest

# Wrong passwords for one address within the cool-off, from all places together: many machines guessing at once.
SIEGE = 100
# How long a place where somebody got in stays a place of theirs.
KNOWN_FOR = datetime.timedelta(days=90)


class Handler(AxesDatabaseHandler):  # type: ignore[misc]
    """Axes with a second, slow count per address.

    A siege closes the account to places it never came in from. Where its owner did come in lately the door stays
    open: else anybody could lock a director out by guessing.
    """

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        locked = super().is_locked(request, credentials)
        return locked or (_is_besieged(request, credentials) and not _is_known_place(request, credentials))

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        super().user_login_failed(sender, credentials, request, **kwargs)
        # Axes itself only answers 429 for its own count.
        if request is not None and self.is_locked(request, credentials):
            request.axes_locked_out = True  # type: ignore[attr-defined]


def forget_places() -> None:
    """Forget where people came in from when that says nothing any more."""
    Handler().reset_logs(age_days=KNOWN_FOR.days)


def _is_besieged(request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    lately = AccessAttempt.objects.filter(
        username=get_client_username(request, credentials), attempt_time__gt=get_cool_off_threshold(request)
    )
    return bool((lately.aggregate(all=Sum("failures_since_start"))["all"] or 0) >= SIEGE)


def _is_known_place(request: HttpRequest, credentials: dict[str, Any] | None) -> bool:
    came_in = AccessLog.objects.filter(
        username=get_client_username(request, credentials),
        ip_address=request.axes_ip_address,  # type: ignore[attr-defined]
        attempt_time__gt=request.axes_attempt_time - KNOWN_FOR,  # type: ignore[attr-defined]
    )
    return bool(came_in.exists())
