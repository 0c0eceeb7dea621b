"""Django's own mail (allauth: password reset, security notices) goes through the post office too."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from zorgzaam.post.office import Letter, put


class PostOfficeBackend(BaseEmailBackend):
    """Every message becomes a row per reader; a message asked for twice is two messages."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments:
                raise ValueError("the post office carries no attachments: link to the page instead")
            html = next(
                (str(body) for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), ""
            )
            letter = Letter(str(message.subject), str(message.body), html, dict(message.extra_headers))
            about = uuid.uuid4().hex
            for address in message.recipients():
                # Account mail holds links that open an account: no colleague may read those.
                put("account", about, address, letter, private=True)
        return len(email_messages)
