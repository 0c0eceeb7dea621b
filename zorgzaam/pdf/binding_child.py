"""The child that reads PDFs of others: a job (JSON) on stdin, a line of JSON per step on stdout. Started by path.

`check` reads every file in a process of its own, so that one that is broken or a bomb ends only itself, and leaves a
copy with nothing but its pages. `bind` puts those copies between the pages of our own front matter. It imports
nothing of the project, so nothing of the project's settings is in its memory.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

# Why a file is not put in, as binding.Why says it in words.
BROKEN, LOCKED, HEAVY, LONG, LAYERS, FORM = "broken", "locked", "heavy", "long", "layers", "form"
EXIT = {3: HEAVY, 4: BROKEN, 5: LOCKED, 6: LONG, 7: LAYERS, 8: FORM}
CODES = {why: code for code, why in EXIT.items()}
# What a link on a page may do; whatever else it does starts, sends or plays something.
HARMLESS = ("/URI", "/GoTo", "/Named")
# Marks of a page that point into the file it came from.
OWN = ("/AA", "/StructParents", "/PieceInfo", "/B", "/Tabs")
# Annotations that carry or play files.
CARRIERS = ("/FileAttachment", "/Movie", "/Screen", "/Sound", "/RichMedia", "/3D")


def restrict(seconds: int, memory: int, output: int) -> None:
    """Take the limits; the alarm also ends a child whose parent died."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":  # macOS does not know this limit
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal.alarm(seconds + 5)


def tell(**step: Any) -> None:
    """One step for the parent."""
    sys.stdout.write(json.dumps(step) + "\n")
    sys.stdout.flush()


# ---------------------------------------------------------------- checking
class Refused(Exception):
    """This file is not put in; the first argument says why."""


def check(job: dict[str, Any]) -> None:
    """Per file of the job: {"key", "pages"} for a copy at `<folder>/<key>.pdf`, or {"key", "why"}."""
    for key, source in job["files"].items():
        target = Path(job["folder"]) / f"{key}.pdf"
        pid = os.fork()
        if pid == 0:
            os._exit(_in_own_process(source, target, job))
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if code == 0:
            tell(key=key, pages=int(target.with_suffix(".pages").read_text("ascii")))
        else:
            target.unlink(missing_ok=True)
            # Death by a signal is a limit, or a reader that fell over what it read.
            tell(key=key, why=EXIT.get(code, HEAVY))


def _in_own_process(source: str, target: Path, job: dict[str, Any]) -> int:
    import pikepdf

    restrict(job["seconds"], job["memory"], job["output"])
    try:
        target.with_suffix(".pages").write_text(str(copy_pages(source, target, job["most_pages"])), "ascii")
    except Refused as why:
        return CODES[str(why)]
    except pikepdf.PasswordError:
        return CODES[LOCKED]
    except (MemoryError, RecursionError):
        return CODES[HEAVY]
    except Exception:  # whatever a hostile file makes of the reader: it is not readable
        return CODES[BROKEN]
    return 0


def copy_pages(source: str, target: Path, most: int) -> int:
    """A copy of `source` with its pages as they are, without what only the whole file can hold; how many pages."""
    import pikepdf

    # Read in pieces: a file mapped in memory would count against the limit.
    with pikepdf.open(source, access_mode=pikepdf.AccessMode.stream) as document, pikepdf.new() as pages:
        if document.is_encrypted:
            raise Refused(LOCKED)
        if _hides_layers(document):
            raise Refused(LAYERS)
        if "/XFA" in document.Root.get("/AcroForm", pikepdf.Dictionary()):
            raise Refused(FORM)
        count = len(document.pages)
        if count == 0:
            raise Refused(BROKEN)
        if count > most:
            raise Refused(LONG)
        pages.pages.extend(document.pages)
        for page in pages.pages:
            _tame(page.obj)
        pages.save(
            target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True,
        )  # fmt: skip
    return count


def _hides_layers(document: Any) -> bool:
    """Whether something on its pages is switched off: without the layers it would be shown."""
    layers = document.Root.get("/OCProperties")
    if layers is None:
        return False
    chosen = layers.get("/D", {})
    return bool(len(chosen.get("/OFF", []))) or str(chosen.get("/BaseState", "/ON")) != "/ON"


