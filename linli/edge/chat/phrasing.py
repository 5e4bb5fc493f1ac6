"""An answer in a language model's words (OpenAI-compatible), made of the retrieved text only. Off unless configured."""

from __future__ import annotations

import logging
import re

import httpx

from linli.kernel import conf

log = logging.getLogger(__name__)
FACTS = re.compile(r"[0-9a-zA-Z.]*[0-9a-zA-Z]")
OWN_SHARE = 0.25
"""At most this share of the wording's pairs of characters may be new: more would be the model's own knowledge."""
ORDER = (
    "你是社区的答复员。只用“资料”里的内容，用一两句亲切、好懂的话回答居民。不要补充资料里没有的数字、电话、地点和办法，"
    "不要改动任何数字，不要省略条件。"
)


class OpenAiPhrasing:
    """The phrasing port over `/chat/completions`."""

    def phrase(self, *, question: str, passage: str) -> str | None:
        """The passage in other words; None when off, not reached in time, or unfaithful."""
        url = str(conf.get("phrasing_url")).rstrip("/")
        if not url:
            return None
        try:
            said = _asked(url, question, passage)
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
            log.warning("phrasing: %s", type(error).__name__)
            return None
        return said if faithful(said, passage) else None


def _asked(url: str, question: str, passage: str) -> str:
    content = f"居民问：{question}\n资料：{passage}"
    body = {
        "model": str(conf.get("phrasing_model")),
        "temperature": 0,
        "messages": [{"role": "system", "content": ORDER}, {"role": "user", "content": content}],
    }
    key = str(conf.get("phrasing_key"))
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    seconds = float(conf.get("phrasing_seconds"))
    answer = httpx.post(
        f"{url}/chat/completions", json=body, headers=headers, timeout=seconds, trust_env=False
    )
    answer.raise_for_status()
    return str(answer.json()["choices"][0]["message"]["content"]).strip()


def faithful(said: str, passage: str) -> bool:
    """True when every number is the passage's, none is missing, and hardly anything else is new."""
    if not said or len(said) > len(passage) + 60:
        return False
    if set(FACTS.findall(said)) != set(FACTS.findall(passage)):
        return False
    pairs, known = _pairs(said), set(_pairs(passage))
    return sum(pair not in known for pair in pairs) <= OWN_SHARE * len(pairs) + 12


def _pairs(text: str) -> list[str]:
    letters = [c for c in text if c.isalnum()]
    return [a + b for a, b in zip(letters, letters[1:], strict=False)]
