"""`intents/faq.yaml` -> the questions that staff answered, each resting on a passage of an article."""

from collections.abc import Iterable, Mapping

from bot.content.policy import Article, Faq
from bot.content.read_facts import read_id
from bot.content.reader import Reader
from bot.content.source import Quote
from bot.content.yaml_lines import Keys, Node, Text

MOST_ASKS, LONGEST_ASK = 60, 60
LONGEST_ANSWER = 300
"""Characters: a reply on a phone that is not longer is read."""


def read_faq(root: Node, articles: Iterable[Article], reader: Reader) -> dict[str, Faq]:
    """Read every entry of a policy that is here, others are left aside; what stands twice is a fault."""
    known: dict[tuple[str, str], Article] = {}
    for article in articles:
        known.setdefault((article.policy.id, article.number), article)  # an id that stands twice is a fault of its own
    entries: dict[str, Faq] = {}
    asked: dict[str, str] = {}
    for read in reader.each(root, "faq", lambda item: _entry(item, known, reader)):
        if read is None:
            continue
        faq, node = read
        if faq.id in entries:
            reader.fault(node, faq.id, "another entry has this id already")
            continue
        for ask in faq.asks:
            if ask in asked:
                reader.fault(node, f"{faq.id}, asks", f"{ask} stands under {asked[ask]} already; take one away")
            asked[ask] = faq.id
        entries[faq.id] = faq
    return entries


def _entry(item: Node, articles: Mapping[tuple[str, str], Article], reader: Reader) -> tuple[Faq, Node] | None:
    if not isinstance(item, Keys) or "id" not in item:
        raise reader.refuse(item, "entry", "expected a mapping that begins with its id")
    faq_id = read_id(item["id"], "entry", reader)
    keys = reader.keys(item, faq_id, ("id", "asks", "answer", "policy", "article", "quote"), ("by",))
    if str(keys["policy"]) not in {policy for policy, _ in articles}:
        return None
    article = _article(keys, faq_id, articles, reader)
    answer = reader.text(keys["answer"], faq_id)
    if len(answer) > LONGEST_ANSWER:
        raise reader.refuse(answer, f"{faq_id}, answer", f"is longer than {LONGEST_ANSWER} characters; say less")
    by = str(reader.text(keys["by"], faq_id)) if "by" in keys else ""
    asks, quotes = _asks(keys["asks"], faq_id, reader), _quotes(keys["quote"], faq_id, article, reader)
    return Faq(faq_id, asks, str(answer).strip(), article, quotes, by, keys["id"].line), keys["asks"]


def _article(keys: Keys, faq_id: str, articles: Mapping[tuple[str, str], Article], reader: Reader) -> Article:
    policy, number = reader.text(keys["policy"], faq_id), reader.text(keys["article"], faq_id)
    of_policy = [article for (name, article) in articles if name == policy]
    if (policy, number) not in articles:
        raise reader.refuse(number, faq_id, f"no article {number} in {policy}; there are {'、'.join(of_policy)}")
    return articles[policy, number]


def _asks(node: Node, faq_id: str, reader: Reader) -> tuple[str, ...]:
    where = f"{faq_id}, asks"
    asks = tuple(line for line in map(str.strip, reader.text(node, where).splitlines()) if line)
    if len(asks) > MOST_ASKS:
        reader.fault(node, where, f"has {len(asks)} phrasings; {MOST_ASKS} are enough")
    for ask in asks:
        if len(ask) > LONGEST_ASK:
            reader.fault(node, where, f"{ask[:20]}… is longer than {LONGEST_ASK} characters; keep what asks")
    for ask in dict.fromkeys(ask for place, ask in enumerate(asks) if ask in asks[:place]):
        reader.fault(node, where, f"{ask} stands twice; take one away")
    return tuple(dict.fromkeys(asks))


def _quotes(node: Node, faq_id: str, article: Article, reader: Reader) -> tuple[Quote, ...]:
    passages = reader.texts(node, f"{faq_id}, quote")
    if not passages:
        raise reader.refuse(node, f"{faq_id}, quote", "needs at least one quote")
    return tuple(_quote(passage, faq_id, article, reader) for passage in passages)


def _quote(passage: Text, faq_id: str, article: Article, reader: Reader) -> Quote:
    source = article.policy.source
    quote = source.find(passage, article.start, article.end)
    if quote is None:
        elsewhere = "; it stands outside this article" if source.find(passage) else ""
        problem = f"the quote is not in article {article.number}: {passage[:40]}{elsewhere}"
        raise reader.refuse(passage, f"{faq_id}, quote", problem)
    return quote
