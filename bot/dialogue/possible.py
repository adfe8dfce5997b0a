"""Which of the measures that a question may be about are for such an enterprise."""

from collections.abc import Callable

from bot.content import All, Content, FirstReaches, Known, Leaf, Measure, Verdict


def possible(content: Content, topics: tuple[str, ...], tell: Callable[[], Known]) -> tuple[str, ...]:
    """Leave out measures that are not for such an enterprise; in place of one, take what is akin to it."""
    measures = [content.by_id[topic] for topic in topics if topic in content.by_id]
    akin = _akin(content, measures[0]) if len(measures) == len(topics) == 1 else ()
    if len(measures) != len(topics) or (len(topics) == 1 and not akin):
        return topics
    each = (*measures, *akin)
    if all(_own(one) == _own(measures[0]) for one in each):
        return topics  # what the enterprise is rules out all of them or none
    known = tell()
    against = {measure.id: _against(measure, known) for measure in each}
    if akin and against[measures[0].id]:
        # Where the applicant suits neither, the sector still decides.
        measures += akin
    least = min(against[measure.id] for measure in measures)
    left = [measure for measure in measures if against[measure.id] == least]
    if akin and measures[0] in left:
        return topics
    return tuple(measure.topic for measure in left)


def _akin(content: Content, measure: Measure) -> tuple[Measure, ...]:
    """Return the special cases of a measure, and those that it is a special case of."""
    plain = (other for other, special in content.special_cases.items() if measure in special)
    return (*content.special_cases.get(measure, ()), *plain)


def _against(measure: Measure, known: Known) -> int:
    """Return how much of what is known of the enterprise rules a measure out."""
    return sum(leaf.verdict(known) is Verdict.NO for leaf in _own(measure))


def _own(measure: Measure) -> list[Leaf]:
    """Return the conditions of a measure on what kind of enterprise it is, and on its figures but those of a ladder."""
    parts = measure.condition.parts if isinstance(measure.condition, All) else (measure.condition,)
    leaves = (part for part in parts if isinstance(part, Leaf) and not isinstance(part, FirstReaches))
    return [leaf for leaf in leaves if leaf.fact.kind in {"choice", "yes_no", "money"}]
