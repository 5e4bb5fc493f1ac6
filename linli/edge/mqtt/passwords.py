"""Files for an outside Mosquitto: its password file and its access list."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable

from linli.edge.mqtt import topics

ITERATIONS = 101
"""Mosquitto's own default; enough here, since the keys are 32 random bytes and not words."""


def password_line(user: str, key: str, salt: bytes | None = None) -> str:
    """One line of a Mosquitto password file: PBKDF2-HMAC-SHA512, format `$7$`."""
    salt = salt or os.urandom(12)
    digest = hashlib.pbkdf2_hmac("sha512", key.encode(), salt, ITERATIONS)
    return f"{user}:{encode(salt, digest)}"


def encode(salt: bytes, digest: bytes) -> str:
    """The `$7$` text of a salt and a digest."""
    return f"$7${ITERATIONS}${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


def hash_key(key: str) -> str:
    """The `$7$` hash of a key, as Mosquitto reads it."""
    return password_line("", key)[1:]


def access_list(platform_user: str, devices: Iterable[str]) -> str:
    """An access list: the platform reads what goes up, each device writes its own and reads its own."""
    lines = [f"user {platform_user}"]
    lines += [f"topic read {topic_filter}" for topic_filter in topics.UP_FILTERS]
    lines += [f"topic write {topics.ROOT}/+/down/#", ""]
    for device in devices:
        lines += [
            f"user {device}",
            f"topic write {topics.ROOT}/{device}/up/#",
            f"topic read {topics.ROOT}/{device}/down/#",
            f"topic write {topics.DISCOVERY}/#",
            "",
        ]
    return "\n".join(lines)
