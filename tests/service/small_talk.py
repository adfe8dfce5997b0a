"""Peers across the wall: tiny dialogues, each with a habit that service and channels must cope with."""

from datetime import UTC, datetime

from bot.dialogue import Choice, Conversation, Event, Message, Reply, Turn

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def clock() -> datetime:
    return NOON


class Echo:
    """Counts the messages of a chat and says each back, so that a message handled twice or lost shows.

    "两条" gets two replies, "出错" raises, "忘记我" is forgotten.
    """

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        del now
        if message.text == "忘记我":
            return Turn(None, (Reply("已忘记。"),), (Event("forgot"),))
        number = conversation.answers.get("count", 0) + 1
        if message.text == "出错":
            raise LookupError(f"in message {number}: {message.text}")
        replies = [Reply(f"{number}：{message.text or message.choice}")]
        if message.text == "两条":
            replies.append(Reply(f"{number}：第二条"))
        return Turn(conversation.but(answers={"count": number}), tuple(replies), (Event("echoed"),))


class Ticks:
    """Asks for certifications, several at once: a tap ticks or unticks an option in place."""

    OPTIONS = ("高新技术企业", "专精特新", "老字号")

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        del now
        ticked = list(conversation.step.get("ticked", []))
        if message.choice == "done":
            return Turn(conversation, (Reply("已选：" + "、".join(ticked)),))
        if message.choice:
            ticked = [option for option in self.OPTIONS if (option in ticked) != (option == message.choice)]
        choices = [Choice(option, ("✓ " if option in ticked else "") + option) for option in self.OPTIONS]
        reply = Reply("有哪些<b>认定</b>？", (*choices, Choice("done", "选好了")), in_place=bool(message.choice))
        return Turn(conversation.but(step={"ticked": ticked}), (reply,))


class Says:
    """Says the same whatever it hears."""

    def __init__(self, *replies: Reply) -> None:
        self._replies = replies

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        del message, now
        return Turn(conversation, self._replies)
