"""`intents/commands.yaml` -> the words people use to steer the conversation."""

from bot.content.reader import Reader
from bot.content.yaml_lines import Keys, Node

COMMANDS = (
    "start",
    "help",
    "back",
    "close",
    "why",
    "change",
    "keep",
    "restart",
    "forget",
    "unsure",
    "refuse",
    "none",
    "done",
    "result",
    "wrong",
    "person",
)
"""Every command the dialogue knows; `intents/commands.yaml` gives the words for each."""


def read_commands(root: Node, reader: Reader) -> dict[str, tuple[str, ...]]:
    """Read the words of each command; a word may serve one command only."""
    keys = reader.keys(root, "commands", COMMANDS)
    commands: dict[str, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    for command, node in Keys.items(keys):
        words = tuple(map(str, reader.texts(node, command)))
        for word in words:
            if word in taken:
                reader.fault(node, command, f"{word} already means {taken[word]}")
            taken[word] = command
        commands[str(command)] = words
    return commands
