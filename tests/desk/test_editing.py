"""From answer to FAQ: a draft is shown as a diff and checked, then written in one stroke, in force at once."""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from time import sleep
from typing import NamedTuple

import httpx
import pytest

from bot.content import load
from bot.desk import Library
from bot.desk.drafts import diff_of
from bot.desk.library import CannotWriteError, StaleError, _alone
from bot.dialogue import Kept, Message, Reply
from bot.storage import Store
from tests.copies import content_copied
from tests.databases import Sqlite, rows
from tests.desk.served import Browser, Served, desk_served, token_of
from tests.helpers import JINCHENG, ROOT

FORM = "/desk/draft?kind=faq"
QUOTE = "一次性奖励 10 万元、20 万元、30 万元、50 万元"
ASKS = "奖金多久能打到公司账上\n奖金几天能打到账上"
FAQ = {
    "kind": "faq",
    "asks": ASKS,
    "answer": "原文只写一次性奖励，没写哪天发；请问首位责任单位。",
    "article": f"{JINCHENG}/二",
    "quote": QUOTE,
    "id": "",
}
OFFICE = {
    "kind": "office",
    "at": "0.offices.0",
    "name": "市工信局",
    "telephone": "0356-0000000",
    "source": "测试用，不是真号码",
}
ATTACK = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


class Shared(NamedTuple):
    """A desk for tests that write nothing, and its folder."""

    editor: Browser
    folder: Path


