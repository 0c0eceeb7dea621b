"""The way back stays within the site."""

import pytest
from django.test import RequestFactory

from zorgzaam.ui.back import came_from

HERE = "http://testserver"


@pytest.mark.parametrize(
    ("before", "back"),
    [
        (f"{HERE}/organen/?pagina=2", "/organen/?pagina=2"),
        (f"{HERE}/werkbank/", "/werkbank/"),
        (f"{HERE}/formulier/", ""),
        (f"{HERE}//elders.example/x", ""),
        (f"{HERE}/\\\\elders.example/x", ""),
        ("https://elders.example/x", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_a_page_of_this_site_is_gone_back_to(before: str, back: str) -> None:
    ask = RequestFactory()
    assert came_from(ask.get("/formulier/", headers={"Referer": before})) == back
    assert came_from(ask.post("/formulier/", {"back": before})) == back
