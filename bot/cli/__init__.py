"""`huiqi`. Each command imports what it needs, so that the first prompt comes at once."""

from bot.cli.command_line import main, parser

__all__ = ["main", "parser"]
