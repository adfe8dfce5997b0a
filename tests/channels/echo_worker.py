"""`python -m tests.channels.echo_worker ROOT TOKEN DATABASE LISTEN`: one real webhook process of several."""

import asyncio
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

from bot.channels.telegram import Webhook, run, stop_on_signals
from bot.logs import write_logs
from bot.service import Service
from bot.storage import Store, transaction
from tests.channels.pushing import SECRET
from tests.service.small_talk import Echo

transaction.LEASE = timedelta(seconds=4)  # else a test would wait a minute for what a killed process was sending


async def main() -> None:
    root, token, database, listen = sys.argv[1:5]
    write_logs("console")
    here = Webhook("http://127.0.0.1/telegram", SECRET)
    with closing(Store(database)) as store:
        service = Service(store, Echo(), lambda: datetime.now(UTC))
        stop = stop_on_signals()
        await run(service, token, root, stop, pause=0.01, per_second=1000, webhook=here, listen=listen)


if __name__ == "__main__":
    asyncio.run(main())
