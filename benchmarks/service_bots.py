"""`python -m benchmarks.service_bots echo|huiqi ROOT TOKEN [DATABASE [LISTEN]]`: the bots that are measured."""

import asyncio
import logging
import os
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import telegram
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from benchmarks.service_load import SECRET
from bot.channels.telegram import Webhook, run, stop_on_signals
from bot.content import load
from bot.dialogue import Dialogue
from bot.limits import Limits
from bot.service import Service
from bot.storage import Store

NO_LIMIT = 1_000_000


async def echo(update: telegram.Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say back what was said, and keep nothing."""
    if update.effective_message is not None:
        await update.effective_message.reply_text(update.effective_message.text or "")


def run_echo(root: str, token: str) -> None:
    """The peer, as its documentation writes it."""
    os.environ["PTB_TIMEDELTA"] = "true"
    application = Application.builder().token(token).base_url(f"{root}/bot").concurrent_updates(True).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


async def run_huiqi(root: str, token: str, database: str, listen: str) -> None:
    """Ours, whole: the policy, a chat's limits, every reply stored and marked; Telegram's pace alone is not kept."""
    logging.basicConfig(level=logging.ERROR)
    dialogue = Dialogue(load(Path(__file__).parents[1]))
    dialogue.prepare()
    webhook = Webhook("http://127.0.0.1/telegram", SECRET) if listen else None
    limits = Limits(of_all=NO_LIMIT)
    with closing(Store(database)) as store:
        service = Service(store, dialogue, lambda: datetime.now(UTC), limits=limits)
        stop = stop_on_signals()
        await run(service, token, root, stop, pause=1e-6, per_second=NO_LIMIT, webhook=webhook, listen=listen)


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    if kind == "echo":
        run_echo(arguments[0], arguments[1])
    else:
        root, token, database, listen = (*arguments, "")[:4]
        asyncio.run(run_huiqi(root, token, database, listen))
