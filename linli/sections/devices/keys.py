"""Keys of devices (设备密钥): 32 random bytes, shown once; only hashes are kept."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets

from linli.kernel.errors import Unauthorized
from linli.sections.devices.models import Device

ITERATIONS = 101


def new_key(type_code: str = "") -> str:
    """A fresh key, 43 characters that survive any shell; for a charging pile 40 hex digits, all that OCPP 1.6 allows."""
    return secrets.token_hex(20) if type_code == "charger" else secrets.token_urlsafe(32)


def digest(key: str) -> str:
    """What is kept of a key: SHA-256 suffices, because the key is random and not a word."""
    return hashlib.sha256(key.encode()).hexdigest()


def broker_hash(key: str) -> str:
    """The same key as a Mosquitto password file has it: PBKDF2-HMAC-SHA512, format `$7$`."""
    salt = os.urandom(12)
    derived = hashlib.pbkdf2_hmac("sha512", key.encode(), salt, ITERATIONS)
    return f"$7${ITERATIONS}${base64.b64encode(salt).decode()}${base64.b64encode(derived).decode()}"


def is_key_of(number: str, key: str) -> bool:
    """True when `key` is the key of the device in use with that number; takes as long when there is none."""
    if "\0" in number:
        return False
    kept = (
        Device.objects.filter(number=number[:40], status=Device.Status.ACTIVE)
        .exclude(key_hash="")
        .values_list("key_hash", flat=True)
        .first()
    )
    return hmac.compare_digest(kept or digest(""), digest(key)) and kept is not None


def credentials(authorization: str) -> tuple[str, str]:
    """Number and key out of a Basic authorization. Raises Unauthorized when there is none."""
    scheme, _, text = authorization.partition(" ")
    try:
        number, _, key = base64.b64decode(text, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        number = key = ""
    if scheme.lower() != "basic" or not number or not key:
        raise Unauthorized("请以设备编号和密钥作 Basic 认证。")
    return number, key


def derived(secret: str, number: str) -> str:
    """A key that can be worked out again from a secret of this installation."""
    raw = hmac.digest(secret.encode(), f"demo-device:{number}".encode(), "sha256")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
