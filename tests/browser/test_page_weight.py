"""The agenda page stays light: at most 12 requests and 150 kB compressed, nothing from another host."""

import gzip

import pytest

from tests.browser.test_pages_work_for_everyone import somebody

REQUESTS, BYTES = 12, 150_000
COMPRESSED = ("font/", "image/png", "image/jpeg")


@pytest.mark.parametrize("role", [None, "secretaris"])
def test_the_agenda_page_is_light(own_demo, open_as, live_server, role):
    from governance.meetings.models import Meeting

    meeting = Meeting.objects.order_by("-starts_at" if role else "starts_at").first()
    page = open_as(somebody(role))
    answers = []
    # Playwright marks its handlers, which a built-in method does not allow.
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    page.goto(meeting.get_absolute_url(), wait_until="networkidle")
    sizes = {answer.url: _compressed(answer) for answer in answers}
    assert len(sizes) <= REQUESTS, sorted(sizes)
    assert sum(sizes.values()) <= BYTES, sizes
    assert all(url.startswith((live_server.url, "data:")) for url in sizes)


def _compressed(answer) -> int:
    body = answer.body()
    kind = answer.headers.get("content-type", "")
    return len(body) if kind.startswith(COMPRESSED) else len(gzip.compress(body, 6))
