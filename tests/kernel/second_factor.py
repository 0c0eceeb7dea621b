"""The code a second factor shows, for tests."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD, MARGIN = 30, 5  # seconds


def code_for(secret: str) -> str:
    """The code of these thirty seconds; of the next ones when these are nearly over, for it is typed a moment later."""
    left = PERIOD - time.time() % PERIOD
    if left < MARGIN:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
