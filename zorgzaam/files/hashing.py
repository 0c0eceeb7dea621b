"""Looking whether a file is one we know, without keeping anything of it."""

import hashlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest


class HashedUpload(UploadedFile):  # type: ignore[type-arg]
    """What came in: its name, its size and its SHA-256 (hex), and nothing to read."""

    def __init__(self, sha256: str, *args: Any) -> None:
        super().__init__(BytesIO(), *args)
        self.sha256 = sha256


class HashOnly(FileUploadHandler):
    """Hashes each file while it comes in; no byte of it reaches memory or disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.total = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.total.update(raw_data)

    def file_complete(self, file_size: int) -> HashedUpload:
        kind = self.content_type
        return HashedUpload(self.total.hexdigest(), self.file_name, kind, file_size, self.charset)


def hash_uploads(request: HttpRequest) -> None:
    """Have every file of this request hashed and not kept. Call it before anything reads the form: a view that does is
    `csrf_exempt` and hands over to one that is `csrf_protect`."""
    request.upload_handlers = [HashOnly(request)]
