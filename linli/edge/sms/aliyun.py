"""Aliyun SMS (阿里云短信, dysmsapi 2017-05-25) through its official SDK."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_dysmsapi20170525.models import QuerySendDetailsRequest, SendBatchSmsRequest, SendSmsRequest
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.runtime import RuntimeOptions

from linli.edge.sms.causes import plain
from linli.edge.sms.vendor import SHANGHAI, UNKNOWN, VendorSms, endpoint, moment, no_answer, pushed
from linli.kernel import conf, sms
from linli.kernel.sms import SmsInquiry, SmsOrder, SmsReceipt, SmsReply, SmsResult

HOST = "dysmsapi.aliyuncs.com"
OF_THE_NUMBER = (
    "isv.MOBILE",
    "isv.BUSINESS_LIMIT",
    "isv.BLACK",
    "isv.DAY_LIMIT",
    "isv.PARAM",
    "isv.TEMPLATE_PARAMS",
)
"""Codes that blame one number or one text; all others blame the account, and may be tried again later."""
WENT_OUT = {1: None, 2: False, 3: True}
"""SendStatus of QuerySendDetails: waiting for the receipt, failed, delivered."""
LATE = dt.timedelta(minutes=10)
MOST_A_PAGE = 50
NOBODY_KNOWS = ("isp.", "InternalError", "ServiceUnavailable")


class AliyunSms(VendorSms):
    """One SendBatchSms call for up to a hundred numbers; `OutId` carries our batch and comes back in the receipts."""

    @cached_property
    def client(self) -> Client:
        """The SDK's client; it holds the keys and a connection pool."""
        protocol, host = endpoint(HOST)
        return Client(
            Config(
                access_key_id=str(conf.get("sms_key_id")),
                access_key_secret=str(conf.get("sms_key_secret")),
                endpoint=host,
                protocol=protocol,
            )
        )

    def call(self, orders: Sequence[SmsOrder], code: str, batch: str) -> list[SmsResult]:
        """One call for all; if it is refused because of one of them, one call each."""
        result = self._one(orders[0], code, batch) if len(orders) == 1 else self._batch(orders, code, batch)
        if result.state == "refused" and len(orders) > 1:
            return [self._one(order, code, batch) for order in orders]
        return [result] * len(orders)

    def _one(self, order: SmsOrder, code: str, batch: str) -> SmsResult:
        request = SendSmsRequest(
            phone_numbers=order.phone,
            sign_name=sms.sign(sms.template(order.template)),
            template_code=code,
            template_param=json.dumps(dict(order.params), ensure_ascii=False),
            out_id=batch,
        )
        try:
            answer = self.client.send_sms_with_options(request, _runtime())
        except Exception as error:
            return _broken(error)
        return _result(answer.body.code, answer.body.message, answer.body.biz_id)

    def _batch(self, orders: Sequence[SmsOrder], code: str, batch: str) -> SmsResult:
        sign = sms.sign(sms.template(orders[0].template))
        request = SendBatchSmsRequest(
            phone_number_json=json.dumps([order.phone for order in orders]),
            sign_name_json=json.dumps([sign] * len(orders), ensure_ascii=False),
            template_code=code,
            template_param_json=json.dumps([dict(order.params) for order in orders], ensure_ascii=False),
            out_id=batch,
        )
        try:
            answer = self.client.send_batch_sms_with_options(request, _runtime())
        except Exception as error:
            return _broken(error)
        return _result(answer.body.code, answer.body.message, answer.body.biz_id)

    def look_up(self, asked: SmsInquiry) -> SmsReceipt | None:
        """QuerySendDetails by number and day, on both days around midnight; ours is the one with our `OutId`."""
        days = {at.astimezone(SHANGHAI).strftime("%Y%m%d") for at in (asked.at, asked.at + LATE)}
        for day in sorted(days):
            request = QuerySendDetailsRequest(
                phone_number=asked.phone,
                send_date=day,
                page_size=MOST_A_PAGE,
                current_page=1,
                biz_id=asked.id or None,
            )
            try:
                answer = self.client.query_send_details_with_options(request, _runtime())
            except Exception:  # whatever it is: asked again another time
                return None
            kept = answer.body.sms_send_detail_dtos
            for row in (kept and kept.sms_send_detail_dto) or ():
                if row.out_id == asked.batch and row.send_status in WENT_OUT:
                    return _looked_up(asked, row)
        return None

    def receipts(self, body: bytes) -> list[SmsReceipt]:
        """SmsReport: a JSON list, some of it perhaps for messages of others."""
        return [
            SmsReceipt(
                batch=str(row.get("out_id") or ""),
                phone=str(row.get("phone_number") or ""),
                delivered=row.get("success") is True,
                id=str(row.get("biz_id") or ""),
                code=str(row.get("err_code") or ""),
                text="" if row.get("success") is True else plain(row.get("err_code"), row.get("err_msg")),
                at=moment(row.get("report_time")),
            )
            for row in pushed(body)
        ]

    def replies(self, body: bytes) -> list[SmsReply]:
        """SmsUp: what people sent us."""
        return [
            SmsReply(
                key=f"aliyun-{row.get('sequence_id')}",
                phone=str(row.get("phone_number") or ""),
                text=str(row.get("content") or ""),
                at=moment(row.get("send_time")),
            )
            for row in pushed(body)
        ]


def _looked_up(asked: SmsInquiry, row: Any) -> SmsReceipt:
    failed = WENT_OUT[row.send_status] is False
    return SmsReceipt(
        asked.batch,
        asked.phone,
        WENT_OUT[row.send_status],
        code=row.err_code if failed else "",
        text=plain(row.err_code) if failed else "",
        at=moment(row.receive_date),
    )


def _runtime() -> RuntimeOptions:
    """No retries of the SDK's own: after a time-out nobody knows whether the message went out."""
    limit = int(float(conf.get("sms_timeout_s")) * 1000)
    return RuntimeOptions(autoretry=False, max_attempts=1, read_timeout=limit, connect_timeout=limit)


def _result(code: str | None, text: str | None, biz_id: str | None) -> SmsResult:
    if code == "OK":
        return SmsResult("accepted", id=biz_id or "")
    told = code or "none"
    if told.startswith(NOBODY_KNOWS):
        return SmsResult("unknown", code=told, text=plain(told, text))
    refused = told.startswith(OF_THE_NUMBER)
    return SmsResult("refused" if refused else "later", code=told, text=plain(told, text))


def _broken(error: Exception) -> SmsResult:
    """The gateway refused the call itself (keys, rate), or there was no proper answer."""
    if isinstance(error, ClientException):
        return _result(str(error.code), str(error.message), None)
    found = no_answer(error)
    return found if found.state == "later" else UNKNOWN
