"""Addresses that are a secret: made from the key of this house and a row, so that nobody keeps them in the clear.

The database has the SHA-256 of a secret only. Raising the number of the row makes another secret; the old one is found
nowhere any more (promise I10).
"""

import base64
import hashlib
import hmac
import uuid

from django.conf import settings


def secret_of(kind: str, pk: uuid.UUID | str, number: int | str) -> str:
    """The secret (43 characters, URL-safe) of the row `pk` of this `kind`, the `number`th it has."""
    said = f"{kind}:{pk}:{number}".encode()
    key = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


def fingerprint(secret: str) -> str:
    """SHA-256 (hex) of a secret: what the database knows it by."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
