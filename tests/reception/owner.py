"""An owner who asks for a person, and what came of it."""

from bot.dialogue import Message, plain
from bot.reception import Reception
from bot.service import Service
from bot.storage import Store
from tests.databases import rows
from tests.desk.served import Clock

ANSWER = "可以，<b>请带</b>营业执照到窗口。"


class Owner:
    """An owner in one chat; what is said to them is read as they would."""

    def __init__(self, service: Service, clock: Clock, chat: str = "7", channel: str = "web") -> None:
        self._service, self._clock = service, clock
        self.chat, self.channel = chat, channel
        self._number = 0

    def says(self, text: str = "", choice: str = "") -> list[str]:
        """Say something; return what is answered."""
        self._number += 1
        self._clock.passes(seconds=1)
        before = len(self.read())
        message = Message(self.channel, self.chat, f"{self.chat}-{self._number}", text, choice)
        self._service.receive(message)
        return self.read()[before:]

    def taps(self, label: str) -> list[str]:
        """Tap the newest button of this label."""
        lines = self._service.lines(self.channel, self.chat)
        found = [c.id for line in lines if line.who != "owner" for c in line.reply.choices if c.label == label]
        assert found, f"no button {label}"
        return self.says(choice=found[-1])

    def read(self) -> list[str]:
        lines = self._service.lines(self.channel, self.chat)
        return [plain(line.reply.text) for line in lines if line.who != "owner"]


def asked(owner: Owner, desk: Reception) -> int:
    """Let an owner ask for a person; return the entry."""
    owner.says("开始")
    owner.says("人工")
    (entry,) = desk.waiting()
    return entry.id


def events(store: Store) -> list[tuple[str, str, str, int | None]]:
    wanted = {"queued", "handoff_asked", "taken", "answered", "returned", "closed", "helped", "not_helped"}
    return [(row.name, row.reason, row.outcome, row.seconds) for row in rows(store, "events") if row.name in wanted]
