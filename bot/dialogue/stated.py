"""What the sentences of a document state of what its structure does not hold, and what they are silent on."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.content import Aspect, Content, Measure, Office, Policy, Quote
from bot.matching import Finding

_CONTACT = ("telephone", "address")
_TO_APPLY = (*_CONTACT, "materials", "deadline")
_TIMES = ("deadline", "review", "payment")


class ToApply(NamedTuple):
    """What whoever applies needs: the sentences that state any of it, and what nobody states, as it is called."""

    stated: tuple[Quote, ...]
    silent: tuple[str, ...]


def to_apply(content: Content, finding: Finding) -> ToApply:
    """Return what is stated, and what is not, of whom to ring and where, what and when to hand in."""
    measure, stated, silent = finding.measure, list[Quote](), list[str]()
    for aspect in _aspects(content, [key for key in _TO_APPLY if not _told(measure).get(key)]):
        found = looked_up_beside(measure, aspect)
        stated += found
        if not found and not any(kept(office, aspect.id) for office in finding.offices):
            silent.append(aspect.label)
    return ToApply(tuple(quote for quote in dict.fromkeys(stated) if quote not in measure.basis), tuple(silent))


def contact_of(content: Content, measure: Measure | None, policies: Sequence[Policy] = ()) -> tuple[Quote, ...]:
    """Return the sentences that give a telephone number or an address for a measure, or for anything of policies."""
    found = (
        looked_up_beside(measure, aspect) if measure else looked_up(policies, aspect)
        for aspect in _aspects(content, _CONTACT)
    )
    return tuple(dict.fromkeys(quote for quotes in found for quote in quotes))


def answers_of(content: Content, measure: Measure) -> tuple[tuple[str, tuple[Quote, ...]], ...]:
    """Return what the content says to answer of applying and being paid: the aspect's label, its passages."""
    return tuple(
        (content.wording.aspects[aspect].label, passages) for aspect, passages in _told(measure).items() if passages
    )


def looked_up_beside(measure: Measure, aspect: Aspect) -> tuple[Quote, ...]:
    """Return what the content says to answer an aspect of a measure, else the sentences its words are found in.

    Those in the measure's article come first; where there are none, all of its document is searched. Nothing is found
    where the content says that nothing is stated.
    """
    told = _told(measure)
    if aspect.id in measure.answers or told.get(aspect.id) == ():
        return told[aspect.id]
    article = measure.article
    here = article.policy.source.stating(aspect.stands, article.start, article.end)
    return tuple(dict.fromkeys((*here, *declared((measure.policy,), aspect)))) or looked_up((measure.policy,), aspect)


def times_of(content: Content, measure: Measure) -> tuple[Quote, ...]:
    """Return what is stated of when to apply and when it is paid; the days in force are told beside it."""
    told = tuple(quote for key in _TIMES for quote in _told(measure).get(key, ()))
    return told or tuple(
        quote for aspect in _aspects(content, ("deadline",)) for quote in looked_up_beside(measure, aspect)
    )


def declared(policies: Iterable[Policy], aspect: Aspect) -> tuple[Quote, ...]:
    """Return the passages that policies say to answer an aspect."""
    return tuple(quote for policy in policies for quote in policy.answers.get(aspect.id, ()))


def looked_up(policies: Iterable[Policy], aspect: Aspect) -> tuple[Quote, ...]:
    """Return what whole documents state on an aspect."""
    return tuple(
        quote
        for policy in policies
        for quote in (
            policy.answers[aspect.id] if aspect.id in policy.answers else policy.source.stating(aspect.stands)
        )
    )


def _told(measure: Measure) -> Mapping[str, tuple[Quote, ...]]:
    """Return the passages that answer an aspect, those of the measure before those of its policy."""
    return {**measure.policy.answers, **measure.answers}


def kept(office: Office, aspect: str) -> str:
    """Return what `departments.yaml` holds of an office on an aspect; "" where nothing."""
    return {"telephone": office.telephone, "address": office.address, "website": office.web}.get(aspect, "")


def _aspects(content: Content, ids: Iterable[str]) -> list[Aspect]:
    return [content.wording.aspects[key] for key in ids if key in content.wording.aspects]
