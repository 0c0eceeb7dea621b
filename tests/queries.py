"""Counting what a page asks of the database."""

from typing import Any

# Both come of the transaction around a test: a savepoint for a BEGIN, and forgetting who acted inside it.
OF_THE_TEST = ("SAVEPOINT", "set_config('pghistory.context_metadata', ''")


def of_the_page(captured: Any) -> int:
    """How many of these captured queries the page itself asked."""
    return len([query for query in captured if not any(words in query["sql"] for words in OF_THE_TEST)])
