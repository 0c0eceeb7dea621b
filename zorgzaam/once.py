"""Forms that add something add it once: a double click, the Back button and a resent page change nothing twice.

The form carries a random key. What is kept with the new row is that key together with who sent what to which
address, so a form that comes back with other words, or at the address of another object, is a form of its own.
"""

import hashlib
import uuid
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest


class Once(models.Model):
    """Abstract: a row made by a form; `form_key` says by which posting."""

    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        abstract = True


class OnceFormMixin:
    """For a form that adds something: the key makes a second press of the button harmless."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=uuid.uuid4, max_length=36
        )


def posting_key(request: HttpRequest) -> uuid.UUID | None:
    """The key of exactly this posting; None when the form carried none or something else than a UUID."""
    try:
        key = uuid.UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None
    sent = hashlib.sha256(f"{request.path}\n{request.user.pk}\n".encode())
    for name in sorted(request.POST.keys() - {"csrfmiddlewaretoken", "version"}):
        sent.update(repr((name, request.POST.getlist(name))).encode("utf-8", "surrogatepass"))
    for name in sorted(request.FILES):
        sent.update(name.encode())
        for upload in request.FILES.getlist(name):
            for chunk in upload.chunks():
                sent.update(chunk)
            upload.seek(0)
    return uuid.uuid5(key, sent.hexdigest())
