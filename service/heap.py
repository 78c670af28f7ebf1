"""The C library's heap: in how many parts it lies, and giving back to the system what is free in it.

glibc gives every thread that finds the others busy an arena of its own, up to eight a core, and each keeps what its
busiest moment took. Two are enough where two questions are answered at once (https://sourceware.org/glibc/wiki/MallocInternals).
"""

import ctypes
import platform
import sys

_ARENA_MAX, _MMAP_THRESHOLD, _TRIM_THRESHOLD = -8, -3, -1
"""M_ARENA_MAX, M_MMAP_THRESHOLD and M_TRIM_THRESHOLD of malloc.h."""
_MOST = 2**31 - 1
_ARENAS = 2


def share_arenas() -> None:
    """Lets all threads share two arenas; must come before there are threads. Another C library than glibc is left."""
    if library := _glibc():
        library.mallopt(_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Gives whole pages that are free back to the system: some ten milliseconds."""
    if library := _glibc():
        library.malloc_trim(0)


def keep_what_is_freed() -> None:
    """Keeps freed memory for what comes next: training frees gigabytes each step, and fresh pages cost more than it."""
    if library := _glibc():
        for threshold in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
            library.mallopt(threshold, _MOST)


def _glibc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None) if sys.platform == "linux" and platform.libc_ver()[0] == "glibc" else None
