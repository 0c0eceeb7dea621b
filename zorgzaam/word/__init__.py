"""A document for Word, made from the same HTML its PDF is printed from: for who must paste it into another system.

`from_html(html, facts)` gives the same bytes for the same HTML. Headings, lists, tables and links are real ones, so
that they survive pasting. What has no place in Word (a drawing) is there in the words that stand for it.
"""

from .sending import word_response
from .writing import Facts, from_html

__all__ = ["Facts", "from_html", "word_response"]
