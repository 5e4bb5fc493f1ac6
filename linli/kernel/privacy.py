"""Personal information (个人信息): encryption at rest, blind indexes, masks, and reveal with a reason."""

from __future__ import annotations

import base64
import hmac
import os
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from linli.kernel.errors import DomainError, NotFound

if TYPE_CHECKING:
    from linli.kernel.access import Actor

KEY_ID = b"\x01"
NONCE_BYTES = 12
MIN_REASON = 4


@cache
def _cipher() -> AESGCM:
    return AESGCM(settings.SECRETS.field)


def encrypt(text: str, context: str) -> str:
    """AES-256-GCM of `text`, bound to `context` (table.column); base64 of key id + nonce + ciphertext."""
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher().encrypt(nonce, text.encode(), context.encode())
    return base64.b64encode(KEY_ID + nonce + sealed).decode()


def decrypt(sealed: str, context: str) -> str:
    """The text back. Raises cryptography's InvalidTag when it was altered or belongs to another column."""
    raw = base64.b64decode(sealed)
    nonce, body = raw[1 : 1 + NONCE_BYTES], raw[1 + NONCE_BYTES :]
    return _cipher().decrypt(nonce, body, context.encode()).decode()


def blind_index(value: str, purpose: str) -> str:
    """Keyed hash (HMAC-SHA-256, 128 bits, hex) for exact look-up of an encrypted value; "" stays ""."""
    if not value:
        return ""
    digest = hmac.new(settings.SECRETS.index, f"{purpose}\0{value}".encode(), sha256)
    return digest.hexdigest()[:32]


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # stubs are generic, Django at run time is not
    """A text column whose content is ciphertext in the database; "" is stored as "".

    `mask` renders the value for people who have not revealed it; `reveal` is the permission needed for that.
    """

    def __init__(self, *args: Any, mask: Any = None, reveal: str = "", **kwargs: Any) -> None:
        self.mask, self.reveal = mask or mask_all, reveal
        super().__init__(*args, **kwargs)

    @property
    def context(self) -> str:
        """Additional data of the cipher: table.column."""
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        """Ciphertext for the database."""
        return encrypt(str(value), self.context) if value else value

    def from_db_value(self, value: Any, *_: Any) -> Any:
        """Plain text from the database."""
        return decrypt(value, self.context) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only isnull works on ciphertext; exact look-ups go through a blind index column."""
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is encrypted: look it up by its blind index")
        return super().get_lookup(lookup_name)


def mask_all(value: str) -> str:
    """Hides everything but says that there is something."""
    return "＊＊＊" if value else ""


def mask_phone(value: str) -> str:
    """138****5678; a landline keeps its last two digits."""
    if len(value) < 7:
        return mask_all(value)
    return f"{value[:3]}****{value[-4:]}" if len(value) == 11 else f"****{value[-2:]}"


def mask_id_number(value: str) -> str:
    """3708**********1737: county and last four digits."""
    return f"{value[:4]}**********{value[-4:]}" if len(value) >= 15 else mask_all(value)


def mask_name(value: str) -> str:
    """王** : the family name only."""
    return value[:1] + "*" * (len(value) - 1)


def mask_address(value: str) -> str:
    """Keeps the first six characters (usually the 小区 and the building)."""
    return value[:6] + "***" if len(value) > 6 else value


def masked(instance: models.Model, name: str) -> str:
    """The masked value of an encrypted field of an instance."""
    return str(encrypted_field(type(instance), name).mask(getattr(instance, name) or ""))


def encrypted_field(model: type[models.Model], name: str) -> EncryptedTextField:
    """The encrypted field of that name. Raises NotFound when the model has no such encrypted field."""
    found = next((f for f in model._meta.get_fields() if f.name == name), None)
    if not isinstance(found, EncryptedTextField):
        raise NotFound
    return found


def reveal(*, actor: Actor, target: models.Model, field: str, reason: str) -> str:
    """The plain value for one field of one row, with the reason in the audit trail (个人信息保护法第51条).

    The caller has already found `target` through `visible`. Raises DomainError without a reason.
    """
    from linli.kernel import audit

    declared = encrypted_field(type(target), field)
    if len(reason.strip()) < MIN_REASON:
        raise DomainError(
            "请写明查看原因。", fields={"reason": f"查看原因至少 {MIN_REASON} 个字，例如“电话回访”。"}
        )
    actor.require(declared.reveal)
    audit.record(
        actor,
        "privacy.field.revealed",
        target=target,
        area=getattr(target, "area", None),
        detail={"field": field, "reason": reason.strip()},
    )
    return str(getattr(target, field) or "")
