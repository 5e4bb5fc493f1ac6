"""A gateway on this machine that checks what the real ones check: signatures, limits, templates. It can misbehave."""

from __future__ import annotations

import hmac
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

SECRET, KEY_ID, APP_ID = "loopback-secret", "loopback-id", "1400000000"  # noqa: S105
TIME_OUT, REFUSE, LATER = "time-out", "refuse", "later"


@dataclass
class Gateway:
    """What it was sent. `fault(phones)` says how a call goes wrong: "" not at all, “time-out” after taking it."""

    fault: Callable[[list[str]], str] = lambda phones: ""
    latency_s: float = 0.0
    """How long a call is under way: the way through the network, which no machine of ours has; for measurements."""
    sent: list[tuple[str, str, Any]] = field(default_factory=list)
    """(phone, batch, variables) in the order taken."""
    calls: int = 0
    wrong: list[str] = field(default_factory=list)
    """Signatures that did not match, and what else a real one would have refused."""
    became: dict[str, int] = field(default_factory=dict)
    """What is told of a phone when asked: 1 on its way, 2 failed, 3 delivered (the usual)."""
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)
    called: threading.Condition = field(default_factory=threading.Condition)

    def counted(self) -> Counter[str]:
        """How often each phone was sent something."""
        return Counter(phone for phone, _, _ in self.sent)

    def wait_for_calls(self, count: int, seconds: float) -> bool:
        """Returns at the call of that number; False when it did not come in time."""
        with self.called:
            return self.called.wait_for(lambda: self.calls >= count, seconds)

    def receipts(self, rng: random.Random, *, failed: float = 0.0) -> list[dict[str, Any]]:
        """Aliyun receipts of everything sent, 5 % of them twice, in no order."""
        rows = [
            {"phone_number": phone, "out_id": batch, "biz_id": "b", "success": rng.random() >= failed, "err_code": "",
             "err_msg": "", "report_time": "2026-11-22 10:00:00", "sms_size": "1"}
            for phone, batch, _ in self.sent
        ]  # fmt: skip
        rows += [row for row in rows if rng.random() < 0.05]
        rng.shuffle(rows)
        return rows

    def take(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, dict[str, Any]] | None:
        """The answer to a call; None is none at all."""
        with self.called:
            self.calls += 1
            self.called.notify_all()
        name = handler.headers.get("Authorization", "").split(" ")[0]
        if handler.headers["x-acs-action"] == "QuerySendDetails":
            return self._details(handler, body)
        if handler.headers["X-TC-Action"] == "PullSmsSendStatusByPhoneNumber":
            return self._statuses(handler, body)
        if name == "ACS3-HMAC-SHA256":
            orders, batch, good = _aliyun(handler, body)
        else:
            orders, batch, good = _tencent(handler, body)
        if not good:
            self.wrong.append(f"{name} {handler.path[:80]}")
        time.sleep(self.latency_s)
        fault = self.fault([phone for phone, _ in orders])
        with self.lock:
            if fault in ("", TIME_OUT):
                self.sent += [(phone, batch, values) for phone, values in orders]
        if fault == TIME_OUT:
            return None
        answer = _answer_aliyun if name == "ACS3-HMAC-SHA256" else _answer_tencent
        return answer([phone for phone, _ in orders], fault, good)

    def _details(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, dict[str, Any]]:
        """QuerySendDetails: what was sent to a number on a day."""
        query = dict(parse_qsl(urlsplit(handler.path).query))
        if not _signed_acs3(handler, query, body) or not 1 <= int(query["PageSize"]) <= 50:
            self.wrong.append(f"QuerySendDetails {handler.path[:80]}")
        rows = [
            {"PhoneNum": phone, "OutId": batch, "SendStatus": self.became.get(phone, 3), "ErrCode": "DELIVERED",
             "SendDate": f"{query['SendDate']} 10:00:00", "ReceiveDate": "2026-11-22 10:00:05"}
            for phone, batch, _ in self.sent if phone == query["PhoneNumber"]
        ]  # fmt: skip
        details = {"SmsSendDetailDTO": rows}
        return 200, {
            "Code": "OK",
            "Message": "OK",
            "TotalCount": str(len(rows)),
            "SmsSendDetailDTOs": details,
        }

    def _statuses(self, handler: BaseHTTPRequestHandler, body: bytes) -> tuple[int, dict[str, Any]]:
        """PullSmsSendStatusByPhoneNumber; like the real one it keeps quiet about what is on its way."""
        asked = json.loads(body)
        if not _signed_tc3(handler, body) or asked["SmsSdkAppId"] != APP_ID or asked["Limit"] > 100:
            self.wrong.append("PullSmsSendStatusByPhoneNumber")
        rows = [
            {"UserReceiveTime": 1, "CountryCode": "86", "SubscriberNumber": phone, "PhoneNumber": f"+86{phone}",
             "SerialNo": f"s{phone}", "ReportStatus": "SUCCESS" if became == 3 else "FAIL", "Description": "空号",
             "SessionContext": batch}
            for phone, batch, _ in self.sent
            if f"+86{phone}" == asked["PhoneNumber"] and (became := self.became.get(phone, 3)) != 1
        ]  # fmt: skip
        return 200, {"Response": {"PullSmsSendStatusSet": rows, "RequestId": "r"}}


