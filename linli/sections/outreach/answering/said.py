"""What people write when they do not ask: a request for a human (转人工), for the progress of a case, or a number."""

from __future__ import annotations

import re
import unicodedata

HUMAN = re.compile(
    "^(我?要?找?转?接?人工(服务|客服)?|转人工.*|我?想?要?找(社区的?)?(工作人员|真人)|真人|不满意)$"
)
PROGRESS = re.compile(r"^(?:查询|查)?(?:一下)?(?:进度)?[ :]*(\d{4}-\d{6})[ ,;/]*([0-9a-z](?: ?[0-9a-z]){5})$")
WANTS_PROGRESS = re.compile(r"^查(询|一下)?(我的)?(进度|诉求|办理进度)?$")
GREETING = re.compile(
    "^(您好|你好|嗨|hi|hello|在吗|在不在|有人吗|喂|早上好|下午好|晚上好|谢谢.*|好的?|收到|嗯+|知道了)+$"
)
MARKS = re.compile(r"[^0-9a-z\u4e00-\u9fff:,;/ -]+")


def plain(text: str) -> str:
    """Half-width, lower case, without marks, single spaces."""
    return " ".join(MARKS.sub(" ", unicodedata.normalize("NFKC", text).lower()).split())


def wants_human(text: str) -> bool:
    """True for “人工”, “转人工” and the like."""
    return bool(HUMAN.match(plain(text).replace(" ", "")))


def progress_of(text: str) -> tuple[str, str] | None:
    """(number, query code) of “查 2026-000123 ABC234”."""
    found = PROGRESS.match(plain(text))
    return (found[1], found[2].replace(" ", "")) if found else None


def wants_progress(text: str) -> bool:
    """True when the progress is asked for without saying of which case."""
    return bool(WANTS_PROGRESS.match(plain(text).replace(" ", "")))


def is_greeting(text: str) -> bool:
    """True when nothing is asked."""
    return bool(GREETING.match(plain(text).replace(" ", "")))


def picked_number(text: str, of: int) -> int | None:
    """The position (from 0) among `of` choices when the text is just its letter or number."""
    word = plain(text).replace(" ", "").removeprefix("第").removesuffix("个")
    at = max(row.find(word) for row in ("abcde", "12345", "一二三四五")) if len(word) == 1 else -1
    return at if 0 <= at < of else None