def _tame(page: Any) -> None:
    """Take off the page what acts by itself and what points into the file it came from; what it shows stays."""
    import pikepdf

    for name in OWN:
        if name in page:
            del page[name]
    kept = pikepdf.Array()
    for annotation in page.get("/Annots", []):
        if isinstance(annotation, pikepdf.Dictionary) and _is_harmless(annotation):
            kept.append(annotation)
    if "/Annots" in page:
        page["/Annots"] = kept


def _is_harmless(annotation: Any) -> bool:
    """Whether it may stay, after taking off what it would start."""
    if str(annotation.get("/Subtype", "")) in CARRIERS:
        return False
    for name in ("/AA", "/StructParent", "/PA"):
        if name in annotation:
            del annotation[name]
    action = annotation.get("/A")
    if action is not None and (str(action.get("/S", "")) not in HARMLESS or "/Next" in action):
        del annotation["/A"]
    return True


# ---------------------------------------------------------------- binding
def bind(job: dict[str, Any]) -> None:
    """Write `job["target"]`: the front matter with the copies between its pages, labels and an outline.

    `sections`: in order, each {"anchor", "label", "title", "level", "piece"}: where it begins in the front matter (a
    named destination), the label of its page, the words and depth of its bookmark, and the copy that follows it.
    """
    import pikepdf

    restrict(job["seconds"], job["memory"], job["output"])
    opened = []
    with pikepdf.open(job["front"]) as book:
        starts = _starts(book, [section["anchor"] for section in job["sections"]])
        own = len(book.pages)
        labels = [(0, job["cover"], 0)] + ([(1, f"{job['agenda']}-", 1)] if own > 1 else [])
        shift, marks = 0, []
        # An agenda without papers or explanations has no page that anything begins on.
        ends = [*starts[1:], own] if starts else []
        for section, start, end in zip(job["sections"], starts, ends, strict=True):
            marks.append((section, start + shift))
            labels.append((start + shift, section["label"], 0))
            if end - start > 1:
                labels.append((start + shift + 1, f"{section['label']}-", 2))
            if section["piece"]:
                piece = pikepdf.open(section["piece"], access_mode=pikepdf.AccessMode.stream)
                opened.append(piece)
                at = end + shift
                labels.append((at, f"{section['label']}-", 1))
                for number, page in enumerate(piece.pages):
                    book.pages.insert(at + number, page)
                shift += len(piece.pages)
        _finish(book, labels, marks, job)
        total = len(book.pages)
        book.save(
            job["target"], compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True,
        )  # fmt: skip
    for piece in opened:
        piece.close()
    tell(pages=total)


def _starts(book: Any, anchors: list[str]) -> list[int]:
    numbers = {page.objgen: number for number, page in enumerate(book.pages)}
    names = book.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    found = {str(names[n]): numbers[names[n + 1][0].objgen] for n in range(0, len(names), 2)}
    return [found[anchor] for anchor in anchors]


def _finish(book: Any, labels: list[tuple[int, str, int]], marks: list[Any], job: dict[str, Any]) -> None:
    """Labels, bookmarks, and no claim: the pages of others have no tags here, so the whole is no tagged PDF."""
    import pikepdf

    numbers: list[Any] = []
    for at, prefix, first in labels:
        style = {"/S": pikepdf.Name.D, "/St": first} if first else {}
        numbers.extend([at, pikepdf.Dictionary({"/P": pikepdf.String(prefix), **style})])
    book.Root["/PageLabels"] = book.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbers)))
    book.Root["/PageMode"] = pikepdf.Name.UseOutlines
    book.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=False)
    for name in ("/OpenAction", "/AA", "/AcroForm"):
        if name in book.Root:
            del book.Root[name]
    with book.open_metadata(set_pikepdf_as_editor=False) as metadata:
        if "pdfuaid:part" in metadata:
            del metadata["pdfuaid:part"]
    with book.open_outline() as outline:
        outline.root.clear()
        outline.root.append(pikepdf.OutlineItem(job["cover_title"], 0, "Fit"))
        for section, at in marks:
            item = pikepdf.OutlineItem(section["title"], at, "Fit")
            below = outline.root[-1].children if section["level"] and len(outline.root) > 1 else outline.root
            below.append(item)


def main() -> int:
    """Exit code 0, or Python's own 1 with the traceback on stderr."""
    import pikepdf  # noqa: F401 - loaded once, before any fork

    job = json.load(sys.stdin)
    {"check": check, "bind": bind}[job["do"]](job)
    return 0


if __name__ == "__main__":
    sys.exit(main())
