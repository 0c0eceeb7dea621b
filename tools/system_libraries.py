"""Print the Debian packages of the system libraries that are missing, on one line; nothing when all is there.

WeasyPrint needs Pango and its friends, python-magic needs libmagic. Standard library only: it runs before
there is an environment.
"""

import ctypes
import ctypes.util

# Debian package: (name for the linker, file name on Linux)
LIBRARIES = {
    "libpango-1.0-0": ("pango-1.0", "libpango-1.0.so.0"),
    "libpangoft2-1.0-0": ("pangoft2-1.0", "libpangoft2-1.0.so.0"),
    "libharfbuzz0b": ("harfbuzz", "libharfbuzz.so.0"),
    "libharfbuzz-subset0": ("harfbuzz-subset", "libharfbuzz-subset.so.0"),
    "libfontconfig1": ("fontconfig", "libfontconfig.so.1"),
    "libmagic1": ("magic", "libmagic.so.1"),
}


def loads(*names: str | None) -> bool:
    """Whether one of these names can be loaded as a shared library."""
    for name in names:
        try:
            if name and ctypes.CDLL(name):
                return True
        except OSError:
            continue
    return False


def main() -> None:
    """Look for each library the way its user does: by file name, and as the linker finds it."""
    missing = [
        package
        for package, (name, file) in LIBRARIES.items()
        if not loads(file) and not loads(ctypes.util.find_library(name))
    ]
    if missing:
        print(*missing)


if __name__ == "__main__":
    main()
