"""A topic of questions: the policy it is of, what it is called, whether the content has it."""

from collections.abc import Iterable

from bot.content import ARTICLE, FAQ, PASSAGE, Content, Policy
from bot.language import GENERAL_TOPIC


def policy_of(content: Content, topic: str) -> Policy | None:
    """Return the policy that a topic is of; None for what is about no one policy."""
    if topic.startswith(FAQ):
        return content.faq[topic.removeprefix(FAQ)].article.policy
    if topic.startswith(GENERAL_TOPIC):
        return None
    if topic.startswith(PASSAGE):
        return content.passages[topic].article.policy
    return content.by_article[topic].policy if topic.startswith(ARTICLE) else content.measure(topic).policy


def regions_of(content: Content, topics: Iterable[str]) -> set[str]:
    """Return the names of the regions whose policies topics are of."""
    policies = (policy_of(content, topic) for topic in topics)
    return {policy.region.name for policy in policies if policy}


def has_all(content: Content, topics: Iterable[str]) -> bool:
    """Whether the content has every one of these topics."""
    general = {f"{GENERAL_TOPIC}{key}" for key in content.wording.general}
    answered = {faq.topic for faq in content.faq.values()}
    known = general | answered | content.by_id.keys() | content.by_article.keys() | content.passages.keys()
    return all(topic in known for topic in topics)


def label_of(content: Content, topic: str, among: Iterable[str] = ()) -> str:
    """Return what a topic is called on a button; ``among`` others of several places, with its place.

    Where several policies of one place have it, with the policy.
    """
    policy = policy_of(content, topic)
    place = f"（{policy.region.name}）" if policy and len(regions_of(content, among)) > 1 else ""
    if topic.startswith(FAQ):
        return f"{content.faq[topic.removeprefix(FAQ)].asks[0]}{place}"
    if topic.startswith(GENERAL_TOPIC):
        return content.wording.general[topic.removeprefix(GENERAL_TOPIC)].label
    if topic.startswith((ARTICLE, PASSAGE)):
        article = content.passages[topic].article if topic.startswith(PASSAGE) else content.by_article[topic]
        return f"{article.policy.short}{article.title}" if len(content.policies) > 1 else article.title
    measure = content.measure(topic)
    twice = not place and sum(other.name == measure.name for other in content.measures) > 1
    return f"{measure.name}（{measure.policy.short}）" if twice else f"{measure.name}{place}"
