"""Pictures are kept as we wrote them again: upright, whole, and with nothing in them but the picture."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, PngImagePlugin

from tests.real_files import huge_picture, picture, upload
from zorgzaam.files.checks import images
from zorgzaam.files.models import StoredFile
from zorgzaam.files.store import keep, path_of

pytestmark = pytest.mark.django_db
CANARY = b"KANARIE-52.5-5.47"


def kept(content: bytes, name: str) -> bytes:
    stored = keep(upload(content, name))
    found = path_of(stored.sha256).read_bytes()
    assert len(found) == stored.size
    return found


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112], made[0x010E] = orientation, CANARY.decode()
    made.get_ifd(0x8825)[1] = CANARY.decode()
    return made


def told_png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", CANARY.decode())
    return picture("PNG", pnginfo=told, exif=exif())


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (told_png(), "foto.png"),
        (picture("JPEG", exif=exif(), comment=CANARY), "foto.jpg"),
        (picture("JPEG") + b"<html><script>" + CANARY, "foto.jpeg"),
        (picture("PNG") + b"PK\x03\x04" + CANARY, "foto.png"),
    ],
)
def test_nothing_but_the_picture_is_kept(content, name):
    assert CANARY in content
    found = kept(content, name)
    assert CANARY not in found
    assert b"Exif" not in found
    assert Image.open(io.BytesIO(found)).size == (4, 3)


def test_a_picture_that_lies_on_its_side_is_put_upright():
    assert Image.open(io.BytesIO(kept(picture("JPEG", exif=exif(6)), "foto.jpg"))).size == (3, 4)


def test_the_same_picture_twice_is_one_file():
    keep(upload(told_png(), "een.png"))
    keep(upload(told_png(), "twee.png"))
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_keeps_its_dots(mode):
    content = picture("PNG", mode=mode)
    before, after = Image.open(io.BytesIO(content)), Image.open(io.BytesIO(kept(content, "x.png")))
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


def test_what_is_see_through_stays_so():
    content = picture("PNG", mode="P", transparency=0)
    assert Image.open(io.BytesIO(kept(content, "x.png"))).convert("RGBA").getpixel((0, 0))[3] == 0


def test_colours_for_print_and_of_a_camera_become_those_of_a_screen():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for content in (
        picture("JPEG", mode="CMYK"),
        picture("JPEG", icc_profile=profile),
        picture("JPEG", icc_profile=b"geen profiel"),
    ):
        found = Image.open(io.BytesIO(kept(content, "foto.jpg")))
        assert found.mode == "RGB"
        assert "icc_profile" not in found.info


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (picture("PNG", size=(90, 90))[:60], "x.png", "niet heel"),
        (picture("JPEG", size=(900, 900))[:-400], "x.jpg", "niet heel"),
        (huge_picture(8_001, 6_250), "x.png", "te veel beeldpunten"),
        (huge_picture(60_000, 60_000), "x.png", "te veel beeldpunten"),
        (huge_picture(9, 9), "x.png", "niet heel"),
        (picture("JPEG"), "x.png", "past niet bij de naam"),
        (picture("GIF"), "x.png", "past niet bij de naam"),
    ],
)
def test_what_is_no_whole_picture_of_a_usual_size_is_refused(content, name, words):
    with pytest.raises(ValidationError, match=words):
        keep(upload(content, name))
    assert not StoredFile.objects.exists()


def test_a_picture_of_exactly_the_most_dots_is_taken(monkeypatch):
    monkeypatch.setattr(images, "MOST_PIXELS", 12)
    assert keep(upload(picture(size=(4, 3)), "x.png"))
    with pytest.raises(ValidationError, match="te veel"):
        keep(upload(picture(size=(13, 1)), "x.png"))
