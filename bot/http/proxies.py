"""Who asks, where a proxy stands in front: what it says of them counts, what anybody else says does not."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


def behind(proxies: Sequence[str], routes: Sequence[BaseRoute]) -> list[BaseRoute]:
    """Return the routes so that `request.client` is who asked a proxy, and the scheme the one that they used.

    ``proxies`` are addresses or networks whose X-Forwarded-For and X-Forwarded-Proto are believed, the last ones in
    them that no proxy of ours has added.
    """
    if not proxies:
        return list(routes)
    return [Mount("", ProxyHeadersMiddleware(Starlette(routes=routes), list(proxies)))]  # type: ignore[arg-type]  # it is one of ASGI's newer applications
