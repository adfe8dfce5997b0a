"""Many messages in one transaction, with about as many statements as one message takes, and one wait for the disk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql.base import Executable

from bot.dialogue import Conversation, Message, Reply
from bot.storage import statements
from bot.storage.rows import Held, Hold, Outgoing, held_row, outgoing_of
from bot.storage.transaction import Transaction


class Batch(Transaction):
    """A transaction that is told beforehand what comes, and writes all of a kind together at the end.

    Chats are locked in the order of their names, so that two workers with the same chats do not wait for each other.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._ours: set[tuple[str, str]] = set()
        self._states: dict[tuple[str, str], Held] = {}
        self._replies: dict[str, Reply] = {}
        self._rows: dict[Executable, list[Mapping[str, Any]]] = {}

    def expect(self, messages: Sequence[Message], now: datetime) -> None:
        """Claim all these messages, and load and lock the conversations of those that are new; of one channel."""
        if not messages:
            return
        ordered = sorted(messages, key=lambda message: message.chat)
        rows = [{"channel": message.channel, "message_id": message.id, "at": now} for message in ordered]
        channel = messages[0].channel
        claimed = {row.message_id for row in self.connection.execute(self._upserts.claim, rows)}
        self._ours = {(channel, message_id) for message_id in claimed}
        chats = dict.fromkeys(message.chat for message in ordered if message.id in claimed)
        found = self._held(channel, chats)
        while missing := [chat for chat in chats if chat not in found]:
            new = [{"channel": channel, "chat": chat, "updated": now} for chat in missing]
            self.connection.execute(self._upserts.hold, new)
            found |= self._held(channel, missing)
        self._states = {(channel, chat): state for chat, state in found.items()}

    def claim(self, channel: str, message_id: str, now: datetime) -> bool:
        """Say whether `expect` took this message; once, for it may be there twice."""
        del now
        ours = (channel, message_id) in self._ours
        self._ours.discard((channel, message_id))
        return ours

    def save(self, channel: str, chat: str, conversation: Conversation, now: datetime) -> None:
        """Put this conversation in place of the chat's earlier one."""
        super().save(channel, chat, conversation, now)
        held = self._states.get((channel, chat))
        self._states[channel, chat] = Held(conversation.to_json(), held.hold if held else None)

    def set_hold(self, channel: str, chat: str, hold: Hold | None) -> None:
        """Give a conversation to somebody, or to nobody."""
        self.flush()
        super().set_hold(channel, chat, hold)
        if (channel, chat) in self._states:
            self._states[channel, chat] = self._states[channel, chat]._replace(hold=hold)

    def erase(self, channel: str, chat: str) -> None:
        """Forget the chat, and what this batch has caused in it."""
        self.flush()
        super().erase(channel, chat)
        self._states.pop((channel, chat), None)

    def unlink(self, person: str) -> None:
        """Let no event tell any more that it was this person's."""
        self.flush()
        super().unlink(person)

    def lease_chats(self, channel: str, chats: Collection[str], worker: str, now: datetime) -> tuple[Outgoing, ...]:
        """Do for several chats what `lease` does for one."""
        self.flush()
        rows = self.connection.execute(statements.UNSENT_IN, {"of_channel": channel, "chats": sorted(chats)}).all()
        return self._lease_rows(rows, worker, now)

    def flush(self) -> None:
        """Write what was put off."""
        put_off, self._rows = self._rows, {}
        for statement, rows in put_off.items():
            self.connection.execute(statement, rows)

    def _hold(self, channel: str, chat: str, now: datetime) -> Held:
        if (channel, chat) not in self._states:
            self._states[channel, chat] = super()._hold(channel, chat, now)
        return self._states[channel, chat]

    def _put(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        self._rows.setdefault(statement, []).extend(rows)

    def _write(self, reply: Reply) -> str:
        written = super()._write(reply)
        self._replies[written] = reply
        return written

    def _read(self, row: Any) -> Outgoing:
        return outgoing_of(row, self._replies.get(row.reply))  # mostly what this very batch has written

    def _held(self, channel: str, chats: Iterable[str]) -> dict[str, Held]:
        found = self.connection.execute(statements.HELD_STATES, {"of_channel": channel, "chats": list(chats)})
        return {row.chat: held_row(row) for row in found}
