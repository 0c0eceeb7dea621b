"""Files of lists, as people make them."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from partners.importing.models import RegisterImport
from zorgzaam.exports import as_ods


def as_csv(*lines: list[str], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode(encoding)


def as_xlsx(*lines: list[Any]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


MAKERS = {"csv": as_csv, "xlsx": as_xlsx, "ods": lambda *lines: as_ods(lines[0], lines[1:])}


def send(client: Any, kind: str, content: bytes, name: str = "lijst.csv", **more: Any) -> Any:
    url = reverse("register_upload", args=[kind])
    return client.post(url, {"file": SimpleUploadedFile(name, content), **more})


def looked_at(client: Any, kind: str, *lines: list[Any], ending: str = "csv") -> Any:
    """The preview of a file with these lines."""
    answer = send(client, kind, MAKERS[ending](*lines), f"lijst.{ending}")
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer.url)


def go(client: Any, shown: Any, **choices: str) -> Any:
    """Press the button of a preview."""
    seen = shown.context["form"]["seen"].value()
    return client.post(shown.wsgi_request.path, {"seen": seen, **choices})


def newest() -> RegisterImport:
    return RegisterImport.objects.latest("uploaded_at")
