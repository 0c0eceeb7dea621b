"""A document that asks too much ends with an error; the parent lives and the next document is printed."""

import os
import subprocess
import threading
from pathlib import Path

import pytest

from tests.kernel.pdf.documents import document
from tests.kernel.pdf.printing import children
from tests.pdfs import failed_rules
from zorgzaam import pdf
from zorgzaam.pdf.limits import MIB
from zorgzaam.pdf.press import press

SECONDS = pdf.Limits(seconds=3)
SLOW = document("<table><tr><td colspan='100000'>x</td></tr></table>")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><title>t</title>{}</svg>'
LAUGHS = "".join(f'<g id="a{n}">{f"<use href=#a{n - 1} />" * 10}</g>' for n in range(1, 9))

HOSTILE = {
    "wide cell": "<table><tr><td colspan='100000'>x</td></tr></table>",
    "widest cell": "<table><tr><td colspan='100000000'>x</td></tr></table>",
    "nested flex": "<div style='display: flex'>" * 14 + "x" + "</div>" * 14,
    "nested columns": "<div style='columns: 2'>" * 9 + "x" + "</div>" * 9,
    "nested lists": "<ul><li>" * 100 + "x",
    "giant letters": "<p style='font-size: 1e9px'>x</p>",
    "long table": "<table>" + "<tr><td>a</td><td>b</td></tr>" * 5000 + "</table>",
    "huge drawing": SVG.format("width='1e9' height='1e9' viewBox='0 0 1 1'", "<rect width='1' height='1'/>"),
    "drawing in drawings": SVG.format(
        "viewBox='0 0 9 9'", f"<g id='a0'><rect width='1' height='1'/></g>{LAUGHS}<use href='#a8'/>"
    ),
    "endless word": f"<p>{'w' * 200_000}</p>",
    "giant box": "<div style='width: 1e12px; height: 1e12px'>x</div>",
    "many pages": "<p style='break-after: page'>x</p>" * 5000,
}
EVERY_DAY = ("nested lists", "giant letters")


def ends_within_limits(body: str, limits: pdf.Limits) -> None:
    """Either a PDF or a `PdfError`; nothing stays behind."""
    try:
        printed = pdf.render(document(body), limits=limits)
        size = len(printed.pdf)
    except pdf.PdfError as error:
        size, told = 0, str(error)
    else:
        told = ""
    assert size <= limits.output
    assert told == "" or told.startswith(("Dit document is te zwaar", "De PDF kon niet"))
    assert children() == []


@pytest.mark.parametrize("name", EVERY_DAY)
def test_a_hostile_body_does_no_harm(name: str) -> None:
    ends_within_limits(HOSTILE[name], SECONDS)


@pytest.mark.long
@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_body_does_no_harm_within_the_real_limits(name: str) -> None:
    ends_within_limits(HOSTILE[name], pdf.DEFAULT)
    assert failed_rules(pdf.render(document()).pdf) == set()


def test_memory_runs_out_within_the_real_limit() -> None:
    with pytest.raises(pdf.PdfTooHeavy) as heavy:
        pdf.render(document(HOSTILE["widest cell"]))
    assert "MemoryError" in heavy.value.detail


def test_memory_is_what_stops_a_document_and_the_next_one_is_printed() -> None:
    assets = {"large": pdf.Asset(bytes(80 * MIB), "image/png")}
    with pytest.raises(pdf.PdfTooHeavy):
        pdf.render(document(), assets=assets, limits=pdf.Limits(memory=256 * MIB))
    assert failed_rules(pdf.render(document(), assets=assets).pdf) == set()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to look into the child")
def test_time_runs_out_and_the_child_never_saw_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {
        "DATABASE_URL": "postgresql://u:kanarie@h/d",
        "SECRET_KEY": "kanarie",
        "REDIS_URL": "redis://kanarie",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    outcome: list[BaseException] = []

    def print_slowly() -> None:
        try:
            pdf.render(SLOW, limits=SECONDS)
        except pdf.PdfError as error:
            outcome.append(error)

    press.end()
    printer = threading.Thread(target=print_slowly)
    printer.start()
    seen = b""
    while printer.is_alive() and b"FONTCONFIG_FILE" not in seen:
        for pid in children():
            seen = _environment(pid)
    printer.join()
    assert b"TZ=UTC" in seen
    assert b"kanarie" not in seen
    assert not any(name.encode() in seen for name in secrets)
    assert isinstance(outcome[0], pdf.PdfTooHeavy)
    assert children() == []


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


def test_control_a_plain_child_inherits_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "kanarie")
    assert b"kanarie" in subprocess.run(["env"], capture_output=True, check=True).stdout
    assert os.environ["SECRET_KEY"] == "kanarie"
