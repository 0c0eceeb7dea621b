"""Back to the page one came from, after something was done on a page that many lead to."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

FIELD = "back"


def came_from(request: HttpRequest) -> str:
    """The address within this site of the page before this form; "" when there is none.

    A form carries it in a hidden field `back`, because the page before a refused form is the form itself.
    """
    given = request.POST.get(FIELD, "") if request.method == "POST" else request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        given, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    parts = urlsplit(given)
    here = f"{parts.path}?{parts.query}" if parts.query else parts.path
    # A path of two slashes would be another host once it stands alone.
    own = parts.path.startswith("/") and url_has_allowed_host_and_scheme(here, allowed_hosts=None)
    return here if own and parts.path != request.path else ""
