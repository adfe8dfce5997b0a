"""What the sentences of a document state of what its structure does not hold, and what they are silent on."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.content import Aspect, Content, Measure, Office, Policy, Quote
from bot.matching import Finding

_CONTACT = ("telephone", "address")
_TO_APPLY = (*_CONTACT, "materials", "deadline")


class ToApply(NamedTuple):
    """What whoever applies needs: the sentences that state any of it, and what nobody states, as it is called."""

    stated: tuple[Quote, ...]
    silent: tuple[str, ...]


def to_apply(content: Content, finding: Finding) -> ToApply:
    """Return what is stated, and what is not, of whom to ring and where, what and when to hand in."""
    measure, stated, silent = finding.measure, list[Quote](), list[str]()
    for aspect in _aspects(content, _TO_APPLY):
        found = looked_up_beside(measure, aspect)
        stated += found
        if not found and not any(kept(office, aspect.id) for office in finding.offices):
            silent.append(aspect.label)
    return ToApply(tuple(quote for quote in dict.fromkeys(stated) if quote not in measure.quotes), tuple(silent))


def contact_of(content: Content, measure: Measure | None) -> tuple[Quote, ...]:
    """Return the sentences that give a telephone number or an address for a measure, or for anything at all."""
    found = (
        looked_up_beside(measure, aspect) if measure else looked_up(content.policies, aspect)
        for aspect in _aspects(content, _CONTACT)
    )
    return tuple(dict.fromkeys(quote for quotes in found for quote in quotes))


def looked_up_beside(measure: Measure, aspect: Aspect) -> tuple[Quote, ...]:
    """Return the sentences on an aspect in the measure's article; where there are none, in all of its document."""
    article = measure.article
    here = article.policy.source.stating(aspect.stands, article.start, article.end)
    return here or looked_up((measure.policy,), aspect)


def looked_up(policies: Iterable[Policy], aspect: Aspect) -> tuple[Quote, ...]:
    """Return the sentences on an aspect in whole documents."""
    return tuple(quote for policy in policies for quote in policy.source.stating(aspect.stands))


def kept(office: Office, aspect: str) -> str:
    """Return what `departments.yaml` holds of an office on an aspect; "" where nothing."""
    return {"telephone": office.telephone, "address": office.address, "website": office.web}.get(aspect, "")


def _aspects(content: Content, ids: Iterable[str]) -> list[Aspect]:
    return [content.wording.aspects[key] for key in ids if key in content.wording.aspects]
