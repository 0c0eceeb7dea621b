"""Broken files of every kind: kept or refused in Dutch, never another error."""

import io
import random
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError

from tests.conftest import FULL
from tests.real_files import MAKERS, packed, upload
from zorgzaam.files.models import StoredFile
from zorgzaam.files.store import keep, path_of

pytestmark = pytest.mark.django_db
TIMES = 500 if FULL else 12
SEED = 20261123


def bent(content: bytes, chance: random.Random) -> bytes:
    """Some bytes other, some gone, some twice, some of another kind of file."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(made) + 1)
        length = chance.choice((1, 2, 4, 16, 200))
        piece = bytes(made[place : place + length])
        what = chance.randrange(6)
        if what == 0:
            made[place : place + length] = chance.randbytes(len(piece))
        elif what == 1:
            del made[place : place + length]
        elif what == 2:
            made[place:place] = piece * chance.randint(1, 50)
        elif what == 3:
            made[place : place + 4] = chance.choice(
                (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x01\0\0\0")
            )
        elif what == 4:
            other = MAKERS[chance.choice(sorted(MAKERS))]()
            made[place:place] = other[: chance.randrange(len(other) + 1)]
        else:
            del made[chance.randrange(len(made) + 1) :]
    return bytes(made) or b"x"


def bent_inside(content: bytes, chance: random.Random) -> bytes:
    """A whole zip with broken parts, or the parts of a PNG with right checksums."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(parts))
        parts[name] = bent(parts[name] or b"x", chance)
        return packed(parts)
    if content.startswith(b"\x89PNG"):
        data = bytearray(content)
        data[chance.randrange(16, 29)] = chance.randrange(256)
        data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
        return bytes(data)
    return bent(content, chance)


def kept_or_refused(sent):
    try:
        return keep(sent)
    except ValidationError as refused:
        words = refused.messages
    assert words[0].endswith(".")
    assert "nu niet" not in words[0], "the file is at fault, not our disk"
    return None


@pytest.mark.parametrize("suffix", sorted(MAKERS))
def test_a_broken_file_is_kept_or_refused_in_dutch(suffix):
    chance, whole = random.Random(f"{SEED}{suffix}"), MAKERS[suffix]()
    kept = 0
    for turn in range(TIMES):
        content = (bent_inside if turn % 2 else bent)(whole, chance)
        stored = kept_or_refused(upload(content, f"stuk{suffix}"))
        if stored:
            kept += 1
            assert path_of(stored.sha256).stat().st_size == stored.size
    assert StoredFile.objects.count() <= kept < TIMES
