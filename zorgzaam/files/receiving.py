"""Large uploads while they come in. A disk that is full is told at the field, by `keep`: the form itself is read."""

from contextlib import suppress
from io import BytesIO
from typing import Any, NoReturn

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LostUpload(UploadedFile):  # type: ignore[type-arg]
    """What came in and could not be written: it has a name and a size, and reading it raises why."""

    def __init__(self, why: OSError, *args: Any) -> None:
        super().__init__(BytesIO(), *args)
        self.why = why

    def _raise(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise self.why

    read = chunks = multiple_chunks = open = _raise


class Receiver(TemporaryFileUploadHandler):
    """As Django does, except that an error of the disk waits until somebody reads that one file."""

    why: OSError | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.why = None
        try:
            super().new_file(*args, **kwargs)
        except OSError as wrong:
            self.why = wrong

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.why:
            return
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as wrong:
            self._lost(wrong)

    def file_complete(self, file_size: int) -> Any:
        try:
            if self.why:
                raise self.why
            return super().file_complete(file_size)
        except OSError as wrong:
            self._lost(wrong)
            return LostUpload(wrong, self.file_name, self.content_type, file_size, self.charset)

    def _lost(self, wrong: OSError) -> None:
        """Half a file is of no use: it makes room at once."""
        self.why = wrong
        with suppress(OSError):
            self.file.close()
