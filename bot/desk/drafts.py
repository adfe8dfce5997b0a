"""What an editor adds to the content: from the fields of a form to a change of one file. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from functools import partial
from typing import Any

from bot.content import Content
from bot.content.amend import AmendError, add_line, append_faq, clean, clean_lines, fill_in, listed
from bot.desk.library import OFFICES
from bot.language import spelt

FAQ_FILE = "intents/faq.yaml"
LONGEST_ID = 30
LONGEST_LINE = 100

KINDS = {
    "faq": "新的问答",
    "name": "奖励的别名",
    "example": "问法的例句",
    "office": "部门的电话和地址",
}
MESSAGES = {"told": "说自家情况", "small_talk": "客套话", "person": "找工作人员", "out_of_scope": "不在范围"}
OFFICE_FIELDS = {"full_name": "全称", "telephone": "电话", "address": "地址", "web": "网址"}

_ID = re.compile(r"[a-z][a-z0-9_-]{0,29}")
_TELEPHONE = re.compile(r"(?=(?:\D*\d){5})[0-9()（）转、,， -]{5,60}")
_WEB = re.compile(r"(?:https?://)?[A-Za-z0-9.-]+\.[A-Za-z]{2,}(?:[/?#][\x21-\x7e]*)?")


class DraftError(Exception):
    """The form cannot be taken yet; one line, in Chinese, that says what to do."""


@dataclass(frozen=True)
class Draft:
    """A change of one file: ``amend`` makes the new text of the old one, and raises AmendError."""

    kind: str
    file: str
    about: str
    amend: Callable[[str], str]


def draft_of(form: Mapping[str, str], content: Content, by: str, day: date) -> Draft:
    """Return what a form asks for; ``by`` is who sends it. Raises DraftError."""
    make = _MAKERS.get(form.get("kind", ""))
    if make is None:
        raise DraftError("没有这种改动，请从列表重新打开。")
    return make(form, content, by, day)


def diff_of(name: str, before: str, after: str) -> str:
    """Return a change as a unified diff, which `patch` and `git apply` take."""
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}", n=3
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def targets(content: Content) -> dict[str, str]:
    """Return where an example can be added: ``file/key`` -> what it is called."""
    found = {f"aspects/{aspect.id}": f"问奖励的“{aspect.label}”" for aspect in content.wording.aspects.values()}
    found |= {f"topics/{topic.id}": f"问整个政策的“{topic.label}”" for topic in content.wording.general.values()}
    return found | {f"messages/{kind}": f"不是问政策：{label}" for kind, label in MESSAGES.items()}


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office, or a region's hotline, in `departments.yaml`; ``at`` is where it stands there."""

    at: str
    region: str
    name: str
    values: Mapping[str, str]


def offices_in(text: str) -> tuple[OfficeEntry, ...]:
    """Return every office of `departments.yaml` and the hotlines; raises AmendError, also for what is no such file."""
    try:
        return tuple(entry for place, region in enumerate(listed(text)) for entry in _entries(str(place), region))
    except (LookupError, TypeError, AttributeError) as error:
        raise AmendError("the file does not list offices by region; put it right by hand first") from error


def _entries(place: str, region: Mapping[str, Any]) -> Iterator[OfficeEntry]:
    name = region["region"]
    if "hotline" in region:
        yield OfficeEntry(place, name, f"{name}咨询热线", {"telephone": region["hotline"]})
    offices = {f"{place}.offices.{number}": office for number, office in enumerate(region["offices"])}
    local = region["local"]["offices"] if "local" in region else {}
    offices |= {f"{place}.local.offices.{option}": office for option, office in local.items()}
    for at, office in offices.items():
        yield OfficeEntry(
            at, name, office["name"], {field: office[field] for field in OFFICE_FIELDS if field in office}
        )


def office_at(text: str, at: str, name: str) -> OfficeEntry | None:
    """Return the office that stands there under this name; None where it does not. Raises AmendError."""
    return next((entry for entry in offices_in(text) if (entry.at, entry.name) == (at, name)), None)


