"""An editor adds to the content: a form, the change as a diff with what the check says of it, then it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import PlainTextResponse, Response

from bot.content import Content, Fault, coverage
from bot.content.amend import AmendError
from bot.desk.drafts import KINDS, OFFICE_FIELDS, Draft, DraftError, diff_of, draft_of, office_at, targets
from bot.desk.faults import say_fault
from bot.desk.groups import MOST_PHRASINGS, kept_as
from bot.desk.library import OFFICES, Base, CannotWriteError, StaleError
from bot.desk.visit import Page, Visit
from bot.dialogue import plain
from bot.service import KeptQuestion

STALE = "这个文件刚刚被别人改过。您填的都还在，下面是按新文件重新算的改动，请再看一遍。"
CANNOT = "这里不能写内容文件夹。请下载改动，交给维护的同事。"
FIELDS = (
    "id",
    "asks",
    "answer",
    "article",
    "quote",
    "measure",
    "target",
    "line",
    "name",
    "at",
    "source",
    *OFFICE_FIELDS,
)
"""What a form holds, whatever its kind."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft held against the file as it is now."""

    draft: Draft
    base: Base
    text: str
    diff: str
    faults: tuple[Fault, ...]
    writable: bool

    @property
    def said(self) -> list[tuple[Fault, str]]:
        """The faults, each in the words of the desk."""
        return [(fault, say_fault(fault)) for fault in self.faults]


def show(visit: Visit) -> Response:
    """Show an empty form, or one filled from a question that was kept and what staff answered to it."""
    query = visit.request.query_params
    kind = query.get("kind", "faq")
    if kind not in KINDS:
        return visit.not_found()
    form = {"kind": kind, **{name: query[name] for name in FIELDS if name in query}}
    question = _question(visit, query.get("question", ""))
    if question is not None:
        form |= _filled_from(visit, question)
    if kind == "office":
        form |= _office(visit, form)
    return _form(visit, form)


def preview(visit: Visit) -> Response:
    """Show what would be changed, and what the check says of it."""
    try:
        return _form(visit, visit.form, _previewed(visit))
    except DraftError as error:
        return _form(visit, visit.form, told=str(error), status=422)


def download(visit: Visit) -> Response:
    """Give the change as a file, for a folder that cannot be written here."""
    try:
        found = _previewed(visit)
    except DraftError as error:
        return _form(visit, visit.form, told=str(error), status=422)
    headers = {"Content-Disposition": f'attachment; filename="{quote(found.draft.kind)}.diff"'}
    return PlainTextResponse(found.diff, headers=headers, media_type="text/x-diff; charset=utf-8")


def approve(visit: Visit) -> Response:
    """Write the change that was shown, if the file is still the one it was shown against; put it in force."""
    try:
        found = _previewed(visit)
    except DraftError as error:
        return _form(visit, visit.form, told=str(error), status=422)
    if found.base.digest != visit.form.get("base", ""):
        return _form(visit, visit.form, found, STALE, 409)
    if found.faults:
        return _form(visit, visit.form, found, status=422)
    try:
        visit.desk.library.save(found.base, found.text)
    except StaleError:
        return _stale(visit)
    except CannotWriteError:
        return _form(visit, visit.form, found, CANNOT, 409)
    visit.desk.accounts.write(
        visit.member.name, f"content_{found.draft.kind}", f"{found.draft.file} {found.draft.about}"
    )
    try:
        told = "not_in_force" if visit.desk.library.reload() else "in_force"
    except OSError:
        told = "not_in_force"
    return visit.to(f"/content?told={told}")


def _stale(visit: Visit) -> Response:
    """Show the change against the file as a colleague has just left it; it may be that nothing is left to change."""
    try:
        return _form(visit, visit.form, _previewed(visit), STALE, 409)
    except DraftError as error:
        return _form(visit, visit.form, told=str(error), status=409)


def _previewed(visit: Visit) -> Preview:
    """Make the draft of the form; raises DraftError."""
    library = visit.desk.library
    draft = draft_of(visit.form, visit.desk.content(), visit.member.name, visit.today)
    try:
        base = library.read(draft.file)
        text = draft.amend(base.text)
    except (AmendError, ValueError) as error:
        raise DraftError(f"{draft.file} 现在改不了：{error}") from error
    except OSError as error:
        raise DraftError(f"{draft.file} 读不出来，请找维护的同事。") from error
    return Preview(
        draft=draft,
        base=base,
        text=text,
        diff=diff_of(draft.file, base.text, text),
        faults=library.tried(draft.file, text),
        writable=library.is_writable(draft.file),
    )


def _form(
    visit: Visit, form: Mapping[str, str], found: Preview | None = None, told: str = "", status: int = 200
) -> Response:
    kind = form.get("kind", "")
    if kind not in KINDS:
        return visit.not_found()
    content = visit.desk.content()
    return visit.page(
        "draft.html",
        status,
        kind=kind,
        kinds=KINDS,
        form={name: form.get(name, "") for name in FIELDS},
        sent=[(name, form[name]) for name in ("kind", *FIELDS) if name in form],
        found=found,
        told=told,
        content=content,
        source=_source(content, form.get("article", "")),
        targets=targets(content),
        office_fields=[(name, label) for name, label in OFFICE_FIELDS.items() if name in form],
    )


def _source(content: Content, name: str) -> Sequence[str]:
    """Return the sentences of the article chosen, to copy the quote from."""
    policy, _, number = name.partition("/")
    article = next((a for a in content.articles if a.policy.id == policy and a.number == number), None)
    if article is None:
        return ()
    return tuple(each.quote.plain.strip("*") for each in coverage(content) if each.article is article)


def _question(visit: Visit, wanted: str) -> KeptQuestion | None:
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 18):
        return None
    return visit.desk.service.kept_question(int(wanted))


def _filled_from(visit: Visit, question: KeptQuestion) -> dict[str, str]:
    """Return what is known for a form: the phrasings of the group, what staff answered, the likely article."""
    content = visit.desk.content()
    groups = visit.desk.grouped.of(kept_as(visit), content)
    alike = next((each for each in groups if question.text in dict(each.texts)), None)
    texts = [question.text, *(text for text, _ in alike.texts if text != question.text)] if alike else [question.text]
    inquiry = visit.desk.grouped.asker(content).inquiry(question.text, "", visit.today)
    # What is out of scope shares only common words with anything granted.
    near = inquiry.near if inquiry.outcome != "out_of_scope" else ()
    measure = content.by_id.get(near[0][0]) if near else None
    return {
        "asks": "\n".join(texts[:MOST_PHRASINGS]),
        "line": question.text,
        "answer": _answered(visit, question),
        "article": f"{measure.policy.id}/{measure.article.number}" if measure else "",
        "measure": f"{measure.policy.id}/{measure.id}" if measure else "",
    }


def _answered(visit: Visit, question: KeptQuestion) -> str:
    """Return what staff said in the chat after the question was kept, for as long as it is kept."""
    lines = visit.desk.service.lines(question.channel, question.chat)
    said = [plain(line.reply.text) for line in lines if line.who == "staff" and line.at >= question.at]
    return said[0] if said else ""


def _office(visit: Visit, form: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of an office as they are now."""
    try:
        office = office_at(visit.desk.library.read(OFFICES).text, form.get("at", ""), form.get("name", ""))
    except (AmendError, OSError, ValueError):
        return {}
    return dict(office.values) if office else {}


PAGES = (
    Page("GET", "/draft", "editor", show),
    Page("POST", "/draft", "editor", preview),
    Page("POST", "/draft/approve", "editor", approve),
    Page("POST", "/draft/diff", "editor", download),
)
