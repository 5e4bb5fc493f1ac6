"""The message door of a WeChat Official Account (微信公众号): who calls is checked, messages read, replies written."""

from __future__ import annotations

import time
from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from linli.edge.chat.cipher import Sealer, Unreadable, genuine, signature
from linli.kernel import conf
from linli.kernel.errors import Forbidden
from linli.kernel.ports import ChatMessage

FRESH_SECONDS = 600
LONGEST = 600
"""Characters of a reply; WeChat takes 2,048 bytes."""
REFUSED = "签名不对。"


class WeChat:
    """The chat port over WeChat's passive replies: plain mode without an AES key, safe mode with one."""

    def greet(self, query: Mapping[str, str]) -> str:
        """What to answer when the address is registered. Raises Forbidden for anybody but WeChat."""
        self._check(query)
        return query.get("echostr", "")

    def read(self, query: Mapping[str, str], body: bytes) -> ChatMessage:
        """The message in a call. Raises Forbidden when it is not WeChat's, altered, or too old."""
        self._check(query)
        found = _xml(body)
        if sealer := _sealer():
            sealed = found.get("Encrypt", "")
            if not genuine(
                query.get("msg_signature", ""),
                _token(),
                query.get("timestamp", ""),
                query.get("nonce", ""),
                sealed,
            ):
                raise Forbidden(REFUSED)
            try:
                found = _xml(sealer.open(sealed).encode())
            except Unreadable:
                raise Forbidden(REFUSED) from None
        return ChatMessage(
            sender=found.get("FromUserName", ""),
            account=found.get("ToUserName", ""),
            text=_said(found),
            id=found.get("MsgId", "") or f"{found.get('CreateTime', '')}{found.get('Event', '')}",
        )

    def write(self, message: ChatMessage, reply: str) -> bytes:
        """The reply to a message as the account sends it back, sealed in safe mode."""
        text = reply if len(reply) <= LONGEST else reply[: LONGEST - 1] + "…"
        plain = _made(
            ToUserName=message.sender,
            FromUserName=message.account,
            CreateTime=str(int(time.time())),
            MsgType="text",
            Content=text,
        )
        sealer = _sealer()
        if sealer is None:
            return plain
        sealed, at, nonce = (
            sealer.seal(plain.decode()),
            str(int(time.time())),
            signature(message.id, text)[:10],
        )
        return _made(
            Encrypt=sealed, MsgSignature=signature(_token(), at, nonce, sealed), TimeStamp=at, Nonce=nonce
        )

    def _check(self, query: Mapping[str, str]) -> None:
        """SHA-1 over token, time and nonce; calls older than ten minutes are played back ones."""
        at, nonce, token = query.get("timestamp", ""), query.get("nonce", ""), _token()
        fresh = at.isdecimal() and len(at) < 12 and abs(time.time() - int(at)) <= FRESH_SECONDS
        if not token or not fresh or not genuine(query.get("signature", ""), token, at, nonce):
            raise Forbidden(REFUSED)


def _said(found: Mapping[str, str]) -> str:
    """Text, recognised speech, the key of a menu button; following the account is a greeting."""
    kind = found.get("MsgType", "")
    if kind == "event":
        return "你好" if found.get("Event", "").lower() == "subscribe" else found.get("EventKey", "")
    return found.get("Content", "") or found.get("Recognition", "")


def _token() -> str:
    return str(conf.get("wechat_token"))


def _sealer() -> Sealer | None:
    key = str(conf.get("wechat_aes_key"))
    return Sealer(key, str(conf.get("wechat_app_id"))) if key else None


def _xml(body: bytes) -> dict[str, str]:
    """The flat message. Raises Forbidden for anything else, entities and references included."""
    try:
        return {child.tag: child.text or "" for child in fromstring(body, forbid_dtd=True)}
    except (ParseError, DefusedXmlException, ValueError, UnicodeError):
        raise Forbidden("消息不是微信的格式。") from None


def _made(**values: str) -> bytes:
    root = Element("xml")
    for name, value in values.items():
        SubElement(root, name).text = "".join(c for c in value if c >= " " or c in "\n\t")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=False))