def _faq(form: Mapping[str, str], content: Content, by: str, day: date) -> Draft:
    asks = clean_lines(form.get("asks", ""))
    answer, quote = clean(form.get("answer", "")), clean(form.get("quote", ""))
    policy, _, number = form.get("article", "").partition("/")
    if not asks:
        raise DraftError("请写至少一句问法，一行一句。")
    if not answer:
        raise DraftError("请写答复。")
    if not any(article.policy.id == policy and article.number == number for article in content.articles):
        raise DraftError("请选答复依据哪一条。")
    if not quote:
        raise DraftError("请从这一条的原文里摘一句，答复要靠它。")
    faq_id = clean(form.get("id", "")) or _new_id(asks[0], content)
    if not _ID.fullmatch(faq_id):
        raise DraftError("编号只能用小写英文字母、数字和短横线，字母开头，最多 30 个。")
    entry: dict[str, str | Sequence[str]] = {
        "id": faq_id, "asks": asks, "answer": answer, "policy": policy, "article": number, "quote": quote,
        "by": f"{by} {day}",
    }  # fmt: skip
    return Draft("faq", FAQ_FILE, f"{faq_id}：{asks[0]}", partial(append_faq, entry=entry))


def _new_id(ask: str, content: Content) -> str:
    """Return an id that is free, spelt as the question sounds."""
    syllables = [part for each in spelt(ask) if (part := re.sub(r"[^a-z0-9]", "", each.lower()))]
    name = ""
    for syllable in syllables:
        if len(name) + len(syllable) > LONGEST_ID - 4:
            break
        name = f"{name}-{syllable}" if name else syllable
    name = name if name[:1].isalpha() else f"q-{name}".rstrip("-")
    return next(each for n in range(1, 10_000) if (each := name if n == 1 else f"{name}-{n}") not in content.faq)


def _name(form: Mapping[str, str], content: Content, by: str, day: date) -> Draft:
    del by, day
    measure = content.by_id.get(form.get("measure", ""))
    line = clean(form.get("line", ""))
    if measure is None:
        raise DraftError("请选是哪一项奖励的别名。")
    if not 2 <= len(line) <= 20 or " " in line:
        raise DraftError("请写一个别名，2 到 20 个字，中间不空格。")
    add = partial(add_line, keys=(measure.id,), line=line)
    return Draft("name", f"intents/{measure.policy.id}.yaml", f"{measure.name}：{line}", add)


def _example(form: Mapping[str, str], content: Content, by: str, day: date) -> Draft:
    del by, day
    target, line = form.get("target", ""), clean(form.get("line", ""))
    if target not in targets(content):
        raise DraftError("请选这句话问的是什么。")
    if not 2 <= len(line) <= LONGEST_LINE:
        raise DraftError(f"请写一句例句，2 到 {LONGEST_LINE} 个字。")
    file, _, key = target.partition("/")
    keys = (key,) if file == "messages" else (key, "examples")
    return Draft(
        "example",
        f"intents/{file}.yaml",
        f"{targets(content)[target]}：{line}",
        partial(add_line, keys=keys, line=line),
    )


def _office(form: Mapping[str, str], content: Content, by: str, day: date) -> Draft:
    del content
    name, at = clean(form.get("name", "")), form.get("at", "")
    values = {field: clean(form[field]) for field in OFFICE_FIELDS if field in form}
    source = clean(form.get("source", ""))
    if not name or not values:
        raise DraftError("请从部门列表重新打开。")
    if values.get("telephone") and not _TELEPHONE.fullmatch(values["telephone"]):
        raise DraftError("电话请写数字，可以带区号和短横线；有几个就用顿号分开。")
    if values.get("web") and not _WEB.fullmatch(values["web"]):
        raise DraftError("网址请写成 www.example.gov.cn 这样。")
    if not source:
        raise DraftError("请写来源：谁提供的，或在哪里公布的。没有来源的号码不能填。")
    remark = f"{by} {day} 填写，来源：{source}"
    return Draft("office", OFFICES, name, partial(_filled, name=name, at=at, values=values, remark=remark))


def _filled(text: str, name: str, at: str, values: Mapping[str, str], remark: str) -> str:
    office = office_at(text, at, name)
    if office is None:
        raise DraftError("这个部门在文件里换了位置，请从部门列表重新打开。")
    changed = {field: value for field, value in values.items() if office.values.get(field, value) != value}
    if not changed:
        raise DraftError("没有改动。")
    path = tuple(int(step) if step.isdecimal() else step for step in at.split("."))
    remark = f"{'、'.join(OFFICE_FIELDS[field] for field in changed)}由{remark}"
    return fill_in(text, path, changed if len(path) > 1 else {"hotline": changed["telephone"]}, remark)


_MAKERS: Mapping[str, Callable[[Mapping[str, str], Content, str, date], Draft]] = {
    "faq": _faq, "name": _name, "example": _example, "office": _office,
}  # fmt: skip
