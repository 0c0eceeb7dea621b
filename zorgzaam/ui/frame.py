"""What the frame around a page depends on, so that a page need not be made to know that it is the same page."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from zorgzaam.house import House

SUFFIXES = {".py", ".html", ".txt", ".css", ".js", ".svg"}
SKIPPED = {"var", "tests", "node_modules"}


def is_plain_visit(request: HttpRequest) -> bool:
    """Whether this visitor gets what every other gets: no session that may hold something, no message that waits."""
    if settings.DEBUG or request.user.is_authenticated:
        return False
    return not any(request.COOKIES.get(name) for name in (settings.SESSION_COOKIE_NAME, "messages"))


def open_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A public page may be kept by every cache, and is asked again each time: closing something works at once.

    Not with a message on it: that is for this visitor alone.
    """
    if request.COOKIES.get("messages"):
        patch_cache_control(response, private=True, no_store=True)
    elif not request.user.is_authenticated:
        patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def frame_state(house: House) -> str:
    """What the header and footer of a plain visit are made of: this release, and the settings of the region."""
    fields = [str(getattr(house, field.attname)) for field in house._meta.concrete_fields]
    return "\n".join([edition(), settings.SITE_URL, str(settings.DEMO), *fields])


@cache
def edition() -> str:
    """SHA-256 (hex) over our own code, templates and static files: another one for every release."""
    total = sha256()
    for path in _own_files(settings.BASE_DIR):
        total.update(path.relative_to(settings.BASE_DIR).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _own_files(root: Path) -> list[Path]:
    folders = [each for each in root.iterdir() if each.is_dir() and each.name not in SKIPPED]
    own = [each for each in folders if not each.name.startswith((".", "_"))]
    return sorted(path for folder in own for path in folder.rglob("*") if path.suffix in SUFFIXES)
