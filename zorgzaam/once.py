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
from typing import Any, TypeVar

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

FIELD = "form_key"
KEPT = datetime.timedelta(days=7)
View = Callable[..., HttpResponse]
R = TypeVar("R", bound=HttpResponse)
ALREADY = "Dit is al bewaard. Het formulier kwam twee keer binnen; het telt één keer."
NOT_TYPED = {FIELD, "csrfmiddlewaretoken"}
# In place of a secret in an address that is kept.
HIDDEN = "<secret>"


class SentForm(models.Model):
    """A form that was sent and carried out. `answer` is what the second press needs to be answered like the first: the
    address of the next page, or whatever else the `keep` of `answer_once` gave."""

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

    A redirect counts as carried out unless the view says `not_done(response)`; any other answer does not. `once_or` is
    for a view that answers with a fragment. The key is in `form_key`; a POST without one is answered as ever. Goes
    below `entrance`: who may not enter claims nothing.
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
                keep=lambda response: "" if response.status_code < 400 else None,
                again=lambda kept: again(request, *args, **kwargs),
            )

        return answered

    return decorate


def not_done(response: R) -> R:
    """Say of an answer that nothing was carried out, so that the same form may be sent again."""
    response.not_done = True  # type: ignore[attr-defined]
    return response


def next_page(response: HttpResponse) -> str | None:
    """The address a redirect leads to; None for any other answer."""
    return getattr(response, "url", None)


def answer_once(
    request: HttpRequest,
    make: Callable[[], HttpResponse],
    *,
    keep: Callable[[HttpResponse], str | None] = next_page,
    again: Callable[[str], HttpResponse] = redirect,
) -> HttpResponse:
    """`make()` the first time this form is sent, afterwards `again(kept)`.

    `keep(response)` gives what `again` needs, or None when the form was not carried out; it is not asked about a
    response of which the view said `not_done`.
    """
    if request.method != "POST" or not request.POST.get(FIELD):
        return make()
    with transaction.atomic():
        # Waits for a sender who is busy with the same key, and is the first when that one carried out nothing.
        sent, first = SentForm.objects.get_or_create(pk=_fingerprint(request))
        if not first:
            messages.info(request, ALREADY)
            return again(sent.answer.replace(HIDDEN, _secret(request) or HIDDEN))
        response = make()
        kept = None if getattr(response, "not_done", False) else keep(response)
        if kept is None:
            sent.delete()
        else:
            answer = kept.replace(_secret(request) or HIDDEN, HIDDEN)
            SentForm.objects.filter(pk=sent.pk).update(answer=answer)
        return response


def _secret(request: HttpRequest) -> str:
    """The secret in the address of this page, which who sends the form again has too: no table keeps it in the clear
    (`secret_links`)."""
    return str(request.resolver_match.kwargs.get("secret", "")) if request.resolver_match else ""


def forget_old() -> int:
    """Forget keys nobody sends again; how many."""
    return SentForm.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()[0]


def _fingerprint(request: HttpRequest) -> uuid.UUID:
    """One key per form, sender, address and contents: nobody can send for somebody else."""
    typed = [(name, request.POST.getlist(name)) for name in sorted(request.POST) if name not in NOT_TYPED]
    files = [
        (name, file.name, _digest(file))
        for name in sorted(request.FILES)
        for file in request.FILES.getlist(name)
    ]
    whole = repr((request.POST[FIELD], str(request.user.pk), request.path, typed, files))
    return uuid.UUID(bytes=hashlib.sha256(whole.encode(errors="surrogatepass")).digest()[:16])


def _digest(file: "UploadedFile[Any]") -> str:
    """SHA-256 of a file that was sent, which is then read from its beginning again."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
