"""Tencent Cloud SMS (腾讯云短信, 2021-01-11) through its official SDK."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from hashlib import sha256
from typing import Any

from tencentcloud.common.credential import Credential
from tencentcloud.common.exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.sms.v20210111.models import PullSmsSendStatusByPhoneNumberRequest, SendSmsRequest
from tencentcloud.sms.v20210111.sms_client import SmsClient

from linli.edge.sms.causes import plain
from linli.edge.sms.vendor import VendorSms, endpoint, moment, no_answer, pushed
from linli.kernel import conf, sms
from linli.kernel.sms import SmsInquiry, SmsOrder, SmsReceipt, SmsReply, SmsResult

HOST, REGION = "sms.tencentcloudapi.com", "ap-guangzhou"
AT_ONCE = 8
AROUND_S, DAY_S, MOST_A_PAGE = 3600, 86_400, 100
OF_THE_NUMBER = (
    "FailedOperation.PhoneNumberInBlacklist", "FailedOperation.ContainSensitiveWord", "InvalidParameterValue.",
    "LimitExceeded.PhoneNumber", "LimitExceeded.Delivery", "UnsupportedOperation.",
)  # fmt: skip
NOBODY_KNOWS = ("InternalError", "FailedOperation.FailResolvePacket")


class TencentSms(VendorSms):
    """One text to many numbers in a call, so those who read the same go together and the calls run side by side."""

    @cached_property
    def client(self) -> SmsClient:
        """The SDK's client."""
        protocol, host = endpoint(HOST)
        http = HttpProfile(
            protocol=protocol, endpoint=host, reqTimeout=float(conf.get("sms_timeout_s")), keepAlive=True
        )
        keys = Credential(str(conf.get("sms_key_id")), str(conf.get("sms_key_secret")))
        return SmsClient(keys, str(conf.get("sms_region") or REGION), ClientProfile(httpProfile=http))

    def call(self, orders: Sequence[SmsOrder], code: str, batch: str) -> list[SmsResult]:
        """The results of all calls, put back into the order asked."""
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for nth, order in enumerate(orders):
            names = sms.variables(sms.template(order.template))
            groups[tuple(order.params[name] for name in names)].append(nth)
        results: dict[int, SmsResult] = {}
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="tencent") as pool:
            calls = [
                (places, pool.submit(self._call, [orders[nth] for nth in places], list(values), code, batch))
                for values, places in groups.items()
            ]
            for places, call in calls:
                results |= dict(zip(places, call.result(), strict=True))
        return [results[nth] for nth in range(len(orders))]

    def _call(self, orders: Sequence[SmsOrder], values: list[str], code: str, batch: str) -> list[SmsResult]:
        request = SendSmsRequest()
        request.PhoneNumberSet = [f"+86{order.phone}" for order in orders]
        request.SmsSdkAppId = str(conf.get("sms_app_id"))
        request.SignName = sms.sign(sms.template(orders[0].template))
        request.TemplateId, request.TemplateParamSet = code, values
        request.SessionContext = batch
        try:
            answer = self.client.SendSms(request)
        except TencentCloudSDKException as error:
            return [_broken(error)] * len(orders)
        told = {row.PhoneNumber: row for row in answer.SendStatusSet or ()}
        return [_result(told.get(f"+86{order.phone}")) for order in orders]

    def look_up(self, asked: SmsInquiry) -> SmsReceipt | None:
        """PullSmsSendStatusByPhoneNumber: ours has the number we were given, or our name where Tencent hands it back."""
        request = PullSmsSendStatusByPhoneNumberRequest()
        at = int(asked.at.timestamp())
        request.BeginTime, request.EndTime = (
            at - AROUND_S,
            min(at + DAY_S, int(dt.datetime.now(dt.UTC).timestamp())),
        )
        request.Offset, request.Limit = 0, MOST_A_PAGE
        request.PhoneNumber, request.SmsSdkAppId = f"+86{asked.phone}", str(conf.get("sms_app_id"))
        try:
            answer = self.client.PullSmsSendStatusByPhoneNumber(request)
        except TencentCloudSDKException:  # asked again another time
            return None
        for row in answer.PullSmsSendStatusSet or ():
            if row.SessionContext == asked.batch or (asked.id and row.SerialNo == asked.id):
                came = row.ReportStatus == "SUCCESS"
                told = "" if came else plain("FAIL", row.Description)
                return SmsReceipt(
                    asked.batch, asked.phone, came, row.SerialNo or "", "" if came else "FAIL", told
                )
        return None

    def receipts(self, body: bytes) -> list[SmsReceipt]:
        """The status call-back; `ext` is the SessionContext we gave."""
        return [
            SmsReceipt(
                batch=str(row.get("ext") or ""),
                phone=str(row.get("mobile") or ""),
                delivered=row.get("report_status") == "SUCCESS",
                id=str(row.get("sid") or ""),
                code=str(row.get("errmsg") or "") if row.get("report_status") != "SUCCESS" else "",
                text=plain(row.get("errmsg"), row.get("description"))
                if row.get("report_status") != "SUCCESS"
                else "",
                at=moment(row.get("user_receive_time")),
            )
            for row in pushed(body)
        ]

    def replies(self, body: bytes) -> list[SmsReply]:
        """The reply call-back; it has no number of its own, so what it says is its key."""
        return [
            SmsReply(
                key="tencent-" + sha256(f"{row.get('mobile')}|{row.get('time')}|{row.get('text')}".encode()).hexdigest()[:40],
                phone=str(row.get("mobile") or ""),
                text=str(row.get("text") or ""),
            )
            for row in pushed(body)
        ]  # fmt: skip


def _result(row: Any) -> SmsResult:
    """What the gateway said of one number."""
    if row is None:
        return SmsResult("unknown")
    if row.Code == "Ok":
        return SmsResult("accepted", id=row.SerialNo or "")
    return _refused(row.Code or "", row.Message or "")


def _refused(code: str, text: str) -> SmsResult:
    told = plain(code, text)
    if code.startswith(NOBODY_KNOWS):
        return SmsResult("unknown", code=code, text=told)
    if code.startswith(OF_THE_NUMBER):
        return SmsResult("refused", code=code, text=told)
    return SmsResult("later", code=code, text=told)


def _broken(error: TencentCloudSDKException) -> SmsResult:
    """The call itself was refused (keys, rate), or there was no proper answer."""
    code = str(error.get_code() or "")
    if "." in code or code == "RequestLimitExceeded":
        return _refused(code, str(error.get_message() or ""))
    return no_answer(error)
