"""Lists read into the registers of councils, as files and as presses."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance.council.models import CouncilImport
from zorgzaam.exports import as_csv, as_ods, as_xlsx

AS = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}
Cells = list[list[Any]]


def upload(client: Client, register: str, council: Any, name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content)
    asked = {"council": str(council.pk), "file": file}
    return client.post(reverse("council_import_upload", args=[register]), asked)


def read_in(  # noqa: PLR0917 - a call reads as the list it makes
    client: Client, register: str, council: Any, heads: list[str], rows: Cells, kind: str = "csv"
) -> str:
    """The address of the preview of these rows."""
    answer = upload(client, register, council, f"lijst.{kind}", AS[kind](heads, rows))
    assert answer.status_code == 302, answer.context["problems"]
    return str(answer.url)


def seen(client: Client, address: str) -> dict[str, str]:
    """What the form of the preview sends, with what its reader saw."""
    page = client.get(address)
    key = re.search(r'name="form_key" value="([^"]+)"', page.content.decode())
    return {"seen": page.context["form"]["seen"].value(), **({"form_key": key[1]} if key else {})}


def press(client: Client, address: str, **more: Any) -> Any:
    return client.post(address, {**seen(client, address), **more})


def counts(client: Client, address: str) -> dict[str, int]:
    found = client.get(address).context["counts"]
    return {name: many for name, many in found.items() if many}


def why(client: Client, address: str) -> list[tuple[str, str, str]]:
    """Per row that cannot: where, which column, and why."""
    wrong = client.get(address).context["wrong"]
    return [(line.row.where, *problem) for line in wrong for problem in line.problems]


def kept() -> CouncilImport:
    return CouncilImport.objects.get()
