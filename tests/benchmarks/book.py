"""What a book of 40 items, 60 papers and 300 pages costs against joining the same files bare, and its memory."""

import io
import time

import pikepdf

from governance.bundles.content import Book, book_for
from governance.bundles.models import BundleRequest
from tests.governance import books
from tests.world import World
from zorgzaam.files.store import path_of

ITEMS, PAPERS, PAGES = 40, 60, 300


def measure(world: World) -> None:
    """Print seconds, the ratio to the bare joining, pages, and the largest child process."""
    meeting = books.a_full_meeting(world, ITEMS, PAPERS, PAGES)
    content = book_for(meeting, "eigen", world.member)
    assert content is not None
    began = time.perf_counter()
    _bare(content)
    bare = time.perf_counter() - began
    began = time.perf_counter()
    row: BundleRequest = books.made(meeting, world.member)
    seconds = time.perf_counter() - began
    print(
        f"bundel van {ITEMS} punten, {PAPERS} stukken en {PAGES} bladzijden: {row.get_state_display()}, "
        f"{row.pages} bladzijden, {row.size / 1e6:.1f} MB, {seconds:.1f} s, "
        f"{seconds / bare:.0f} keer kaal samenvoegen, "
        f"grootste kindproces {books.peak_of_children()} MiB"
    )


def _bare(content: Book) -> None:
    """The same files one after the other, in this process and without a look at them."""
    with pikepdf.new() as target:
        for part in content.parts:
            with pikepdf.open(path_of(part.sha256)) as source:
                target.pages.extend(source.pages)
        target.save(io.BytesIO())
