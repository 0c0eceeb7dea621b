"""The child: one document in the file `job` of its folder, one PDF in `answer`. Forked by the press.

It imports nothing of the project, so nothing of the project's settings is in its memory. Its fences, outside
in: kernel limits, an environment without secrets, an audit hook that refuses network, programs and foreign
files to every Python library, and a fetcher that knows the given assets only.
"""

import base64
import contextlib
import ctypes
import hashlib
import importlib.util
import json
import logging
import mimetypes
import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
TOO_HEAVY, REFUSED = 3, 4
LONGEST_WORD = 80
BLOCKS = ("p", "h2", "h3", "h4", "blockquote", "table", "div", "dl", "figure")
FORBIDDEN = (
    *("socket.", "ftplib.", "http.", "smtplib.", "urllib."),
    *("subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "pty."),
)
FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{}</dir></fontconfig>"""


def warm() -> None:
    """Load what every document needs. Nothing here may start a thread or look for fonts: a child is forked after it."""
    import page  # noqa: F401
    import pyphen
    import weasyprint  # noqa: F401

    versions()
    beside("glyphs").drawn()
    pyphen.Pyphen(lang="nl")
    mimetypes.init(files=())  # the system's own list differs per machine and is behind the fence


def restrict(limits: dict[str, int]) -> None:
    """Take the limits, before anything large is loaded; the alarm also ends a child whose parent died."""
    seconds = limits["seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["output"], limits["output"]))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits["files"], limits["files"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":  # macOS does not know this limit
        resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    signal.alarm(seconds + 5)
    signal.signal(signal.SIGPROF, lambda *_: os.nice(10))
    signal.setitimer(signal.ITIMER_PROF, limits["aside"])


def fence() -> None:
    """Refuse network, programs and files outside Python's libraries and our own folders, from now on."""
    from weasyprint.urls import FatalURLFetchingError

    libraries = [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    roots = tuple(os.path.realpath(path) + os.sep for path in [*libraries, str(HERE), os.environ["TMPDIR"]])

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN):
            raise FatalURLFetchingError(f"refused: {event}")
        if event == "open" and not isinstance(arguments[0], int):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if not path.startswith(roots):
                raise FatalURLFetchingError(f"refused: open {path}")

    sys.addaudithook(watch)


def fetcher(assets: dict[str, list[str]]) -> Any:
    """WeasyPrint's way to the outside: `asset:<id>` from `assets` (type, base64); anything else ends it."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyAssets(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            name = url.removeprefix("asset:")
            if name == url or name not in assets:
                raise FatalURLFetchingError(f"refused: {url[:500]}")
            media_type, content = assets[name]
            return URLFetcherResponse(url, base64.b64decode(content), {"Content-Type": media_type})

    return OnlyAssets(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)


class Pages(logging.Handler):
    """Leaves in the file `pages` which page is being laid out, for the parent to tell."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.file = os.open("pages", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.endswith("Page %d"):
            os.pwrite(self.file, record.getMessage().rpartition(" ")[2].rjust(9).encode("ascii"), 0)


class Complaints(logging.Handler):
    """Keeps what WeasyPrint reports; an error means that a part of the document is missing."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        found = self.errors if record.levelno >= logging.ERROR else self.warnings
        if len(found) < 50:
            found.append(record.getMessage()[:500])


def replace_unprintable(root: Any) -> str:
    """Put "�" where the fonts have no glyph (PDF/UA-1 7.21.8 allows no blank); what was replaced."""
    glyphs = beside("glyphs")
    missing: set[str] = set()

    def printable(text: str) -> Iterator[str]:
        for character in text:
            if glyphs.is_drawn(character):
                yield character
            elif glyphs.is_lost(character):
                missing.add(character)
                yield "\ufffd"

    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in ("style", "script"):
            element.text = "".join(printable(element.text)) if element.text else element.text
        element.tail = "".join(printable(element.tail)) if element.tail else element.tail
    return "".join(sorted(missing))


def give_items_a_body(root: Any) -> None:
    """Wrap the blocks of a list item: WeasyPrint tags a `dd` there as LBody, a bare block breaks PDF/UA-1."""
    for item in list(root.iter("li")):
        if any(child.tag in BLOCKS for child in item):
            body = ElementTree.Element("dd")
            body.text, item.text = item.text, None
            body[:] = list(item)
            item[:] = [body]


def say_scope(document: Any, _pdf: Any) -> None:
    """Write every header cell's scope: WeasyPrint links a header over several columns to the first only."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if (
                box.element is not None
                and box.element_tag == "th"
                and isinstance(getattr(box, "mark", None), dict)
            ):
                row = box.element.get("scope") in ("row", "rowgroup")
                box.mark["A"]["Scope"] = "/Row" if row else "/Column"


