"""Sends messages by HTTP POST: several at once, each within a time limit, to an address that was checked first."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import httpx

from linli.edge.push import guard
from linli.kernel import conf
from linli.kernel.ports import Letter, Reply

BODY_LIMIT = 2000
AGENT = "linli-webhooks/1"


class HttpPush:
    """The pushing port over the real network."""

    def check(self, url: str) -> None:
        """Raises DomainError when nothing may ever be pushed there."""
        guard.check_url(url, inner=bool(conf.get("push_inner")))

    def post_all(self, letters: Sequence[Letter]) -> list[Reply]:
        """Posts all at once and returns their replies in the same order; never raises for a bad receiver."""
        return asyncio.run(_post_all(letters))


async def _post_all(letters: Sequence[Letter]) -> list[Reply]:
    return list(await asyncio.gather(*(_within_time(letter) for letter in letters)))


async def _within_time(letter: Letter) -> Reply:
    seconds = float(conf.get("push_seconds"))
    try:
        return await asyncio.wait_for(_post(letter), seconds)
    except TimeoutError:
        return Reply(error=f"{seconds:g} 秒内没有答复")
    except guard.Unreachable as error:
        return Reply(error=str(error))
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        return Reply(error=f"连接失败：{type(error).__name__}")


async def _post(letter: Letter) -> Reply:
    """One POST to the resolved address itself, under the receiver's name; redirects are not followed."""
    inner = bool(conf.get("push_inner"))
    guard.check_url(letter.url, inner=inner)
    url = httpx.URL(letter.url)
    address = await guard.resolve(url.host, url.port or (443 if url.scheme == "https" else 80), inner=inner)
    pinned = url.copy_with(host=address)
    headers = {**letter.headers, "Host": url.netloc.decode(), "User-Agent": AGENT}
    async with httpx.AsyncClient(
        trust_env=False, follow_redirects=False, timeout=float(conf.get("push_seconds"))
    ) as client:
        request = client.build_request("POST", pinned, content=letter.body, headers=headers)
        request.extensions["sni_hostname"] = url.host
        response = await client.send(request, stream=True)
        try:
            return Reply(status=response.status_code, body=await _beginning(response))
        finally:
            await response.aclose()


async def _beginning(response: httpx.Response) -> str:
    """The beginning of what it says; the rest is not read."""
    found = b""
    async for chunk in response.aiter_raw():
        found += chunk
        if len(found) >= BODY_LIMIT:
            break
    return found[:BODY_LIMIT].decode("utf-8", "replace")
