"""The article of an issue as the site shows it: HTML made from its data alone, without a request."""

from typing import Any

from django.template.loader import render_to_string

from newsletters.issues.words import called


def article(content: dict[str, Any]) -> str:
    """The blocks as HTML; headings from h2 down."""
    blocks = [{**block, "label": called(block["kind"])} for block in content["blocks"]]
    return render_to_string("newsletters/issue_article.html", {"blocks": blocks})
