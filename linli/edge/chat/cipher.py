"""The safe mode of WeChat messages (安全模式): AES-256-CBC with the account's key, signed with SHA-1."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import struct
from hashlib import sha1

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32
"""Padding block of the protocol: PKCS#7 to 32 bytes, not AES's own 16."""
KEY_LENGTH = 43
NOISE = 16


class Unreadable(ValueError):
    """The message is not for us, or was altered."""


def signature(*parts: str) -> str:
    """SHA-1 over the parts, sorted and joined."""
    return sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def genuine(given: str, *parts: str) -> bool:
    """True when `given` is the signature of the parts."""
    return hmac.compare_digest(signature(*parts).encode(), given.encode())


class Sealer:
    """Seals and opens messages of one account. Raises Unreadable for a key that is none."""

    def __init__(self, key: str, app_id: str) -> None:
        try:
            self._key = base64.b64decode(key + "=", validate=True)
        except binascii.Error:
            raise Unreadable("not a key") from None
        if len(key) != KEY_LENGTH or len(self._key) != 32:
            raise Unreadable("not a key")
        self._app_id = app_id.encode()

    def seal(self, text: str) -> str:
        """Base64 of the sealed text; each time another, for its 16 bytes of noise."""
        body = text.encode()
        plain = os.urandom(NOISE) + struct.pack(">I", len(body)) + body + self._app_id
        fill = BLOCK - len(plain) % BLOCK
        sealer = self._cipher().encryptor()
        return base64.b64encode(sealer.update(plain + bytes([fill]) * fill) + sealer.finalize()).decode()

    def open(self, sealed: str) -> str:
        """The text back. Raises Unreadable."""
        try:
            raw = base64.b64decode(sealed, validate=True)
            opener = self._cipher().decryptor()
            plain = opener.update(raw) + opener.finalize()
            fill = plain[-1]
            if not 1 <= fill <= BLOCK or plain[-fill:] != bytes([fill]) * fill:
                raise Unreadable("wrong padding")
            content = plain[NOISE:-fill]
            (size,) = struct.unpack(">I", content[:4])
            body, app_id = content[4 : 4 + size], content[4 + size :]
        except (ValueError, IndexError, struct.error):
            raise Unreadable("not a message") from None
        if len(body) != size or not hmac.compare_digest(app_id, self._app_id):
            raise Unreadable("for another account")
        return body.decode("utf-8", "replace")

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))
