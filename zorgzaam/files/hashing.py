"""Looking whether a file is one we know, without keeping anything of it, and without reading on for ever."""

import hashlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict


class HashedUpload(UploadedFile):  # type: ignore[type-arg]
    """What came in: its name, its size and its SHA-256 (hex), and nothing to read."""

    def __init__(self, sha256: str, *args: Any) -> None:
        super().__init__(BytesIO(), *args)
        self.sha256 = sha256


class HashOnly(FileUploadHandler):
    """Hashes one file while it comes in; no byte of it reaches memory or disk. Reads no second one, and nothing after
    `most` bytes: then `cut` is what came in, by a size that is too large and without a hash."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self.most = most
        self.begun = False
        self.cut: HashedUpload | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.begun:
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)
        self.begun = True
        self.total = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        so_far = start + len(raw_data)
        if so_far > self.most:
            self.cut = HashedUpload("", self.file_name, self.content_type, so_far, self.charset)
            raise StopUpload(connection_reset=True)
        self.total.update(raw_data)

    def file_complete(self, file_size: int) -> HashedUpload:
        kind = self.content_type
        return HashedUpload(self.total.hexdigest(), self.file_name, kind, file_size, self.charset)


def hash_uploads(request: HttpRequest, most: int) -> None:
    """Have the file of this request hashed and not kept, as far as `most` bytes. Call it before anything reads the
    form: a view that does is `csrf_exempt` and hands over to one that is `csrf_protect`."""
    request.upload_handlers = [HashOnly(request, most)]


def hashed_files(request: HttpRequest) -> "MultiValueDict[str, Any]":
    """`request.FILES` of a request that went through `hash_uploads`, with the file that was cut off as well."""
    files = request.FILES.copy()
    for handler in request.upload_handlers:
        if isinstance(handler, HashOnly) and handler.cut:
            files.appendlist(str(handler.field_name), handler.cut)
    return files
