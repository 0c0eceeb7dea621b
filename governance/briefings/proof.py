"""How who holds a paper finds out whether it is the one that was published: a code on it, and a page for that code.

The code is drawn before there is a PDF, so that it can stand on it.
"""

from django.conf import settings
from django.urls import reverse

from zorgzaam.codes import random_code, typed_code

LENGTH, GROUP = 12, 4


def new_code() -> str:
    """A code nobody can guess, as it is printed: K3M9-QXDB-2FHT."""
    return as_printed(random_code(LENGTH))


def as_printed(text: str) -> str:
    """What somebody typed, as the code is printed."""
    code = typed_code(text)
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def address_of(code: str) -> str:
    """Where the code leads to, as it stands on the paper."""
    return f"{settings.SITE_URL}{reverse('briefing_proof', args=[code])}"
