"""The commands that serve, and those for whoever runs the service."""

import argparse

from bot.cli.streams import UsageError, complain
from bot.settings import Settings


def telegram(options: argparse.Namespace, settings: Settings) -> int:
    """Serve a Telegram bot; raises UsageError where a setting is lacking."""
    if not settings.of_service.token:
        raise UsageError("set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you")
    return _serving(options, settings, pages=False)


def serve(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the pages, and Telegram where there is a token; raises UsageError where a setting is lacking."""
    if options.webhook and not settings.of_service.token:
        raise UsageError("set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you, or leave --webhook out")
    return _serving(options, settings, pages=True)


def failures(options: argparse.Namespace, settings: Settings) -> int:
    """List or replay messages that could not be handled; raises UsageError where a setting is lacking."""
    if options.replay and not settings.of_service.secret:
        raise UsageError("set HUIQI_SECRET to what the service has, or whoever wrote is counted as somebody else")
    from bot.operating.failures import failures

    return failures(options.id, settings, replaying=options.replay)


def export(options: argparse.Namespace, settings: Settings) -> int:
    """Write all that is stored about a chat."""
    from bot.operating.export import export

    return export(options.chat, settings)


def staff(options: argparse.Namespace, settings: Settings) -> int:
    """Add, list, change or remove accounts of the desk."""
    from bot.operating.staff import staff

    return staff(options.deed, getattr(options, "name", ""), getattr(options, "role", ""), settings)


def report(options: argparse.Namespace, settings: Settings) -> int:
    """Print what people ask and find; raises UsageError for an unknown figure."""
    from bot.operating.report import report
    from bot.storage.figures import FIGURES, Filters

    if options.figure and options.figure not in FIGURES:
        raise UsageError(f"unknown figure {options.figure!r}; known: {', '.join(FIGURES)}")
    days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(options, name))}
    ids = {name: getattr(options, name) for name in ("channel", "policy", "county", "sector")}
    return report(options.figure, Filters(**days, **ids), options.form, settings)


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Check what a service needs."""
    from bot.operating.doctor import doctor

    del options
    return doctor(settings)


def _serving(options: argparse.Namespace, settings: Settings, *, pages: bool) -> int:
    from bot.channels.telegram import TelegramChannelError
    from bot.http import ListenError
    from bot.operating.serve import serve
    from bot.storage import StoreError

    if options.webhook and not settings.of_service.good_secret:
        raise UsageError("set HUIQI_WEBHOOK_SECRET to 16 to 256 of A-Z a-z 0-9 _ -, such as openssl rand -hex 32 makes")
    if options.webhook and not options.webhook.startswith(("https://", "http://")):
        raise UsageError(f"{options.webhook!r} is no address; write it like https://bot.example.org/telegram")
    try:
        serve(settings, options.webhook, pages=pages)
    except StoreError as error:
        return complain(f"{settings.of_service.database_setting}: {error}", 1)
    except (ListenError, TelegramChannelError) as error:
        return complain(str(error), 1)
    return 0
