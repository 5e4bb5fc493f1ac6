"""The one port: `/live` natively, everything else through Django's WSGI handler."""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from linli.kernel import conf
from linli.server.bridge import Bridge, Receive, Scope, Send
from linli.server.live import LiveApp

MAX_BODY = 60 * 1024 * 1024


class Application:
    """The ASGI application that uvicorn serves. Django must be set up."""

    def __init__(self) -> None:
        get_resolver().url_patterns  # noqa: B018  (a broken route fails here and not at the first request)
        self.live = LiveApp()
        self.bridge = Bridge(WSGIHandler(), threads=conf.get("web_threads"), max_body=MAX_BODY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["path"] == "/live":
            await self.live(scope, receive, send)
        else:
            await self.bridge(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        self.live.hub.open()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.live.hub.close()
        self.bridge.pool.close()
        self.live.pool.close()
        await send({"type": "lifespan.shutdown.complete"})
