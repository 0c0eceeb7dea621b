"""Last days as documents word them: "uiterlijk" counts that day, "voor" does not, and a month is no day (O12)."""

import datetime

from zorgzaam.periods import Precision, describe, first_day_of, last_day_of


def in_words(day: datetime.date, precision: str = Precision.DAY, inclusive: bool = True) -> str:
    """ "uiterlijk 31 december 2023" or "voor 1 januari 2024": as it was said, never computed away."""
    return f"{'uiterlijk' if inclusive else 'voor'} {describe(day, precision)}"


def last_day(day: datetime.date, precision: str = Precision.DAY, inclusive: bool = True) -> datetime.date:
    """The last day on which it is in time; only for counting days, never shown instead of the words.

    "uiterlijk juni 2024" is in time on 30 June, "voor juni 2024" on 31 May: whichever day of June was written down.
    """
    if inclusive:
        return last_day_of(day, precision)
    return first_day_of(day, precision) - datetime.timedelta(days=1)
