"""Where a request comes from. A header says so only behind our own proxies: anybody can write one."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The IP address of the visitor: with PROXY_COUNT n what the outermost of our n proxies saw.

    Each proxy adds whom it saw at the right of X-Forwarded-For; what stands left of ours the visitor wrote. With
    fewer addresses than proxies the request went round them, and only the connection itself can be believed.
    """
    connection: str = request.META.get("REMOTE_ADDR", "")
    count: int = settings.PROXY_COUNT
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return seen[-count] if 0 < count <= len(seen) else connection
