"""The article of an issue as the site shows it: HTML made from its data alone, without a request."""

from typing import Any

from django.template.loader import render_to_string


def article(content: dict[str, Any]) -> str:
    """The blocks as HTML; headings from h2 down."""
    return render_to_string("newsletters/issue_article.html", {"content": content})
