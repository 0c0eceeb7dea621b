"""The relay and the processes that die on purpose, as the kernel's own tests have them."""

from tests.kernel.conftest import catcher, zygote

__all__ = ["catcher", "zygote"]
