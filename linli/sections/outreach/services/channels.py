"""Questions that come by SMS and by WeChat: who asks from where, and the answer as that channel carries it."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from linli.kernel import conf, sms
from linli.kernel.access import SYSTEM
from linli.kernel.errors import DomainError, NotFound, TooMany
from linli.kernel.models import Area
from linli.kernel.ports import ChatMessage, port
from linli.kernel.privacy import blind_index
from linli.sections.outreach.answering import wording
from linli.sections.outreach.models import IncomingSms, Question
from linli.sections.outreach.queries import knowledge
from linli.sections.outreach.services import asking
from linli.sections.registry import queries as registry

log = logging.getLogger(__name__)
PIECES = "abcdefg"
Outcome = Question.Outcome


def answer_sms(*, incoming_id: int) -> None:
    """Answers an SMS that is not about a campaign, once; a gateway that does not answer is not asked again."""
    row = IncomingSms.objects.filter(pk=incoming_id).first()
    if row is None or not row.text.strip():
        return
    area = _area_of_phone(row.phone)
    if area is None:
        return
    asker = asking.Asker(
        channel="sms", area=area, sender=row.phone_index, phone=row.phone, message=f"sms:{row.pk}"
    )
    try:
        reply = as_text(asking.ask(actor=SYSTEM, asker=asker, text=row.text))
        params = pieces(reply)
        name = f"outreach.reply{len(params)}"
        port("sms").send(phone=row.phone, template=name, params=params, key=f"reply:{row.pk}")
    except DomainError as refused:
        log.warning("sms %s is not answered: %s", row.pk, refused.message)


def answer_chat(message: ChatMessage) -> str:
    """What the account answers a WeChat message. Raises NotFound when there is no community yet."""
    area = _default_area()
    if area is None:
        raise NotFound("还没有登记社区。")
    if not message.text.strip():
        return wording.HELLO
    sender = blind_index(message.sender, "outreach.wechat")
    asker = asking.Asker(channel="wechat", area=area, sender=sender, message=f"wechat:{message.id}"[:64])
    try:
        return as_text(asking.ask(actor=SYSTEM, asker=asker, text=message.text))
    except TooMany as refused:
        return refused.message


def as_text(question: Question) -> str:
    """The answer for a channel without buttons, its source with it."""
    if question.outcome == Outcome.CHOICES:
        return wording.listed([one.question for one in knowledge.choices(question.area, question.choices)])
    if question.entry:
        return wording.sourced(question.reply, question.entry.source)
    return question.reply


def pieces(text: str) -> dict[str, str]:
    """The text in as many variables of a template as it needs; what is longer ends with “…”."""
    plain = " ".join(text.replace("【", "[").replace("】", "]").split())
    most = len(PIECES) * sms.MAX_VARIABLE
    plain = plain if len(plain) <= most else plain[: most - 1] + "…"
    cut = [plain[at : at + sms.MAX_VARIABLE] for at in range(0, len(plain), sms.MAX_VARIABLE)]
    return dict(zip(PIECES, cut, strict=False))


def _area_of_phone(phone: str) -> Area | None:
    """Where the people with that phone live, if they live together; else the community the operator named."""
    areas: Sequence[Area] = [person.area for person in registry.people_by_phone(phone)]
    return areas[0] if len({area.pk for area in areas}) == 1 else _default_area()


def _default_area() -> Area | None:
    wanted = int(conf.get("outreach.answer_area"))
    rows = (
        Area.objects.filter(pk=wanted) if wanted else Area.objects.filter(kind__in=("community", "village"))
    )
    return rows.order_by("path").first()