def omissions(root: Any) -> Iterator[str]:
    """What PDF/UA-1 asks and WeasyPrint does not report itself."""
    title = root.find("head/title")
    if title is None or not (title.text or "").strip():
        yield "the document has no title"
    svg = "{http://www.w3.org/2000/svg}"
    for picture in root.iter(f"{svg}svg"):
        title = picture.find(f"{svg}title")
        if title is None or not (title.text or "").strip():
            yield "an svg has no title"


def hyphenate_only_words() -> None:
    """Leave longer runs of letters whole (the style sheet breaks them anywhere): 2,000 took 22 seconds."""
    import pyphen

    positions = pyphen.HyphDict.positions
    pyphen.HyphDict.positions = lambda self, word: positions(self, word) if len(word) <= LONGEST_WORD else []


@cache
def versions() -> dict[str, str]:
    """Everything the bytes of a PDF depend on, apart from the document."""
    from weasyprint.text.ffi import harfbuzz_subset, pango

    fonts = hashlib.sha256()
    for path in sorted((HERE / "fonts").glob("*.ttf")):
        fonts.update(path.read_bytes())
    number = pango.pango_version()
    libraries = {name: version(name) for name in ("weasyprint", "pydyf", "fonttools", "pyphen", "pillow")}
    return libraries | {
        "pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        "harfbuzz": harfbuzz_version(),
        "font_subsetter": "harfbuzz" if harfbuzz_subset else "fonttools",
        "fonts": fonts.hexdigest(),
        "print_css": hashlib.sha256((HERE / "print.css").read_bytes()).hexdigest(),
    }


def harfbuzz_version() -> str:
    """The version of the shaping library, for which WeasyPrint declares no function."""
    for name in ("libharfbuzz.so.0", "libharfbuzz.0.dylib"):
        with contextlib.suppress(OSError):
            ask = ctypes.CDLL(name).hb_version_string
            ask.restype = ctypes.c_char_p
            return str(ask().decode())
    return "unknown"


def make(job: dict[str, Any]) -> bytes:
    """The answer for one job: a line of JSON (versions, missing, warnings), then the PDF.

    Raises `Omission` where a part of the document is missing or a thing PDF/UA-1 asks for.
    """
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    complaints = Complaints()
    weasyprint.LOGGER.addHandler(complaints)
    weasyprint.PROGRESS_LOGGER.addHandler(Pages())
    weasyprint.PROGRESS_LOGGER.setLevel(logging.INFO)
    facts = versions()
    style = (HERE / "print.css").read_text("utf-8")
    hyphenate_only_words()
    archive = beside("archive_child") if job.get("source") else None  # loads what is behind the fence
    fence()
    reach, fonts = fetcher(job["assets"]), FontConfiguration()
    html = weasyprint.HTML(string=job["html"], base_url="asset:", url_fetcher=reach)
    facts_of_text = {"missing": replace_unprintable(html.etree_element)}
    give_items_a_body(html.etree_element)
    wanting = list(omissions(html.etree_element))
    sheet = weasyprint.CSS(string=style, base_url="asset:", url_fetcher=reach, font_config=fonts)
    options = {"font_config": fonts, "stylesheets": [sheet]}
    if archive is None:
        pdf: bytes = html.write_pdf(pdf_variant="pdf/ua-1", finisher=say_scope, **options)
    else:
        pdf = write_archive_copy(html, archive, job["source"], options)
    if wanting or complaints.errors:
        raise Omission("; ".join(wanting + complaints.errors))
    header = {"versions": facts, "warnings": complaints.warnings, **facts_of_text}
    return json.dumps(header).encode("ascii") + b"\n" + pdf


def write_archive_copy(html: Any, archive: Any, source: dict[str, str], options: dict[str, Any]) -> bytes:
    """PDF/A-3a and PDF/UA-1 with the source inside. Raises `Omission` where a validator finds it is not."""

    def finish(document: Any, pdf: Any) -> None:
        say_scope(document, pdf)
        archive.claim_both(pdf)

    archive.end_streams_clearly()
    inside = [archive.attachment(source)]
    made: bytes = html.write_pdf(pdf_variant=archive.VARIANT, attachments=inside, finisher=finish, **options)
    if failed := archive.failures(made):
        raise Omission("; ".join(failed[:50]))
    return made


@cache
def beside(name: str) -> Any:
    """A module of this folder, which is not on Python's path."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Omission(Exception):
    """The document would be printed with a part missing."""


def main(limits: dict[str, int]) -> int:
    """Print the document in this folder; 0, `TOO_HEAVY` or `REFUSED`. A crash is for who called, to be told in the
    log."""
    restrict(limits)
    Path(os.environ["FONTCONFIG_FILE"]).write_text(FONTS_CONF.format(HERE / "fonts"), "utf-8")
    try:
        from weasyprint.urls import FatalURLFetchingError

        Path("answer").write_bytes(make(json.loads(Path("job").read_bytes())))
    except (MemoryError, RecursionError) as excess:
        print(type(excess).__name__, excess, file=sys.stderr)
        return TOO_HEAVY
    except (Omission, FatalURLFetchingError) as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    return 0
