"""Who types a name and presses something else at once: the press arrives, and the name is chosen."""

import pytest
from django.urls import reverse

from tests import world as cast

BOX = "input[list=id_parties_lijst]"


@pytest.fixture
def people(transactional_db):
    return cast.build_world()


def press(page, tick):
    """As a hand does: the pointer goes down, stays a moment, and goes up at the same spot."""
    spot = tick.bounding_box()
    page.mouse.move(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(50)
    page.mouse.up()


def test_the_press_after_typing_a_name_is_not_lost(people, open_as):
    page = open_as(people.partner)
    page.goto(reverse("plan_add"))
    tick = page.get_by_label("andere inzet van personeel")
    page.set_viewport_size({"width": 1280, "height": 3000})  # both in view: nothing scrolls in between
    # As when the name is typed in full and no suggestion is taken: the box learns of it only when it is left.
    page.locator(BOX).first.focus()
    page.keyboard.type(people.other_org.name)
    press(page, tick)
    assert tick.is_checked()
    chosen = page.locator("input[name=parties][type=checkbox]")
    chosen.first.wait_for()
    assert chosen.first.is_checked()
    assert page.locator(BOX).first.input_value() == ""
    assert page.troubles == []
