"""The embedded SMS gateway (回环网关): sends nothing, refuses what a real one would, shows what was sent."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.utils import timezone

from linli.edge.sms import rules
from linli.edge.sms.causes import plain
from linli.kernel import sms
from linli.kernel.errors import DomainError
from linli.kernel.privacy import blind_index, decrypt, encrypt
from linli.kernel.sms import SmsInquiry, SmsOrder, SmsReceipt, SmsReply, SmsResult

CONTEXT = "loopback.sms"
KEPT = 2000
DEAD = 17
"""In the demo every number whose last two digits are a multiple of this is out of service (空号)."""


class LoopbackSms:
    """An outbox file in the data folder, shared by all processes; numbers and texts are encrypted in it."""

    demo = True
    most = 100

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(settings.DATA) / "demo-sms.jsonl"

    def send(self, *, phone: str, template: str, params: Mapping[str, str], key: str) -> str:
        """Stores the message once per `key` and returns its id. Raises DomainError or TooMany when refused."""
        order = SmsOrder(phone, template, params)
        with self._locked():
            rows = self._rows()
            known = next((row for row in rows if row["key"] == key), None)
            row = known or self._taken(rows, order, key)
            if not known:
                self._write([*rows, row][-KEPT:])
        return str(row["id"])

    def send_many(self, orders: Sequence[SmsOrder], *, batch: str) -> list[SmsResult]:
        """Stores all that it does not refuse."""
        results = []
        with self._locked():
            rows = self._rows()
            for order in orders:
                try:
                    rows.append(self._taken(rows, order, batch))
                    results.append(SmsResult("accepted", id=str(rows[-1]["id"])))
                except DomainError as error:
                    results.append(SmsResult("refused", code=error.code, text=error.message))
            self._write(rows[-KEPT:])
        return results

    def pull(self) -> list[SmsReceipt]:
        """Receipts of what was sent since the last time: all arrive, apart from numbers out of service."""
        with self._locked():
            rows = self._rows()
            fresh = [row for row in rows if not row.get("told")]
            if fresh:
                self._write([row | {"told": True} for row in rows])
        return [_receipt(row) for row in fresh]

    def ask(self, asked: Sequence[SmsInquiry]) -> list[SmsReceipt]:
        """What became of these, as far as they are still in the file."""
        wanted = {(one.batch, blind_index(one.phone, "loopback-sms")) for one in asked}
        with self._locked():
            rows = self._rows()
        return [_receipt(row) for row in rows if (row["key"], row["to"]) in wanted]

    def receipts(self, body: bytes) -> list[SmsReceipt]:
        """A JSON list of receipts, field by field. Raises DomainError for anything else."""
        return list(_decoded(body, list[SmsReceipt]))

    def replies(self, body: bytes) -> list[SmsReply]:
        """A JSON list of replies, field by field. Raises DomainError for anything else."""
        return list(_decoded(body, list[SmsReply]))

    def outbox(self, limit: int = 20) -> list[dict[str, Any]]:
        """The last messages, newest first: id, at, phone, text, parts."""
        with self._locked():
            rows = self._rows()[-limit:]
        return [_opened(row) for row in reversed(rows)]

    def _taken(self, rows: list[dict[str, Any]], order: SmsOrder, key: str) -> dict[str, Any]:
        """A new row of the outbox. Raises DomainError or TooMany when a real gateway would refuse the order."""
        rules.check_number(order.phone)
        row = self._row(order, sms.rendered(order.template, order.params), key)
        same = [one for one in rows if one["to"] == row["to"] and one["code"] == row["code"]]
        times = [dt.datetime.fromisoformat(one["at"]) for one in same]
        rules.check_frequency(times, dt.datetime.fromisoformat(row["at"]), code=row["code"])
        return row

    def _row(self, order: SmsOrder, text: str, key: str) -> dict[str, Any]:
        return {
            "id": f"demo-{secrets.token_hex(6)}",
            "key": key,
            "at": timezone.now().isoformat(),
            "to": blind_index(order.phone, "loopback-sms"),
            "code": sms.template(order.template).code,
            "sealed": encrypt(json.dumps([order.phone, text]), CONTEXT),
        }

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


def _decoded(body: bytes, shape: Any) -> Any:
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.DecodeError:
        raise DomainError("推送的内容不是约定的格式。") from None


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    phone, text = json.loads(decrypt(row["sealed"], CONTEXT))
    return {"id": row["id"], "at": row["at"], "phone": phone, "text": text, "parts": sms.parts(text)}


def _receipt(row: dict[str, Any]) -> SmsReceipt:
    phone, _ = json.loads(decrypt(row["sealed"], CONTEXT))
    dead = int(phone[-2:]) % DEAD == 0
    return SmsReceipt(
        row["key"],
        phone,
        not dead,
        row["id"],
        "EMPTY" if dead else "",
        plain("EMPTY") if dead else "",
        timezone.now(),
    )
