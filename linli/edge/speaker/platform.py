"""The platform as a loudspeaker meets it over HTTP: sounds to fetch, reports to hand in."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx

REPORTS = "/api/outreach/speaker/reports"
TIMEOUT_S = 20.0
LARGEST = 64 * 1024 * 1024


class Refused(Exception):
    """The platform will never give or take it."""


class Platform:
    """Speaks with the device's own number and key."""

    def __init__(
        self, server: str, number: str, key: str, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.server = server.rstrip("/") + "/"
        self._client = httpx.Client(
            auth=(number, key), timeout=TIMEOUT_S, trust_env=False, transport=transport
        )

    def fetch(self, sound: str, digest: str, path: Path) -> None:
        """Fetches a sound into a file. Raises Refused, OSError when it should be tried again."""
        if path.exists():
            return
        url = urljoin(self.server, sound)
        if not url.startswith(self.server):
            raise Refused("声音不在平台上")
        answer = self._ask("GET", url)
        if sha256(answer.content).hexdigest() != digest or len(answer.content) > LARGEST:
            raise OSError("声音没有传完整")
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        draft.write_bytes(answer.content)
        draft.replace(path)

    def report(self, reports: list[dict[str, Any]]) -> None:
        """Hands in reports. Raises Refused, OSError when it should be tried again."""
        self._ask("POST", urljoin(self.server, REPORTS), json={"reports": reports})

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()

    def _ask(self, method: str, url: str, **body: Any) -> httpx.Response:
        try:
            answer = self._client.request(method, url, **body)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise OSError(f"连不上平台：{type(error).__name__}") from None
        if answer.status_code in (401, 429) or answer.status_code >= 500:
            raise OSError(f"平台答复 {answer.status_code}")
        if answer.status_code >= 400:
            raise Refused(f"平台答复 {answer.status_code}")
        return answer