def _aliyun(handler: BaseHTTPRequestHandler, body: bytes) -> tuple[list[tuple[str, Any]], str, bool]:
    query = dict(parse_qsl(urlsplit(handler.path).query))
    if handler.headers["x-acs-action"] == "SendSms":
        phones, values = query["PhoneNumbers"].split(","), [json.loads(query["TemplateParam"])]
        good = len(phones) <= 1000 and body == b""
    else:
        form = dict(parse_qsl(body.decode()))
        phones, values = json.loads(form["PhoneNumberJson"]), json.loads(form["TemplateParamJson"])
        good = len(phones) == len(values) == len(json.loads(form["SignNameJson"])) <= 100
    good = good and query["TemplateCode"].startswith("SMS_") and len(query.get("OutId", "")) < 256
    return (
        list(zip(phones, values, strict=True)),
        query.get("OutId", ""),
        good and _signed_acs3(handler, query, body),
    )


def _signed_acs3(handler: BaseHTTPRequestHandler, query: dict[str, str], body: bytes) -> bool:
    """ACS3-HMAC-SHA256, worked out anew from the request as it came."""
    parts = dict(part.split("=", 1) for part in handler.headers["Authorization"].split(" ", 1)[1].split(","))
    signed = parts["SignedHeaders"]
    ordered = "&".join(f"{quote(k, safe='~')}={quote(v, safe='~')}" for k, v in sorted(query.items()))
    lines = "".join(f"{name}:{handler.headers[name].strip()}\n" for name in signed.split(";"))
    hashed = sha256(body).hexdigest()
    canonical = f"{handler.command}\n/\n{ordered}\n{lines}\n{signed}\n{hashed}"
    text = f"ACS3-HMAC-SHA256\n{sha256(canonical.encode()).hexdigest()}"
    made = hmac.new(SECRET.encode(), text.encode(), sha256).hexdigest()
    return (
        parts["Signature"] == made
        and parts["Credential"] == KEY_ID
        and handler.headers["x-acs-content-sha256"] == hashed
    )


def _tencent(handler: BaseHTTPRequestHandler, body: bytes) -> tuple[list[tuple[str, Any]], str, bool]:
    sent = json.loads(body)
    phones = [phone.removeprefix("+86") for phone in sent["PhoneNumberSet"]]
    good = all(phone.startswith("+86") for phone in sent["PhoneNumberSet"]) and sent["SmsSdkAppId"] == APP_ID
    orders = [(phone, sent["TemplateParamSet"]) for phone in phones]
    return orders, sent["SessionContext"], good and len(phones) <= 200 and _signed_tc3(handler, body)


def _signed_tc3(handler: BaseHTTPRequestHandler, body: bytes) -> bool:
    """TC3-HMAC-SHA256, worked out anew from the request as it came."""
    words = handler.headers["Authorization"].removeprefix("TC3-HMAC-SHA256 ").split(", ")
    parts = dict(word.split("=", 1) for word in words)
    scope = parts["Credential"].split("/", 1)[1]
    signed = parts["SignedHeaders"]
    lines = "".join(f"{name}:{handler.headers[name]}\n" for name in signed.split(";"))
    canonical = f"POST\n/\n\n{lines}\n{signed}\n{sha256(body).hexdigest()}"
    text = f"TC3-HMAC-SHA256\n{handler.headers['X-TC-Timestamp']}\n{scope}\n{sha256(canonical.encode()).hexdigest()}"
    key = f"TC3{SECRET}".encode()
    for piece in scope.split("/"):
        key = hmac.new(key, piece.encode(), sha256).digest()
    return parts["Signature"] == hmac.new(key, text.encode(), sha256).hexdigest()


def _answer_aliyun(phones: list[str], fault: str, good: bool) -> tuple[int, dict[str, Any]]:
    if not good:
        return 400, {"Code": "SignatureDoesNotMatch", "Message": "签名不对", "RequestId": "r"}
    code = {REFUSE: "isv.BUSINESS_LIMIT_CONTROL", LATER: "isv.AMOUNT_NOT_ENOUGH"}.get(fault, "OK")
    return 200, {
        "Code": code,
        "Message": "触发天级流控" if fault else "OK",
        "BizId": f"biz{phones[0]}",
        "RequestId": "r",
    }


def _answer_tencent(phones: list[str], fault: str, good: bool) -> tuple[int, dict[str, Any]]:
    if not good:
        return 200, {
            "Response": {
                "Error": {"Code": "AuthFailure.SignatureFailure", "Message": "签名不对"},
                "RequestId": "r",
            }
        }
    code = {
        REFUSE: "FailedOperation.PhoneNumberInBlacklist",
        LATER: "FailedOperation.InsufficientBalanceInSmsPackage",
    }
    rows = [
        {"SerialNo": f"s{phone}", "PhoneNumber": f"+86{phone}", "Fee": 1, "SessionContext": "", "IsoCode": "CN",
         "Code": code.get(fault, "Ok"), "Message": "在黑名单中" if fault else "send success"}
        for phone in phones
    ]  # fmt: skip
    return 200, {"Response": {"SendStatusSet": rows, "RequestId": "r"}}


@contextmanager
def serving(gateway: Gateway) -> Iterator[Gateway]:
    """The gateway over HTTP on a free port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer = gateway.take(self, body)
            if answer is None:  # taken, and no word said
                self.close_connection = True
                self.connection.close()
                return
            told = json.dumps(answer[1]).encode()
            self.send_response(answer[0])
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: Any) -> None:
            """Silence."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *_: Any) -> None:
            """A client that was killed is no news."""

    server = Server(("127.0.0.1", 0), Handler)
    gateway.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    import sys

    with serving(Gateway(latency_s=float(sys.argv[1]))) as alone:
        print(alone.url, flush=True)
        sys.stdin.read()
