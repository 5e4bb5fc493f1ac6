"""The embedded SMS gateway (回环网关): sends nothing, refuses what a real one would, shows what was sent."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from linli.edge.sms import rules
from linli.kernel.privacy import blind_index, decrypt, encrypt

CONTEXT = "loopback.sms"
KEPT = 500


class LoopbackSms:
    """An outbox file in the data folder, shared by all processes; numbers and texts are encrypted in it."""

    demo = True

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(settings.DATA) / "demo-sms.jsonl"

    def send(self, *, phone: str, text: str, key: str) -> str:
        """Stores the message once per `key` and returns its id. Raises DomainError or TooMany when refused."""
        rules.check_number(phone)
        rules.check_text(text)
        with self._locked():
            rows = self._rows()
            known = next((row for row in rows if row["key"] == key), None)
            if known:
                return str(known["id"])
            row = self._row(phone, text, key)
            self._check_frequency(rows, row)
            self._write([*rows, row][-KEPT:])
        return str(row["id"])

    def outbox(self, limit: int = 20) -> list[dict[str, Any]]:
        """The last messages, newest first: id, at, phone, text, parts."""
        with self._locked():
            rows = self._rows()[-limit:]
        return [_opened(row) for row in reversed(rows)]

    def _row(self, phone: str, text: str, key: str) -> dict[str, Any]:
        return {
            "id": f"demo-{secrets.token_hex(6)}",
            "key": key,
            "at": timezone.now().isoformat(),
            "to": blind_index(phone, "loopback-sms"),
            "code": "验证码" in text,
            "sealed": encrypt(json.dumps([phone, text]), CONTEXT),
        }

    def _check_frequency(self, rows: list[dict[str, Any]], new: dict[str, Any]) -> None:
        same = [row for row in rows if row["to"] == new["to"] and row["code"] == new["code"]]
        times = [dt.datetime.fromisoformat(row["at"]) for row in same]
        rules.check_frequency(times, dt.datetime.fromisoformat(new["at"]), code=new["code"])

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _rows(self) -> list[dict[str, Any]]:
        if not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text().splitlines()]

    def _write(self, rows: list[dict[str, Any]]) -> None:
        draft = self.path.with_suffix(".part")
        draft.touch(mode=0o600)
        draft.write_text("".join(json.dumps(row) + "\n" for row in rows))
        draft.replace(self.path)


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    phone, text = json.loads(decrypt(row["sealed"], CONTEXT))
    return {"id": row["id"], "at": row["at"], "phone": phone, "text": text, "parts": rules.parts(text)}
