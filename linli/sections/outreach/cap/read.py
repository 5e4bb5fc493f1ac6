"""Reading a CAP 1.2 message: valid by the schema, and by what the standard says beyond it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.kernel.errors import DomainError
from linli.sections.outreach.cap.codes import NAMESPACE
from linli.sections.outreach.cap.schema import checked

if TYPE_CHECKING:
    from lxml import etree

NAMES = {"c": NAMESPACE}
NAME = re.compile(r"[^\s,<&]{1,120}")
"""identifier and sender: no spaces, commas or restricted characters (CAP 1.2 §3.2.1)."""
REFERENCE = re.compile(r"([^\s,<&]+),([^\s,<&]+),(\S+)")
WANTED = "要写明所更新或解除的“发布单位,编号,时间”。"
DEFAULT_LIFE = dt.timedelta(hours=24)
TAKEN = {"Alert", "Update", "Cancel"}


@dataclass(frozen=True)
class Message:
    """One message, of its info blocks the Chinese one (else the first). `references` are (sender, identifier, sent)."""

    identifier: str
    sender: str
    sent: dt.datetime
    status: str
    msg_type: str
    scope: str
    references: tuple[tuple[str, str, dt.datetime], ...]
    category: str
    event: str
    urgency: str
    severity: str
    certainty: str
    headline: str
    description: str
    instruction: str
    area_text: str
    expires: dt.datetime


def read(document: bytes) -> Message:
    """The message in the document. Raises DomainError with all that is wrong, beside the fields of CAP."""
    root = checked(document)
    wrong = _wrong(root)
    if wrong:
        raise DomainError("预警内容不符合 CAP 1.2 的规定。", fields=wrong)
    info = _info(root)
    sent = dt.datetime.fromisoformat(_text(root, "sent"))
    cancel_of = "解除" if _text(root, "msgType") == "Cancel" else ""
    return Message(
        identifier=_text(root, "identifier"),
        sender=_text(root, "sender"),
        sent=sent,
        status=_text(root, "status"),
        msg_type=_text(root, "msgType"),
        scope=_text(root, "scope"),
        references=tuple(_references(_text(root, "references"))),
        category=_text(info, "category") or "Other",
        event=_text(info, "event")[:60] or cancel_of or "预警",
        urgency=_text(info, "urgency") or "Unknown",
        severity=_text(info, "severity") or "Unknown",
        certainty=_text(info, "certainty") or "Unknown",
        headline=(_text(info, "headline") or _text(info, "event") or _text(root, "note") or cancel_of)[:160],
        description=_text(info, "description"),
        instruction=_text(info, "instruction"),
        area_text="、".join(_all(info, "area/c:areaDesc"))[:300],
        expires=_expires(info, sent),
    )


def _wrong(root: etree._Element) -> dict[str, str]:
    """What the standard demands in words and the schema cannot say."""
    kind, scope = _text(root, "msgType"), _text(root, "scope")
    references = _text(root, "references")
    wrong = {
        "identifier": "" if NAME.fullmatch(_text(root, "identifier")) else "编号不能有空格、逗号、< 和 &。",
        "sender": "" if NAME.fullmatch(_text(root, "sender")) else "发布单位标识不能有空格、逗号、< 和 &。",
        "msgType": "" if kind in TAKEN else "这里只接收 Alert、Update 和 Cancel。",
        "status": "草稿不能发布。" if _text(root, "status") == "Draft" else "",
        "restriction": "范围为 Restricted 时要写明限制。" if scope == "Restricted" and not _text(root, "restriction") else "",
        "addresses": "范围为 Private 时要写明收件人。" if scope == "Private" and not _text(root, "addresses") else "",
        "references": "" if _sound(references, needed=kind in ("Update", "Cancel")) else WANTED,
        "info": "" if kind == "Cancel" or root.find("c:info", NAMES) is not None else "没有预警内容。",
    }  # fmt: skip
    return {name: text for name, text in wrong.items() if text}


def _sound(references: str, *, needed: bool) -> bool:
    if not references:
        return not needed
    try:
        return len(list(_references(references))) == len(references.split())
    except ValueError:
        return False


def _references(text: str) -> list[tuple[str, str, dt.datetime]]:
    found = (REFERENCE.fullmatch(part) for part in text.split())
    return [(one[1], one[2], dt.datetime.fromisoformat(one[3])) for one in found if one]


def _info(root: etree._Element) -> etree._Element:
    from lxml import etree

    blocks = root.findall("c:info", NAMES)
    chinese = [block for block in blocks if _text(block, "language").lower().startswith("zh")]
    return (chinese or blocks or [etree.Element("info")])[0]


def _text(node: etree._Element, name: str) -> str:
    return (node.findtext(f"c:{name}", default="", namespaces=NAMES) or "").strip()


def _all(node: etree._Element, path: str) -> list[str]:
    return [(found.text or "").strip() for found in node.findall(f"c:{path}", NAMES)]


def _expires(info: etree._Element, sent: dt.datetime) -> dt.datetime:
    text = _text(info, "expires")
    return dt.datetime.fromisoformat(text) if text else sent + DEFAULT_LIFE
