"""PDF behind one function: `render(html, assets=...)` gives a tagged PDF/UA-1 with the same bytes everywhere.

The work happens in a child process with limits on time and memory, without network, secrets or system fonts.
Given the data a document was made from, it is PDF/A-3a as well and has them inside.
It reads `asset:<id>` from the given mapping and refuses every other address; a document of which a part is
missing or refused fails as a whole.

The contract of the HTML, styled by `print.css` (always applied; its colours are the custom properties
--accent, --ink, --quiet, --rule and --tint on `:root`, to be overridden in a `<style>` or a linked `asset:`
sheet):

- `<html lang="nl">`, a non-empty `<title>`, every `<img src="asset:...">` an `alt`, every `<svg>` a
  `<title>`, headings from h1 down without skipping; links absolute (`https:`, `mailto:`) or `#anchor`.
- `<body data-running="Mededeling" data-reference="Registratienummer 3332275" data-sender="Provincie
  Voorbeeld">`: the running header of follow-up pages (kind left, reference right) and the sender in the
  footer of every page. Each may be left out; with a reference follow-up pages also say "bladnummer x", as letters
  do. "pagina x van y" is always there.
- `<header class="letterhead">` with `<p class="sender">`, `<p class="kind">`: top left of page 1; an
  `<img class="logo" alt="..." src="asset:logo">` may come first.
- `<dl class="header-block">` of bare dt/dd pairs (no wrapping div): the column at the top right of page 1.
- `<h1>` the subject, may be preceded by `<p class="eyebrow">Onderwerp</p>`; `<section class="core">` the core
  message.
- h2-h4, p, ul, ol, dl, blockquote, `table` with `thead`/`th scope` (header rows repeat; `caption` allowed;
  add `class="attachments"` for a table whose first column deserves half the width, and `class="short"` to cells whose
  words stay whole), `figure`/`figcaption`,
  img, svg, hr.
- `<p class="note">` small print, `<section class="notes">` footnotes under a rule, `<p class="fixed">` words that
  stay with what follows, `<p class="form-code">` the form code at the end, `<div class="keep">` what must not be
  split over pages, `<div class="new-page">` what starts on a new page, `<dl class="facts">` label and value side by
  side, `<footer class="signatures"><div>...</div><div>...</div></footer>` two signature columns.
- `<div class="proof">` an svg with a QR code, and a few `p` beside it.
- `<body class="book">` numbers no pages, because others come in between; `<div class="cover">`, `<section
  class="title-page">` with `<p class="label">`, `<table class="agenda">` with number, time and subject.
"""

from .errors import PdfBusy, PdfError, PdfFailed, PdfTooHeavy
from .limits import DEFAULT, Limits
from .rendering import MISSING_PART, Asset, Rendered, Source, render

__all__ = [
    "DEFAULT",
    "MISSING_PART",
    "Asset",
    "Limits",
    "PdfBusy",
    "PdfError",
    "PdfFailed",
    "PdfTooHeavy",
    "Rendered",
    "Source",
    "render",
]