@pytest.fixture(scope="module")
def shared(sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    folder = content_copied(tmp_path_factory.mktemp("content"))
    with closing(Store(sqlite.fresh())) as store, desk_served(store, folder=folder) as served:
        yield Shared(served.staff("李编", "editor"), folder)


def base_of(page: str) -> str:
    return page.partition('name="base" value="')[2].partition('"')[0]


def previews(browser: Browser, **fields: str) -> httpx.Response:
    return browser.sends(FORM, "/desk/draft", **{**FAQ, **fields})


def approves(browser: Browser, **fields: str) -> httpx.Response:
    """Look at the change and approve it."""
    shown = previews(browser, **fields)
    sent = {**FAQ, **fields, "base": base_of(shown.text), "token": token_of(shown.text)}
    return browser.post("/desk/draft/approve", data=sent)


@pytest.fixture
def editor(editable: Served) -> Browser:
    return editable.staff("李编", "editor")


def applied(folder: Path, diff: bytes) -> None:
    git = shutil.which("git")
    assert git
    subprocess.run([git, "apply", "-"], cwd=folder, input=diff, check=True)


def said(desk: Served, chat: str, text: str) -> str:
    desk.service.receive(Message("web", chat, f"{chat}-{text}", text))
    return "\n".join(line.reply.text for line in desk.service.lines("web", chat))


def test_a_draft_is_shown_as_a_diff_and_nothing_is_written(shared: Shared) -> None:
    editor, folder = shared
    before = (folder / "intents/faq.yaml").read_bytes()
    page = unescape(previews(editor).text)
    assert "核对通过" in page
    assert '<div class="added">+- id: jiang-jin-duo-jiu-neng-da</div>' in page
    assert '<div class="added">+  by: 李编 2026-11-23</div>' in page
    assert (folder / "intents/faq.yaml").read_bytes() == before


def test_approved_it_is_written_in_force_and_answered_with_quote_and_office(
    editable: Served, editor: Browser, folder: Path
) -> None:
    assert "原文只写一次性奖励" not in said(editable, "before", "奖金多久能打到公司账上")
    before = (folder / "intents/faq.yaml").read_text("utf-8")
    assert approves(editor).headers["Location"] == "/desk/content?told=in_force"
    after = (folder / "intents/faq.yaml").read_text("utf-8")
    assert after.startswith(before)
    assert load(folder).faq["jiang-jin-duo-jiu-neng-da"].by == "李编 2026-11-23"
    answer = said(editable, "after", "请问奖金多久能打到公司账上呀")
    for words in ("原文只写一次性奖励，没写哪天发", QUOTE, "（二）实施达标奖励措施", "找谁：市工信局（首位责任单位）"):
        assert words in answer
    (deed,) = (row for row in rows(editable.store, "audit") if row.action == "content_faq")
    assert (deed.staff, deed.about) == (
        "李编",
        "intents/faq.yaml jiang-jin-duo-jiu-neng-da：奖金多久能打到公司账上",
    )
    assert "加问答" in editor.get("/desk/records").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"quote": "一次性奖励 60 万元"}, "第二条里没有这句原文"),
        ({"article": f"{JINCHENG}/三"}, "这句原文不在第三条里，在别的条里"),
        ({"answer": "奖励 60 万元。"}, "答复里的 60万元 在所摘原文里没有"),
        ({"answer": "15个工作日到账。"}, "答复里的“15个工作日”在所摘原文里没有"),
        ({"answer": "三个月到账。"}, "答复里的“三个月”在所摘原文里没有"),
        ({"answer": "下个月底前申请。"}, "答复里的“下个月底前”在所摘原文里没有"),
        ({"answer": "肯定能拿。"}, "答复里的“肯定能”是打包票"),
        ({"answer": "请打 0356-2021234。"}, "答复里的电话 0356-2021234 不在部门表里"),
        ({"answer": "请看 www.example.com。"}, "网址 www.example.com 不在部门表里"),
        ({"asks": "多少钱"}, "“多少钱”太短"),
        ({"asks": "政策什么时候到期"}, "现在已有别的答法（topic validity）"),
        ({"asks": "奖补的钱从哪里出"}, "在问答 where-the-money-comes-from 里已经有了"),
        ({"id": "where-the-money-comes-from"}, "这个编号已经有了"),
    ],
)
def test_a_bad_draft_is_told_with_file_and_line_and_never_written(
    shared: Shared, fields: dict[str, str], words: str
) -> None:
    editor, folder = shared
    before = (folder / "intents/faq.yaml").read_bytes()
    page = unescape(previews(editor, **fields).text)
    assert words in page
    assert re.search(r"intents/faq\.yaml:\d+", page)
    assert "写入并生效" not in page
    shown = previews(editor)
    sent = {**FAQ, **fields, "base": base_of(shown.text), "token": token_of(shown.text)}
    assert editor.post("/desk/draft/approve", data=sent).status_code == 422
    assert (folder / "intents/faq.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"asks": " \n"}, "请写至少一句问法"),
        ({"answer": ""}, "请写答复"),
        ({"article": "../../etc/passwd"}, "请选答复依据哪一条"),
        ({"quote": "\u200b"}, "请从这一条的原文里摘一句"),
        ({"id": "../../etc/passwd"}, "编号只能用小写英文字母"),
        ({"kind": "name", "measure": "../../x", "line": "别名"}, "请选是哪一项奖励"),
        ({"kind": "name", "measure": f"{JINCHENG}/geo-mark", "line": "两 个"}, "中间不空格"),
        ({"kind": "example", "target": "../aspects/who", "line": "找谁"}, "请选这句话问的是什么"),
        ({"kind": "example", "target": "aspects/who", "line": ""}, "请写一句例句"),
        ({**OFFICE, "source": ""}, "请写来源"),
        ({**OFFICE, "telephone": "问问就知道"}, "电话请写数字"),
        ({**OFFICE, "telephone": "110"}, "电话请写数字"),
        ({**OFFICE, "web": "javascript:alert(1)"}, "网址请写成"),
        ({**OFFICE, "at": "0.offices.1"}, "换了位置"),
        ({**OFFICE, "at": "../../../etc"}, "换了位置"),
        ({**OFFICE, "telephone": ""}, "没有改动"),
    ],
)
def test_a_form_that_cannot_be_taken_says_what_to_do_and_keeps_what_was_typed(
    shared: Shared, fields: dict[str, str], words: str
) -> None:
    shown = previews(shared.editor, **fields)
    assert shown.status_code == 422
    page = unescape(shown.text)
    assert words in page
    assert "写入并生效" not in page
    if fields.get("answer") == "":
        assert ASKS in page


def test_a_kind_that_there_is_not_is_not_found(shared: Shared) -> None:
    editor = shared.editor
    assert editor.get("/desk/draft?kind=..%2fpolicy").status_code == 404
    assert previews(editor, kind="policy").status_code == 404


def test_two_editors_at_once_lose_nothing(editable: Served, editor: Browser, folder: Path) -> None:
    other = editable.staff("赵编", "editor")
    theirs = {**FAQ, "asks": "外省企业搬来给不给奖励", "answer": "原文没有写，请问责任单位。"}
    shown, shown_to_other = previews(editor), previews(other, **theirs)
    sent = {**FAQ, "base": base_of(shown.text), "token": token_of(shown.text)}
    assert editor.post("/desk/draft/approve", data=sent).status_code == 303
    late = {**theirs, "base": base_of(shown_to_other.text), "token": token_of(shown_to_other.text)}
    stale = other.post("/desk/draft/approve", data=late)
    assert stale.status_code == 409
    page = unescape(stale.text)
    assert "刚刚被别人改过" in page
    assert "外省企业搬来给不给奖励" in page
    assert len(load(folder).faq) == len(load(ROOT).faq) + 1
    again = {**theirs, "base": base_of(stale.text), "token": token_of(stale.text)}
    assert other.post("/desk/draft/approve", data=again).status_code == 303
    assert len(load(folder).faq) == len(load(ROOT).faq) + 2


