"""For who holds a paper: is it the one that was published, and does it still hold?"""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from governance.briefings.models import Status
from governance.briefings.publication import BriefingPublication
from governance.briefings.replacing import successor_of
from zorgzaam.doors import OPEN, Door, entrance
from zorgzaam.files.hashing import HashedUpload, hash_uploads, hashed_files
from zorgzaam.pdf.limits import DEFAULT

FORM = ["GET", "HEAD", "POST"]
NOTHING = "Bij deze code hoort geen stuk dat u mag lezen. Kijk of de code goed is overgetypt."
# No PDF of ours is larger.
MOST = DEFAULT.output


class FileForm(forms.Form):
    """A file to compare; it is hashed while it comes in and not kept."""

    file = forms.FileField(
        label="Uw bestand",
        help_text="Sleep de PDF op dit vak of kies hem. Wij bewaren hem niet.",
        error_messages={"required": "Kies eerst een bestand.", "empty": "Dit bestand is leeg."},
    )

    def clean_file(self) -> HashedUpload:
        file: HashedUpload = self.cleaned_data["file"]
        if (file.size or 0) > MOST:
            raise forms.ValidationError(
                "Dit bestand is groter dan elk stuk dat wij publiceren. Het is dus een ander."
            )
        return file


class DoorForm(FileForm):
    """The code on the paper, or the file itself."""

    code = forms.CharField(
        label="Code op het stuk",
        max_length=40,
        required=False,
        help_text="De code staat onderaan het stuk, naast het blokje om te scannen. Bijvoorbeeld K3M9-QXDB-2FHT.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    field_order = ("code", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False

    def clean_file(self) -> HashedUpload:
        return super().clean_file() if self.cleaned_data["file"] else None  # type: ignore[return-value]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("code") and not given.get("file"):
            self.add_error("code", "Vul de code in, of kies hieronder het bestand.")
        return given


@csrf_exempt  # the form is read after the upload was told not to be kept; `_door` looks at the token
@require_http_methods(FORM)
@entrance(Door.STATEN, OPEN)
def door(request: HttpRequest) -> HttpResponse:
    """Type the code of a paper, or let the file itself be compared."""
    hash_uploads(request, MOST)
    return _door(request)


@csrf_protect
def _door(request: HttpRequest) -> HttpResponse:
    form = _bound(DoorForm, request)
    if form.is_valid():
        if file := form.cleaned_data["file"]:
            found = _published(request).filter(_is(file.sha256)).first()
            if found:
                return _show(request, found, FileForm(), file)
            return render(
                request, "governance/briefing_proof_door.html", {"form": DoorForm(), "unknown": True}
            )
        if found := _published(request).with_code(form.cleaned_data["code"]).first():
            return redirect("briefing_proof", found.code)
        form.add_error("code", NOTHING)
    status = 422 if form.errors else 200
    return render(request, "governance/briefing_proof_door.html", {"form": form}, status=status)


@csrf_exempt  # as for the door
@require_http_methods(FORM)
@entrance(Door.STATEN, OPEN)
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """What was published under this code, and whether it still holds; 404 with the door to try another where this
    reader may not know of it."""
    hash_uploads(request, MOST)
    return _proof(request, code)


@csrf_protect
def _proof(request: HttpRequest, code: str) -> HttpResponse:
    found = _published(request).with_code(code).first()
    if found is None:
        return _no_such(request)
    form = _bound(FileForm, request)
    if form.is_valid():
        return _show(request, found, FileForm(), form.cleaned_data["file"])
    return _show(request, found, form)


def _no_such(request: HttpRequest) -> HttpResponse:
    """Who scans the code of a paper that is none of ours reads so, and not that a page is missing. The code is not
    repeated: what is closed and what never was look the same."""
    context = {"form": DoorForm(), "nothing": NOTHING}
    return render(request, "governance/briefing_proof_door.html", context, status=404)


def _bound(form: type[FileForm], request: HttpRequest) -> FileForm:
    """The form with what was sent; the files of it are hashed already."""
    return form(request.POST, hashed_files(request)) if request.method == "POST" else form()


def _published(request: HttpRequest) -> Any:
    """Every version this reader may know of, also of what was taken back."""
    return BriefingPublication.objects.reached_by(request.user).select_related("briefing__addressee").light()


def _is(sha256: str) -> Q:
    return Q(pdf_sha256=sha256) | Q(canonical_sha256=sha256)


def _show(
    request: HttpRequest, found: BriefingPublication, form: FileForm, file: HashedUpload | None = None
) -> HttpResponse:
    """One version, what became of it, and how a file compares to it."""
    versions = list(_published(request).filter(briefing=found.briefing_id).order_by("-version"))
    withdrawn = found.briefing.status == Status.WITHDRAWN
    context = {
        "found": found,
        "withdrawn": withdrawn,
        "successor": successor_of(found.briefing, request.user) if withdrawn else None,
        "newer": versions[0] if versions[0].version > found.version else None,
        "form": form,
        "file": file,
        "same": _same(file, found, versions) if file else "",
    }
    return render(request, "governance/briefing_proof.html", context, status=422 if form.errors else 200)


def _same(file: HashedUpload, found: BriefingPublication, versions: list[BriefingPublication]) -> str | int:
    """What the file is: "pdf" or "json" of this version, the number of another version, or "" for anything else."""
    if file.sha256 == found.pdf_sha256:
        return "pdf"
    if file.sha256 == found.canonical_sha256:
        return "json"
    return next((each.version for each in versions if file.sha256 == each.pdf_sha256), "")
