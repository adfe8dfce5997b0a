"""One message's view of a conversation: what is known, what that matches, and what is still open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from bot.content import WHERE, Content, Fact, Newly, Policy
from bot.dialogue.conversation import Conversation
from bot.dialogue.pages import Pages
from bot.dialogue.recent import Recent
from bot.dialogue.reply import Choice, Progress, Reply
from bot.dialogue.turn import Event, Turn
from bot.language import AskingByPlace, asking_about
from bot.matching import (
    Finding,
    Matcher,
    Profile,
    ProfileError,
    Question,
    make_profile,
    open_questions,
    read_profile,
)

MOST_RECENT = 1024
"""Sets of answers whose open questions are kept in mind."""


@dataclass(frozen=True)
class House:
    """What every conversation shares: the content, measures that pay and all of them made ready, and the pages."""

    content: Content
    paying: Matcher
    everything: Matcher
    pages: Pages
    questions: Recent[tuple[Question, ...]] = field(default_factory=lambda: Recent(MOST_RECENT))

    @cached_property
    def asking(self) -> AskingByPlace:
        """The reader of questions; made at the first one, for it takes a moment to learn."""
        return asking_about(self.content)

    @cached_property
    def newly(self) -> Mapping[str, Sequence[Newly]]:
        """For each fact, the tests on when one of its options was achieved."""
        found: dict[str, list[Newly]] = {}
        for measure in self.everything.measures:
            for leaf in measure.condition.leaves():
                if isinstance(leaf, Newly):
                    found.setdefault(leaf.fact.id, []).append(leaf)
        return found


@dataclass(frozen=True)
class Talk:
    """A conversation as it stands on a day. Everything else is computed from these."""

    house: House
    conversation: Conversation
    today: date
    expected: str = ""
    """From when on staff can be expected to answer; empty while they can now, or where no hours are known."""

    def but(self, **changes: Any) -> "Talk":
        """Return the talk with these fields of the conversation changed."""
        return Talk(self.house, self.conversation.but(**changes), self.today, self.expected)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact, in asking order."""
        return self.house.content.facts

    @property
    def pending(self) -> Fact | None:
        """The fact being asked; None where none is, or where the content no longer has it."""
        return self.house.content.facts.get(self.conversation.pending)

    @property
    def policies(self) -> tuple[Policy, ...]:
        """The policies that hold where the enterprise is; all of them where that is not known, or elsewhere."""
        content = self.house.content
        return content.holding_in(str(self.profile.known.get(WHERE, ""))) or content.policies

    @cached_property
    def profile(self) -> Profile:
        """What is known; an answer that the content no longer understands counts as not given."""
        answers = {k: v for k, v in self.conversation.answers.items() if k in self.house.content.facts}
        try:
            profile = read_profile(answers, self.house.content.facts, self.today)
        except ProfileError:
            profile = self._readable(answers)
        skipped = profile.skipped | set(self.conversation.skipped)
        return Profile(profile.known, profile.given, profile.presumed, skipped)

    def _readable(self, answers: dict[str, Any]) -> Profile:
        kept: dict[str, Any] = {}
        for fact_id, raw in answers.items():
            try:
                read_profile({**kept, fact_id: raw}, self.house.content.facts, self.today)
                kept[fact_id] = raw
            except ProfileError:
                continue
        return read_profile(kept, self.house.content.facts, self.today) if kept else make_profile({}, self.facts)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is open, in asking order: as far as money goes or, once the owner wants it, services too."""
        said = self.conversation
        key = (repr(said.answers), said.skipped, said.thorough, self.today)
        return self.house.questions.get(key, self._questions)

    def _questions(self) -> tuple[Question, ...]:
        matcher = self.house.everything if self.conversation.thorough else self.house.paying
        return open_questions(matcher, self.profile, self.house.content.facts, self.today)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the profile matches."""
        return self.house.everything.match(self.profile, self.today)

    def question(self, fact_id: str) -> Question:
        """Return the open question on a fact; for one answered already, what asking it anew would decide."""
        talk = self if any(question.fact.id == fact_id for question in self.questions) else self.without(fact_id)
        found = next((question for question in talk.questions if question.fact.id == fact_id), None)
        return found or Question(self.house.content.facts[fact_id], ())

    def without(self, fact_id: str) -> "Talk":
        """Return the talk as if a fact had never been asked."""
        answers = {key: value for key, value in self.conversation.answers.items() if key != fact_id}
        return self.but(answers=answers, skipped=self.unskipped(fact_id))

    def unskipped(self, fact_id: str) -> tuple[str, ...]:
        """Return the facts not to be asked, without this one."""
        return tuple(fact for fact in self.conversation.skipped if fact != fact_id)

    @property
    def progress(self) -> Progress | None:
        """How far the questions have come; None while an answer already given is asked again."""
        pending = self.conversation.pending
        if not pending or pending in self.conversation.answers:
            return None
        left = sum(question.fact.id != pending for question in self.questions)
        return Progress(len(self.conversation.answers) + 1, left)

    def page(self, page: str, choices: Iterable[Choice] = (), *, in_place: bool = False, **view: Any) -> Reply:
        """Render a page as a reply."""
        return Reply(str(self.house.pages.render(page, **view)), tuple(choices), in_place)

    def turn(self, *replies: Reply, events: Iterable[Event] = ()) -> Turn:
        """End the message here."""
        return Turn(self.conversation, replies, tuple(events))