def test_the_same_approval_sent_twice_is_written_once(editor: Browser, folder: Path) -> None:
    shown = previews(editor)
    sent = {**FAQ, "base": base_of(shown.text), "token": token_of(shown.text)}
    first, second = (editor.post("/desk/draft/approve", data=sent).status_code for _ in range(2))
    assert (first, second) == (303, 409)
    assert len(load(folder).faq) == len(load(ROOT).faq) + 1


def test_the_same_change_made_by_a_colleague_a_moment_before_is_no_fault(editor: Browser, folder: Path) -> None:
    shown = editor.sends(FORM, "/desk/draft", **OFFICE)
    sent = {**OFFICE, "base": base_of(shown.text), "token": token_of(shown.text)}
    diff = editor.post("/desk/draft/diff", data=sent).content
    with ThreadPoolExecutor() as threads, _alone(folder / "policy_data"):
        late = threads.submit(editor.post, "/desk/draft/approve", data=sent)
        while not late.done() and all(at.f_code.co_name != "_alone" for at in sys._current_frames().values()):
            sleep(0.01)  # until it waits to write
        applied(folder, diff)
    assert late.result().status_code == 409
    assert "没有改动" in late.result().text


def test_whatever_is_typed_is_shown_as_text(shared: Shared) -> None:
    editor = shared.editor
    for kind in ("faq", "name", "example", "office"):
        fields = dict.fromkeys(("asks", "answer", "quote", "id", "line", "name", "telephone", "source", "web"), ATTACK)
        fields |= {"kind": kind, "article": ATTACK, "measure": ATTACK, "target": ATTACK, "at": ATTACK}
        for path in ("/desk/draft", "/desk/draft/approve", "/desk/draft/diff"):
            page = editor.sends(FORM, path, **fields).text
            assert "<script>alert" not in page
            assert "<img src=x" not in page
        query = httpx.QueryParams({**fields, "kind": kind})
        assert "<script>alert" not in editor.get(f"/desk/draft?{query}").text
    page = previews(editor, asks=ATTACK, answer=ATTACK).text
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_question_that_staff_answered_fills_the_form(editable: Served, editor: Browser) -> None:
    text, now = "茶叶出口退税在哪里办", datetime(2026, 11, 23, 1, tzinfo=UTC)
    with editable.store.transaction() as tx:
        tx.keep_question(Message("web", "a", "1", text), Kept(text, "out_of_scope"), now)
        tx.keep_question(Message("web", "b", "2", "茶叶的出口退税去哪办"), Kept("茶叶的出口退税去哪办", "wrong"), now)
        tx.enqueue("web", "a", [Reply("税的事请问市税务局。")], "", now, who="staff")
    page = unescape(editor.get("/desk/draft?kind=faq&question=1").text)
    assert f"{text}\n茶叶的出口退税去哪办</textarea>" in page
    assert "税的事请问市税务局。</textarea>" in page
    assert editor.get("/desk/draft?kind=faq&question=999").status_code == 200
    assert editor.get("/desk/draft?kind=faq&question=%C2%B2").status_code == 200


def test_another_name_and_an_example_are_added_and_understood(editable: Served, editor: Browser, folder: Path) -> None:
    name = {"kind": "name", "measure": f"{JINCHENG}/geo-mark", "line": "地标证书大奖"}
    assert approves(editor, **name).status_code == 303
    assert "地标证书大奖" in load(folder).wording.names[f"{JINCHENG}/geo-mark"]
    assert "地理标志" in said(editable, "c", "地标证书大奖多少钱")
    example = {"kind": "example", "target": "aspects/telephone", "line": "…的座机怎么打"}
    assert approves(editor, **example).status_code == 303
    assert load(folder).wording.aspects["telephone"].examples[-1] == "…的座机怎么打"
    greeting = {"kind": "example", "target": "messages/small_talk", "line": "早上好呀您嘞"}
    assert approves(editor, **greeting).status_code == 303


def test_what_stands_there_already_is_told(shared: Shared) -> None:
    editor = shared.editor
    page = previews(editor, kind="example", target="topics/validity", line="这政策啥时候到期").text
    assert "intents/topics.yaml" in page
    assert "写了两遍" in page


