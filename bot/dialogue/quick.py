"""Questions for those who would rather tap than type; sent as the text they are."""

from bot.content import Content, Measure

MOST_GENERAL, MOST_MEASURES = 3, 3
_NO_USE = ("what", "policies", "offices")
"""Topics that the page says of itself, or whose answer is a question back."""


def quick_questions(content: Content) -> tuple[str, ...]:
    """Return some questions that the content answers: general ones, then the largest sums, one of each article."""
    general = [topic.label for topic in content.wording.general.values() if topic.id not in _NO_USE]
    largest: dict[str, Measure] = {}
    for measure in sorted(content.measures, key=lambda measure: -_most(measure)):
        if _most(measure):
            largest.setdefault(measure.article.title, measure)
    asked = [f"{measure.name}多少钱？" for measure in largest.values()]
    return (*(f"{label}？" for label in general[:MOST_GENERAL]), *asked[:MOST_MEASURES])


def _most(measure: Measure) -> int:
    bounds = measure.award.bounds({})
    return bounds[1] if bounds else 0
