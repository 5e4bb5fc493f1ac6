"""Live pages (实时): browsers are told *that* a topic changed and fetch again; no data travels this way."""

from __future__ import annotations

from collections.abc import Callable

from linli.kernel import bus
from linli.kernel.errors import DomainError

CHANNEL = "live"
EVERYWHERE = ""
MAX_TOPICS = 20


def touch(topic: str, area_id: int | None = None) -> None:
    """After commit, tells the browsers that watch the topic, or only those of the area (and those above and below)."""
    if "|" in topic or "," in topic:
        raise ValueError(f"not a topic: {topic!r}")
    path = EVERYWHERE if area_id is None else _path(area_id)
    bus.post(CHANNEL, f"{topic}|{path}")


def _path(area_id: int) -> str:
    from linli.kernel.models import Area

    if area_id not in _paths:
        _paths[area_id] = Area.objects.values_list("path", flat=True).get(pk=area_id)
    return _paths[area_id]


_paths: dict[int, str] = {}


def subscribe(listener: Callable[[str, str], None]) -> Callable[[], None]:
    """Calls `listener(topic, area_path)` for each touch of any process. Returns the un-subscriber."""

    def hear(message: str) -> None:
        topic, path = message.split("|", 1)
        listener(topic, path)

    return bus.subscribe(CHANNEL, hear)


def concerns(path: str, scopes: tuple[str, ...]) -> bool:
    """True when a touch of the area at `path` is for somebody who holds roles on the areas `scopes`."""
    if path == EVERYWHERE:
        return True
    return any(path.startswith(scope) or scope.startswith(path) for scope in scopes)


def parse_topics(text: str) -> frozenset[str]:
    """The topics of a ?topics=a,b query. Raises DomainError when there is none, or too many."""
    topics = frozenset(t for t in (part.strip() for part in text.split(",")) if t)
    if not 0 < len(topics) <= MAX_TOPICS:
        raise DomainError(f"请用 topics 参数说明要关注的主题，1 到 {MAX_TOPICS} 个，用逗号分隔。")
    return topics