def test_a_telephone_number_is_filled_in_with_who_when_and_whence(
    editable: Served, editor: Browser, folder: Path
) -> None:
    before = (folder / "policy_data/departments.yaml").read_text("utf-8").splitlines()
    assert approves(editor, **OFFICE).status_code == 303
    after = (folder / "policy_data/departments.yaml").read_text("utf-8").splitlines()
    (changed,) = (place for place, line in enumerate(after) if line != before[place])
    assert after[changed].strip() == (
        '- {name: 市工信局, full_name: "", address: "", telephone: "0356-0000000", web: ""}'
        "  # 电话由李编 2026-11-23 填写，来源：测试用，不是真号码"
    )
    assert "0356-0000000" in editor.get("/desk/content/offices").text
    assert "市工信局，电话 0356-0000000" in said(editable, "d", "营收达标奖励找谁")
    hotline = {"kind": "office", "at": "0", "name": "晋城市咨询热线", "telephone": "00000", "source": "测试"}
    assert approves(editor, **hotline).status_code == 303
    assert 'hotline: "00000"  # 电话由李编' in (folder / "policy_data/departments.yaml").read_text("utf-8")
    assert approves(editor, answer="请打 0356-0000000 问市工信局。").status_code == 303, (
        "an office's number may be said"
    )


def test_others_may_not_edit(editable: Served) -> None:
    for role, name in (("viewer", "周看"), ("answerer", "吴答")):
        browser = editable.staff(name, role)
        assert browser.get(FORM).status_code == 403
        for path in ("/desk/draft", "/desk/draft/approve", "/desk/draft/diff"):
            assert browser.sends("/desk/content/offices", path, **FAQ).status_code == 403


def test_where_the_folder_is_not_for_writing_the_change_is_given_to_download(served: Served, tmp_path: Path) -> None:
    editor = served.staff("李编", "editor")
    before = (ROOT / "intents/faq.yaml").read_bytes()
    shown = previews(editor)
    assert "不能写内容文件夹" in shown.text
    assert "写入并生效" not in shown.text
    diff = editor.sends(FORM, "/desk/draft/diff", **FAQ)
    assert diff.headers["Content-Disposition"] == 'attachment; filename="faq.diff"'
    sent = {**FAQ, "base": "", "token": token_of(shown.text)}
    assert editor.post("/desk/draft/approve", data=sent).status_code == 409
    page = editor.sends(FORM, "/desk/draft", **FAQ)
    assert (ROOT / "intents/faq.yaml").read_bytes() == before
    assert page.status_code == 200
    (tmp_path / "intents").mkdir()
    (tmp_path / "intents/faq.yaml").write_bytes(before)
    applied(tmp_path, diff.content)
    assert "jiang-jin-duo-jiu" in (tmp_path / "intents/faq.yaml").read_text("utf-8")


def test_a_diff_of_a_file_without_a_last_line_end_can_be_applied(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a\nb", "utf-8")
    applied(tmp_path, diff_of("x.yaml", "a\nb", "a\nb\nc\n").encode())
    assert (tmp_path / "x.yaml").read_text("utf-8") == "a\nb\nc\n"


@pytest.mark.parametrize(
    "name", ["../x.yaml", "intents/../x.yaml", "/etc/passwd", "policy_data/facts.yaml", "intents/x", ""]
)
def test_no_other_file_is_read_or_written(folder: Path, name: str) -> None:
    library = Library(folder, lambda: ())
    for act in (library.read, library.is_writable, lambda name: library.tried(name, "")):
        with pytest.raises(ValueError, match="no file that the desk changes"):
            act(name)


def test_a_file_is_whole_whenever_it_is_read(folder: Path) -> None:
    library, name = Library(folder, lambda: ()), "intents/faq.yaml"
    texts = {size: f"# {'长' * size}\n" for size in (10, 200_000)}
    seen, going = set(), threading.Event()

    def read() -> None:
        while not going.is_set():
            seen.add(len((folder / name).read_bytes()))

    reader = threading.Thread(target=read)
    library.save(library.read(name), texts[10])
    reader.start()
    for _ in range(20):
        for text in texts.values():
            library.save(library.read(name), text)
    going.set()
    reader.join()
    assert seen <= {len(text.encode()) for text in texts.values()}
    assert not list((folder / "intents").glob(".huiqi-*"))


def test_of_many_at_once_one_is_written_and_the_others_are_told(folder: Path) -> None:
    library, name = Library(folder, lambda: ()), "intents/faq.yaml"
    base, outcomes = library.read(name), []

    def save(number: int) -> None:
        try:
            library.save(base, f"# {number}\n")
            outcomes.append("saved")
        except StaleError:
            outcomes.append("stale")

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", *["stale"] * 7]


def test_permissions_stay_and_a_folder_that_is_gone_is_told(folder: Path) -> None:
    library, path = Library(folder, lambda: ()), folder / "intents/faq.yaml"
    path.chmod(0o640)
    library.save(library.read("intents/faq.yaml"), "# new\n")
    assert path.stat().st_mode & 0o777 == 0o640
    base = library.read("intents/faq.yaml")
    (folder / "intents").rename(folder / "elsewhere")
    with pytest.raises(CannotWriteError):
        library.save(base, "# newer\n")
