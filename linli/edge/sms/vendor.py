"""What the drivers of real gateways share: each key goes out once, and no answer is never taken for a refusal."""

from __future__ import annotations

import datetime as dt
import json
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from linli.edge.sms import rules
from linli.edge.sms.causes import plain
from linli.kernel import conf, sms
from linli.kernel.errors import DomainError
from linli.kernel.models import SmsSent
from linli.kernel.sms import SmsInquiry, SmsOrder, SmsReceipt, SmsReply, SmsResult, SmsUnknown

SHANGHAI = ZoneInfo("Asia/Shanghai")
KEPT = dt.timedelta(days=7)
ASKERS = 4
UNKNOWN = SmsResult("unknown")


class VendorSms(ABC):
    """A gateway reached over its own SDK, with the SDK's own retries off: they would send twice."""

    most = 100

    def send(self, *, phone: str, template: str, params: Mapping[str, str], key: str) -> str:
        """Sends once per `key`. Raises DomainError when refused, SmsUnknown when there was no answer."""
        if (known := _used(key)) is not None:
            return known
        result = self.send_many([SmsOrder(phone, template, params)], batch=key)[0]
        if result.state == "unknown":
            raise SmsUnknown
        if result.state != "accepted":
            SmsSent.objects.filter(key=key).delete()
            raise DomainError(f"短信没有发出：{result.text or '短信平台没有接收'}。")
        SmsSent.objects.filter(key=key).update(gateway_id=result.id[:64])
        return result.id

    def send_many(self, orders: Sequence[SmsOrder], *, batch: str) -> list[SmsResult]:
        """Sends all, those of one template together."""
        results: dict[int, SmsResult] = {}
        groups: dict[str, list[int]] = defaultdict(list)
        code = cache(self.code)  # read from the environment once a call
        for nth, order in enumerate(orders):
            try:
                rules.check_number(order.phone)
                sms.rendered(order.template, order.params)
                groups[code(order.template)].append(nth)
            except DomainError as error:
                results[nth] = SmsResult("refused", code=error.code, text=error.message)
        for number, places in groups.items():
            told = self.call([orders[nth] for nth in places], number, batch)
            results |= dict(zip(places, told, strict=True))
        return [results[nth] for nth in range(len(orders))]

    def code(self, template: str) -> str:
        """The gateway's own number of a template. Raises DomainError when nobody has entered it."""
        found = dict(conf.get("sms_templates")).get(template)
        if not found:
            raise DomainError(f"短信模板“{sms.template(template).title}”还没有填写平台上的模板编号。")
        return str(found)

    def pull(self) -> list[SmsReceipt]:
        """This gateway pushes its receipts."""
        return []

    def ask(self, asked: Sequence[SmsInquiry]) -> list[SmsReceipt]:
        """One question each, for gateways look them up by number; some side by side."""
        with ThreadPoolExecutor(ASKERS, thread_name_prefix="sms-ask") as pool:
            return [found for found in pool.map(self.look_up, asked) if found]

    @abstractmethod
    def look_up(self, asked: SmsInquiry) -> SmsReceipt | None:
        """What the gateway keeps of one message; None when it knows nothing or does not answer."""

    @abstractmethod
    def call(self, orders: Sequence[SmsOrder], code: str, batch: str) -> list[SmsResult]:
        """Sends orders of one template; never raises for what a gateway or the line does."""

    @abstractmethod
    def receipts(self, body: bytes) -> list[SmsReceipt]:
        """What the gateway pushed about messages sent."""

    @abstractmethod
    def replies(self, body: bytes) -> list[SmsReply]:
        """What the gateway pushed of messages sent to us."""


def _used(key: str) -> str | None:
    """The id under which the key has gone out; None when it is ours to send now. Raises SmsUnknown for no answer."""
    try:
        with transaction.atomic():
            SmsSent.objects.create(key=key[:120])
    except IntegrityError:
        known = SmsSent.objects.get(key=key[:120]).gateway_id
        if not known:
            raise SmsUnknown from None
        return known
    SmsSent.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return None


def endpoint(default: str) -> tuple[str, str]:
    """(protocol, host) to call: the setting's, else the gateway's own over HTTPS."""
    protocol, _, host = str(conf.get("sms_endpoint") or f"https://{default}").rpartition("://")
    return protocol or "https", host.rstrip("/")


def never_left(error: BaseException) -> bool:
    """True when no connection came about: then nothing can have gone out."""
    seen: set[int] = set()
    waiting: list[Any] = [error]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, NewConnectionError | ConnectTimeoutError):
            return True
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
        waiting += [getattr(one, "inner_exception", None)]
    return False


def no_answer(error: BaseException) -> SmsResult:
    """What is known of a call that broke."""
    if never_left(error):
        return SmsResult("later", code="network", text=plain("network", str(error)))
    return UNKNOWN


def pushed(body: bytes) -> list[dict[str, Any]]:
    """The entries of a push, one or many. Raises DomainError for anything else."""
    try:
        found = json.loads(body)
    except ValueError:
        raise DomainError("推送的内容不是约定的格式。") from None
    rows = found if isinstance(found, list) else [found]
    if not all(isinstance(row, dict) for row in rows):
        raise DomainError("推送的内容不是约定的格式。")
    return rows


def moment(text: Any) -> dt.datetime | None:
    """A time as the gateways write it (2026-11-22 10:00:00, Shanghai); None when there is none."""
    try:
        return dt.datetime.fromisoformat(str(text)).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
