"""`huiqi export`: everything stored about one chat, for the person who asks what is known of them."""

import json
import sys
from contextlib import closing

from bot.settings import Settings
from bot.storage import Store, StoreError


def export(chat: tuple[str, str], settings: Settings) -> int:
    """Write the rows of a chat, named by channel and id, as JSON; return the exit status."""
    channel, chat_id = chat
    try:
        with closing(Store(settings.of_service.database, create=False)) as store, store.reading() as tx:
            stored = tx.export(channel, chat_id)
    except StoreError as error:
        sys.stderr.write(f"huiqi: {error}\n")
        return 1
    result = {"version": 1, "channel": channel, "chat": chat_id, **stored}
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    return 0
