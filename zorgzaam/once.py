"""Once: a form that adds something adds one, however often the button is pressed.

The page carries a key (`{% form_key %}`). The first answer to it is kept with the fingerprint of what was typed,
in the transaction that makes the thing; a second press waits for that transaction and gets the same answer.
Typing something else after 'Vorige' gives another fingerprint, so that is a new thing.
"""

import datetime
import hashlib
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

FIELD = "form_key"
KEPT = datetime.timedelta(days=7)
View = Callable[..., HttpResponse]
NOT_TYPED = {FIELD, "csrfmiddlewaretoken", "version"}


class SentForm(models.Model):
    """A form that was sent and made something. `answer` is what its sender got: the address of the next page."""

    id = models.UUIDField(primary_key=True, editable=False)
    answer = models.TextField(default="")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "verstuurd formulier"
        verbose_name_plural = "verstuurde formulieren"
        indexes = [models.Index("sent_at", name="sent_form_sent_at")]

    def __str__(self) -> str:
        return self.answer


def once(view: View) -> View:
    """Decorator of a view with a form: the same form sent twice is carried out once and gets one answer.

    Only a redirect counts as carried out; `once_or` is for a view that answers with a fragment. The key is in
    `form_key`; a POST without one is answered as ever. Goes below `entrance`: who may not enter claims nothing.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return answer_once(request, lambda: view(request, *args, **kwargs))

    return answered


def once_or(again: View) -> Callable[[View], View]:
    """As `once`, where every answer below 400 counts as carried out; `again` answers the second press."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return answer_once(
                request,
                lambda: view(request, *args, **kwargs),
                keep=lambda response: "gedaan" if response.status_code < 400 else "",
                again=lambda kept: again(request, *args, **kwargs),
            )

        return answered

    return decorate


def answer_once(
    request: HttpRequest,
    make: Callable[[], HttpResponse],
    *,
    keep: Callable[[HttpResponse], str] = lambda response: getattr(response, "url", ""),
    again: Callable[[str], HttpResponse] = redirect,
) -> HttpResponse:
    """`make()` the first time this form is sent, afterwards `again(kept)`.

    `keep(response)` says what to keep of the answer to a form that made something, "" when it made nothing.
    """
    if request.method != "POST" or not request.POST.get(FIELD):
        return make()
    with transaction.atomic():
        sent = _claim(request)
        if isinstance(sent, str):
            messages.info(
                request, "Dit is al bewaard. Je stuurde het formulier twee keer; het telt één keer."
            )
            return again(sent)
        response = make()
        sent.answer = keep(response)
        if sent.answer:
            sent.save()
        else:
            sent.delete()
        return response


def forget_old() -> int:
    """Forget keys nobody sends again; how many."""
    return SentForm.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()[0]


def _claim(request: HttpRequest) -> SentForm | str:
    """Our own row when we are the first, else the answer the first one got.

    The insert waits for a sender who is still busy with the same key, and wins when that one made nothing.
    """
    row, ours = SentForm.objects.get_or_create(pk=_fingerprint(request))
    return row if ours else str(row.answer)


def _fingerprint(request: HttpRequest) -> uuid.UUID:
    """One key per form, sender, address and contents: nobody can send for somebody else."""
    typed = [(name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in NOT_TYPED]
    files = [
        (name, file.name, file.size) for name in sorted(request.FILES) for file in request.FILES.getlist(name)
    ]
    whole = repr((request.POST[FIELD], str(request.user.pk), request.path, typed, files))
    return uuid.UUID(bytes=hashlib.sha256(whole.encode()).digest()[:16])
