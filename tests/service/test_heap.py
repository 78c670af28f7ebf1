"""Threads share the heap's arenas, and what is free goes back to the system."""

import os
import platform
import subprocess
import sys

import pytest

from evals.loading import resident
from service.heap import give_back

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")

ARENAS = """
import ctypes, re, threading
from pathlib import Path
from service.heap import share_arenas
{first}
together = threading.Barrier(8)
def work():
    together.wait()
    ctypes.CDLL(None).malloc(1000)
    together.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for each in threads: each.start()
for each in threads: each.join()
starts = re.findall(r"(?m)^([0-9a-f]+)-[0-9a-f]+ rw-p 00000000 00:00 0 *$", Path("/proc/self/maps").read_text())
# Every arena but the first begins where 64 MB begin.
print(sum(int(start, 16) % (64 << 20) == 0 for start in starts))
"""


def arenas(first: str) -> int:
    child = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", ARENAS.format(first=first)], capture_output=True, text=True, check=True
    )
    return int(child.stdout)


def test_eight_threads_share_two_arenas() -> None:
    assert arenas("share_arenas()") <= 1
    assert arenas("") > 1


def test_what_is_free_is_given_back() -> None:
    kept = [os.urandom(64_000) for _ in range(2000)]
    last = kept[-1]
    before = resident(os.getpid(), "RssAnon")
    del kept
    give_back()
    assert resident(os.getpid(), "RssAnon") < before - 80
    assert last
