"""The webhook: Telegram brings each update, and 2xx is said only after its effect is committed."""

import json
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from hmac import compare_digest
from urllib.parse import urlsplit

import telegram
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.telegram.aside import Aside
from bot.channels.telegram.read import KINDS, Json
from bot.channels.telegram.send import Chats
from bot.channels.telegram.serving import Serving
from bot.channels.telegram.together import Together
from bot.http import TooLongError, bounded, listening
from bot.service import Service, StoreUnavailableError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
MOST_BYTES = 1 << 20
"""An update takes some thousand; nobody else is let in so far."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Webhook:
    """Where Telegram brings updates, and the secret it says each time."""

    url: str
    secret: str = field(repr=False)

    @property
    def path(self) -> str:
        """The path served here; what forwards to us leaves it as it is."""
        return urlsplit(self.url).path or "/"


class Receiving(Serving):
    """Is brought updates. Any number of processes do this for one bot, behind whatever shares out the requests."""

    def __init__(
        self,
        bot: telegram.Bot,
        service: Service,
        chats: Chats,
        asides: Sequence[Aside],
        webhook: Webhook,
        listen: str,
        routes: Sequence[BaseRoute],
    ) -> None:
        super().__init__(bot, service, chats, asides)
        self._take = Together(self._take_all)
        self._routes = routes
        self._webhook = webhook
        self._listen = listen

    async def work(self) -> None:
        """Listen, then tell Telegram where; meanwhile send what other processes left."""
        route = Route(self._webhook.path, self._receive, methods=["POST"])
        async with listening(self._listen, self._service, route, *self._routes):
            await self.insist(self._prepare, self.begin_asides)
            logger.info("listening for updates")
            await self.keep_sending()

    async def _prepare(self) -> None:
        # The same from every process; what waits at Telegram is kept, and none takes the webhook down at its end.
        await self._bot.set_webhook(
            self._webhook.url,
            secret_token=self._webhook.secret,
            allowed_updates=list(KINDS),
            drop_pending_updates=False,
        )
        await self.set_menu()

    async def _receive(self, request: Request) -> Response:
        """Answer 200 for what is committed or need not come again; Telegram brings everything else once more."""
        said = request.headers.get(SECRET_HEADER, "")
        if not compare_digest(said.encode(), self._webhook.secret.encode()):
            return Response(status_code=401)
        if (seconds := self._service.busy()) > 0:
            return Response(status_code=503, headers={"Retry-After": str(math.ceil(seconds))})
        try:
            body = await bounded(request, MOST_BYTES)
        except TooLongError:
            return Response(status_code=413)
        try:
            update = json.loads(body)
            update["update_id"]
        except (ValueError, LookupError, TypeError) as error:  # it would be the same the next time
            logger.error("an update could not be read", extra={"error": type(error).__name__})
            return Response(status_code=200)
        try:
            await self._take(update)
        except StoreUnavailableError as error:
            logger.warning("an update could not be stored", extra={"error": type(error).__name__})
            return Response(status_code=503)
        return Response(status_code=200)

    def _take_all(self, updates: Sequence[Json]) -> list[None]:
        self.take(updates)
        return [None] * len(updates)
