"""Pictures: read dot by dot and written again, so that what is kept is a picture and nothing more.

Where it was taken, by whom and with what, remarks, previews and whatever hangs behind the picture are gone; it stands
upright, in the colours everybody sees.
"""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, ImageFile, ImageOps

from zorgzaam.files.checks.refusing import refusing

# The largest of today's telephones; a picture of this size takes some 200 MB while it is read.
MOST_PIXELS = 50_000_000
QUALITY = 90
TOO_LARGE = (
    "Deze afbeelding heeft te veel beeldpunten. Het mogen er hoogstens 50 miljoen zijn, bijvoorbeeld 8.000 bij 6.000."
    " Maak haar kleiner en probeer het opnieuw."
)
BROKEN = (
    "Deze afbeelding is niet heel of niet te lezen. Open haar, bewaar haar opnieuw en probeer het nog eens."
)
FORMAT = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
# What each format can hold; anything else is written as plain colours.
MODES = {"PNG": ("1", "L", "LA", "I", "I;16", "P", "RGB", "RGBA"), "JPEG": ("L", "RGB")}


def rewritten(path: Path, suffix: str) -> bytes:
    """The picture as it is kept. Raises ValidationError when it is broken, or has too many dots."""
    kind = FORMAT[suffix]
    with refusing(BROKEN):
        try:
            source = Image.open(path, formats=[kind])
        except Image.DecompressionBombError as bomb:
            raise ValidationError(TOO_LARGE) from bomb
        with source:
            if source.width * source.height > MOST_PIXELS:
                raise ValidationError(TOO_LARGE)
            # A process that imports WeasyPrint reads half a picture as a whole one; here that is refused.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            source.load()
            return _written(_upright(source), kind)


def _upright(picture: Image.Image) -> Image.Image:
    upright: Image.Image = picture
    with suppress(Exception):  # a direction that cannot be read is none
        upright = ImageOps.exif_transpose(picture)
    return _in_common_colours(upright)


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """Colours of a camera or printer as those of a screen, for its own profile does not go along."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    with suppress(Exception):  # a profile that cannot be read says nothing
        screen = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(picture, BytesIO(profile), screen, outputMode=mode)
        return changed or picture
    return picture


def _written(picture: Image.Image, kind: str) -> bytes:
    clear = picture.info.get("transparency") if kind == "PNG" else None
    plain = picture if picture.mode in MODES[kind] else picture.convert("RGB")
    plain = plain.copy()
    plain.info = {} if clear is None else {"transparency": clear}
    out = BytesIO()
    plain.save(out, kind, **({"quality": QUALITY} if kind == "JPEG" else {}))
    return out.getvalue()
