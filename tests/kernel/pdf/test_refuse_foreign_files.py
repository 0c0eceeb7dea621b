"""A document reaches the assets it was given and nothing else: no file, no network, no program."""

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
import weasyprint

from tests.kernel.pdf.documents import document
from zorgzaam import pdf
from zorgzaam.pdf import child

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>t</title>{}</svg>'


@pytest.fixture
def neighbour() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine and the paths asked of it; /away sends on to /secret."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302 if self.path == "/away" else 200)
            self.send_header("Location", "/secret")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


FOREIGN = {
    "attachment": document(head='<link rel="attachment" href="file:///etc/passwd">'),
    "image": document('<img alt="x" src="URL/image">'),
}
MORE_FOREIGN = {
    "import": document(head='<style>@import "URL/sheet";</style>'),
    "svg image": document(SVG.format('<image href="URL/svg" width="9" height="9"/>')),
    "attached link": document('<a rel="attachment" href="file:///etc/passwd">x</a>'),
    "redirect": document('<img alt="x" src="URL/away">'),
    "stylesheet": document(head='<link rel="stylesheet" href="URL/sheet">'),
    "background": document('<p style="background: url(file:///etc/passwd)">x</p>'),
    "list image": document('<ul style="list-style-image: url(URL/dot)"><li>x</li></ul>'),
    "content": document("<style>p::before { content: url(URL/content) }</style><p>x</p>"),
    "font": document(head="<style>@font-face { font-family: x; src: url(file:///etc/passwd) }</style>"),
    "object": document('<object data="file:///etc/passwd"></object>'),
    "embed": document('<embed src="URL/embed">'),
    "base": document('<img alt="x" src="image">', head='<base href="URL/">'),
    "data": document('<img alt="x" src="data:image/png;base64,iVBORw0KGgo=">'),
    "relative": document('<img alt="x" src="../../etc/passwd">'),
    "unknown asset": document('<img alt="x" src="asset:other">'),
    "own code": document('<img alt="x" src="asset:../child.py">'),
}


def refuse(html: str, neighbour: tuple[str, list[str]]) -> None:
    address, asked = neighbour
    with pytest.raises(pdf.PdfFailed):
        pdf.render(html.replace("URL", address))
    assert asked == []


@pytest.mark.parametrize("html", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_address_fails_the_document(html: str, neighbour: tuple[str, list[str]]) -> None:
    refuse(html, neighbour)


@pytest.mark.long
@pytest.mark.parametrize("html", MORE_FOREIGN.values(), ids=MORE_FOREIGN)
def test_every_foreign_address_fails_the_document(html: str, neighbour: tuple[str, list[str]]) -> None:
    refuse(html, neighbour)


@pytest.mark.long
def test_an_svg_cannot_use_a_foreign_drawing(neighbour: tuple[str, list[str]]) -> None:
    address, asked = neighbour
    pdf.render(document(SVG.format(f'<use href="{address}/drawing.svg#a"/>')))
    assert asked == []


def test_control_an_unfenced_printer_does_ask(neighbour: tuple[str, list[str]]) -> None:
    address, asked = neighbour
    weasyprint.HTML(string=FOREIGN["image"].replace("URL", address)).write_pdf()
    assert asked == ["/image"]
    assert b"/EmbeddedFile" in weasyprint.HTML(string=FOREIGN["attachment"]).write_pdf()


def test_given_assets_are_used() -> None:
    html = document(
        '<img alt="Vlak" src="asset:logo">', head='<link rel="stylesheet" href="asset:house.css">'
    )
    assets = {
        "logo": pdf.Asset(PNG, "image/png"),
        "house.css": pdf.Asset(b":root { --accent: #7a2048 }", "text/css"),
    }
    printed = pdf.render(html, assets=assets)
    assert b"/Subtype /Image" in printed.pdf
    assert printed.warnings == ()


ATTEMPTS = {
    "connect": "import socket; socket.create_connection(('127.0.0.1', 1))",
    "read": "open('/etc/passwd').read()",
    "climb": "open(os.environ['TMPDIR'] + '/../../etc/passwd')",
    "run": "import subprocess; subprocess.run(['true'])",
    "fork": "os.fork()",
}


def behind_the_fence(attempt: str, tmp_path: object) -> subprocess.CompletedProcess[bytes]:
    program = f"import os, runpy\nchild = runpy.run_path({child.__file__!r})\n{attempt}"
    return subprocess.run(
        [sys.executable, "-c", program], env={"TMPDIR": str(tmp_path)}, capture_output=True, check=False
    )


def test_even_other_code_in_the_child_gets_nowhere(tmp_path: object) -> None:
    tries = "\n".join(
        f"try:\n    {attempt}\nexcept BaseException as error:\n    print({name!r}, error)"
        for name, attempt in ATTEMPTS.items()
    )
    told = behind_the_fence(f"child['fence']()\n{tries}", tmp_path).stdout.decode().splitlines()
    assert [line.split()[:2] for line in told] == [[name, "refused:"] for name in ATTEMPTS]


def test_control_without_the_fence_it_reads(tmp_path: object) -> None:
    assert behind_the_fence(ATTEMPTS["read"], tmp_path).returncode == 0
