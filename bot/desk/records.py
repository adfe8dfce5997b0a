"""The record: what was done at the desk, by whom, newest first."""

import sys

from starlette.responses import Response

from bot.desk.visit import Page, Visit

MOST = 100
LAST = min(sys.maxsize, 2**62)
ACTIONS = {
    "login": "登录",
    "login_failed": "登录失败",
    "logout": "退出",
    "opened": "打开会话",
    "taken": "接手",
    "answered": "答复",
    "returned": "放回",
    "closed": "结束",
    "staff_added": "新增账号",
    "staff_removed": "停用账号",
    "staff_password": "改密码",
    "staff_role": "改角色",
    "content_faq": "加问答",
    "content_name": "加别名",
    "content_example": "加例句",
    "content_office": "填部门电话地址",
    "content_reloaded": "重新载入内容",
}
"""What is written down, in the words of the page; an action not named here is shown as it is stored."""


def show(visit: Visit) -> Response:
    """Show a page of the record; ``before`` is the line to go on from."""
    wanted = visit.request.query_params.get("before", "")
    before = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 18 else LAST
    deeds = visit.desk.accounts.deeds(before, MOST)
    older = deeds[-1].id if len(deeds) == MOST else 0
    return visit.page("records.html", deeds=deeds, older=older, actions=ACTIONS)


PAGES = (Page("GET", "/records", "editor", show),)
