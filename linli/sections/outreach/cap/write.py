"""Writing a CAP 1.2 message: in order, in Chinese, with times as +08:00, and proved by the schema before it leaves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from linli.sections.outreach.cap.codes import NAMESPACE
from linli.sections.outreach.cap.schema import checked

if TYPE_CHECKING:
    from lxml import etree

CHINA = ZoneInfo("Asia/Shanghai")
TAG = f"{{{NAMESPACE}}}"


@dataclass(frozen=True)
class Outgoing:
    """What is to be written. `references` are “sender,identifier,sent” of the messages it updates or cancels."""

    identifier: str
    sender: str
    sent: dt.datetime
    status: str
    msg_type: str
    category: str
    event: str
    response: str
    urgency: str
    severity: str
    certainty: str
    expires: dt.datetime
    sender_name: str
    headline: str
    description: str
    instruction: str
    area_text: str
    references: tuple[str, ...] = ()
    note: str = ""


def moment(at: dt.datetime) -> str:
    """A time as CAP wants it: whole seconds, +08:00, never Z (CAP 1.2 §3.3.2)."""
    return at.astimezone(CHINA).replace(microsecond=0).isoformat()


def reference(sender: str, identifier: str, sent: dt.datetime) -> str:
    """How another message names this one."""
    return f"{sender},{identifier},{moment(sent)}"


def written(warning: Outgoing) -> str:
    """The document. Raises DomainError when the schema would refuse it."""
    from lxml import etree

    root = etree.Element(f"{TAG}alert", nsmap={None: NAMESPACE})
    _add(
        root,
        identifier=warning.identifier, sender=warning.sender, sent=moment(warning.sent), status=warning.status,
        msgType=warning.msg_type, scope="Public", note=warning.note, references=" ".join(warning.references),
    )  # fmt: skip
    info = etree.SubElement(root, f"{TAG}info")
    _add(
        info,
        language="zh-CN", category=warning.category, event=warning.event, responseType=warning.response,
        urgency=warning.urgency, severity=warning.severity, certainty=warning.certainty,
        effective=moment(warning.sent), expires=moment(warning.expires), senderName=warning.sender_name,
        headline=warning.headline, description=warning.description, instruction=warning.instruction,
    )  # fmt: skip
    _add(etree.SubElement(info, f"{TAG}area"), areaDesc=warning.area_text)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    checked(document)
    return document.decode()


def _add(node: etree._Element, **texts: str) -> None:
    """The elements in the given order, the empty ones left out."""
    from lxml import etree

    for name, text in texts.items():
        if text:
            etree.SubElement(node, f"{TAG}{name}").text = text
