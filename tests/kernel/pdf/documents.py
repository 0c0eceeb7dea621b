"""Documents for the printing tests: a whole Mededeling, and the smallest document with a given body."""

from pathlib import Path

LETTER = Path(__file__).with_name("letter.html").read_text("utf-8")


def document(body: str = "<p>tekst</p>", *, head: str = "", lang: str = "nl", title: str = "Proef") -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><h1>Proef</h1>{body}</body></html>"
    )
