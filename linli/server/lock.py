"""One process per data folder on SQLite: a lock that the system frees even when the process is killed."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "linli.lock"


class Occupied(Exception):
    """Another linli process works on this data folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Holds the folder's lock. Raises Occupied when another process holds it."""
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Occupied(f"另一个邻里进程正在使用数据文件夹 {folder}，请先停止它。") from None
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)
