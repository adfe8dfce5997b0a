"""The JSON Schemas of what comes in and goes out; docs/json.md says what each key means. No schema is written twice."""

from typing import Any

from bot.content import UNBOUNDED, Content, Fact
from bot.matching import UNKNOWN, WONT_SAY, Status

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
YES_NO: Schema = {"type": "boolean"}
YUAN: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
DAY: Schema = {"type": "string", "format": "date"}
DAY_ASKED: Schema = {**DAY, "pattern": "^(19[0-9]{2}|[2-8][0-9]{3}|9([0-8][0-9]{2}|9([0-8][0-9]|9[0-8])))-"}
"""The days that `read_day` takes: of the years 1900 to 9998."""
VERSION: Schema = {"const": 1}
ANY_OBJECT: Schema = {"type": "object"}
SUM = r"^[0-9]+(\.[0-9]+)?(元|万元|亿元)$"
_POINT = "[0-9]{4}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12][0-9]|3[01]))?)?"
WHEN = rf"^{_POINT}(\.\.{_POINT})?$"
LONGEST_TEXT = 1000


def or_null(shape: Schema) -> Schema:
    """Return a schema that takes null too."""
    return {"anyOf": [shape, {"type": "null"}]}


def many(shape: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": shape}


def one_of(*values: str) -> Schema:
    """Return the schema of one among these texts."""
    return {"type": "string", "enum": list(values)}


def record(optional: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Return the schema of an object with these keys and no others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def named(name: str) -> Schema:
    """Return a reference to one of `components`."""
    return {"$ref": f"#/components/schemas/{name}"}


YEAR: Schema = {"type": "integer", "minimum": 1900, "maximum": 9999}
STEP = record(reaches=YUAN, pays=YUAN)
AWARD = one_of("fixed", "ladder", "rate", "per_unit", "unstated", "case_by_case", "no_money")
REASON = record(fact=TEXT, holds=one_of("yes", "no", "unknown"), need=TEXT, words=TEXT)
FINDING = record(
    policy=TEXT,
    policy_number=or_null(TEXT),
    article=TEXT,
    article_heading=TEXT,
    measure=TEXT,
    name=TEXT,
    status=one_of(*(status.value for status in Status)),
    award=AWARD,
    award_words=TEXT,
    amount=or_null(YUAN),
    most=or_null(YUAN),
    quotes=many(TEXT),
    notes=many(TEXT),
    departments=many(TEXT),
    departments_quote=or_null(TEXT),
    reasons=many(REASON),
    missing=many(TEXT),
    open=many(TEXT),
    distance=or_null(record(fact=TEXT, have=YUAN, step=YUAN, pays=YUAN, gap=YUAN)),
    earlier=or_null(record(fact=TEXT, step=YUAN, years=many(YEAR))),
    valid_from=or_null(DAY),
    valid_until=or_null(DAY),
    ended=YES_NO,
)
ID: Schema = {"anyOf": [{"type": "string", "maxLength": 200}, {"type": "integer"}]}
MATCHED = record(
    ("id",),
    id=ID,
    version=VERSION,
    as_of=DAY,
    profile=ANY_OBJECT,
    presumed=many(TEXT),
    implied=many(TEXT),
    certain_total=YUAN,
    overlap=many(TEXT),
    notes=many(TEXT),
    findings=many(named("Finding")),
)
ANSWER = record(
    topic=TEXT,
    label=TEXT,
    aspect=TEXT,
    stated=YES_NO,
    policy=or_null(TEXT),
    policy_number=or_null(TEXT),
    article=or_null(TEXT),
    measure=or_null(TEXT),
    answer=or_null(TEXT),
    amount=or_null(YUAN),
    steps=many(STEP),
    award_words=or_null(TEXT),
    departments=many(TEXT),
    departments_quote=or_null(TEXT),
    quotes=many(TEXT),
    open=many(TEXT),
)
ASKED = record(
    version=VERSION,
    text_asked=TEXT,
    outcome=one_of("answer", "clarify", "not_stated", "out_of_scope", "small_talk", "person"),
    text=TEXT,
    answers=many(named("Answer")),
    choices=many(record(topic=TEXT, label=TEXT)),
    alternatives=many(record(topic=TEXT, score=NUMBER)),
)
OPTION = record(
    id=TEXT, label=TEXT, also=many(TEXT), implies={"type": "object", "additionalProperties": {"type": "string"}}
)
FACT = record(
    id=TEXT,
    kind=one_of("choice", "choices", "money", "yes_no", "date"),
    name=TEXT,
    also=many(TEXT),
    ask=TEXT,
    hint=TEXT,
    yearly=YES_NO,
    dated=YES_NO,
    presumed=or_null(TEXT),
    options=many(OPTION),
)
FACTS = record(version=VERSION, facts=many(FACT))
MEASURE = record(
    id=TEXT,
    name=TEXT,
    award=AWARD,
    award_words=TEXT,
    amount=or_null(YUAN),
    most=or_null(YUAN),
    steps=many(STEP),
    departments=many(TEXT),
    departments_quote=or_null(TEXT),
    quotes=many(TEXT),
    notes=many(TEXT),
    open=many(TEXT),
)
ARTICLE = record(
    number=TEXT,
    heading=TEXT,
    departments=many(TEXT),
    departments_quote=or_null(TEXT),
    grants_nothing=many(TEXT),
    measures=many(named("Measure")),
)
POLICY = record(
    id=TEXT,
    title=TEXT,
    short=TEXT,
    number=or_null(TEXT),
    region=TEXT,
    issuer=TEXT,
    issued=or_null(DAY),
    valid_from=or_null(DAY),
    valid_until=or_null(DAY),
    validity=TEXT,
    overlap=or_null(TEXT),
    hotline=or_null(TEXT),
    articles=many(named("Article")),
)
POLICIES = record(version=VERSION, policies=many(named("Policy")))
ERROR = record(error={"type": "string", "minLength": 1})


def components(content: Content) -> dict[str, Schema]:
    """Return the schemas that have names; that of a profile depends on the content."""
    return {
        "Profile": profile_of(content),
        "Matched": MATCHED,
        "Finding": FINDING,
        "Asked": ASKED,
        "Answer": ANSWER,
        "Facts": FACTS,
        "Policies": POLICIES,
        "Policy": POLICY,
        "Article": ARTICLE,
        "Measure": MEASURE,
        "Error": ERROR,
    }


def profile_of(content: Content) -> Schema:
    """Return the schema of a profile: every fact with the values it may have, and an ``id`` that is given back."""
    facts = {fact.id: {**_value_of(fact), "description": fact.ask} for fact in content.facts.values()}
    return {"type": "object", "properties": {"id": ID, **facts}, "additionalProperties": False}


def _value_of(fact: Fact) -> Schema:
    not_known: Schema = {"enum": [None, UNKNOWN, WONT_SAY]}
    return {"anyOf": [*_VALUES[fact.kind](fact), not_known]}


def _choice(fact: Fact) -> list[Schema]:
    return [{"enum": [option.id for option in fact.options]}]


def _yes_no(fact: Fact) -> list[Schema]:
    return [*_choice(fact), YES_NO]


def _money(fact: Fact) -> list[Schema]:
    del fact
    of_year: dict[str, Schema] = {"year": or_null(YEAR)}
    yuan = {**YUAN, "maximum": UNBOUNDED}
    one: Schema = {"anyOf": [yuan, {"type": "string", "pattern": SUM}]}
    exact = {**record(("year",), amount=one, **of_year), "description": "an exact sum"}
    bounds = {**record(("low", "high", "year"), low=one, high=one, **of_year), "description": "both ends included"}
    return [one, exact, {**bounds, "anyOf": [{"required": ["low"]}, {"required": ["high"]}]}]


def _choices(fact: Fact) -> list[Schema]:
    options: Schema = {"enum": [option.id for option in fact.options]}
    dated = {option.id: _WHEN_OR_NOT_KNOWN for option in fact.options}
    item: Schema = {"anyOf": [options, record(("date",), id=options, date=_WHEN_OR_NOT_KNOWN)]}
    return [
        {"type": "object", "properties": dated, "additionalProperties": False},
        {"type": "array", "items": item, "description": "each option once"},
    ]


def _date(fact: Fact) -> list[Schema]:
    del fact
    return [_WHEN]


_WHEN: Schema = {"type": "string", "pattern": WHEN, "description": "2024, 2024-05, 2024-05-06, or two with .. between"}
_WHEN_OR_NOT_KNOWN: Schema = {"anyOf": [_WHEN, {"enum": [None, ""]}]}
_VALUES = {"choice": _choice, "yes_no": _yes_no, "money": _money, "choices": _choices, "date": _date}
