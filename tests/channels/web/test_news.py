"""News by server-sent events, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.channels.web import news
from tests.channels.web.site import Site, Visitor, site_running

pytestmark = pytest.mark.asyncio(loop_scope="session")


@asynccontextmanager
async def listening_to(visitor: Visitor, path: str = "/events", **headers: str) -> AsyncIterator[AsyncIterator[str]]:
    """Open a stream; what comes out are its lines that say something."""
    async with visitor.client.stream("GET", path, headers=headers, timeout=20) as response:
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith("text/event-stream")
        yield (line async for line in response.aiter_lines() if line.startswith("id: "))


async def next_of(lines: AsyncIterator[str], within: float = 8) -> int:
    return int((await asyncio.wait_for(anext(lines), within)).removeprefix("id: "))


async def newest(site: Site, visitor: Visitor) -> int:
    return max(line.id for line in site.service.lines("web", visitor.chat))


async def test_a_reply_of_staff_is_told_without_its_words(site: Site, visitor: Visitor) -> None:
    await visitor.says("转人工")
    seen = await newest(site, visitor)
    async with listening_to(visitor, f"/events?after={seen}") as told:
        site.staff_says(visitor.chat, "您好")
        assert await next_of(told) > seen


async def test_who_comes_back_is_told_what_came_meanwhile(site: Site, visitor: Visitor) -> None:
    await visitor.says("转人工")
    seen = await newest(site, visitor)
    site.staff_says(visitor.chat, "您好")
    async with listening_to(visitor, "/events?after=0", **{"Last-Event-ID": str(seen)}) as told:
        assert await next_of(told) == await newest(site, visitor) > seen


async def test_nothing_is_told_of_the_chats_of_others(site: Site, visitor: Visitor) -> None:
    await visitor.says("转人工")
    async with Visitor(site.root) as other:
        await other.says("转人工")
        async with listening_to(visitor, f"/events?after={await newest(site, visitor)}") as told:
            site.staff_says(other.chat, "给别人的")
            with pytest.raises(TimeoutError):
                await next_of(told, within=2.5)


async def test_a_reply_that_is_committed_late_is_told_all_the_same(site: Site, visitor: Visitor) -> None:
    """Its id was given out before that of a reply which has been seen already."""
    await visitor.says("转人工")
    seen = await newest(site, visitor)
    async with Visitor(site.root) as other:
        await other.says("转人工")
        async with listening_to(visitor, f"/events?after={seen}") as told:
            late = await newest(site, other)
            with site.store.transaction() as tx:
                tx.connection.exec_driver_sql("UPDATE outbox SET chat = ? WHERE id = ?", (visitor.chat, late))
            assert await next_of(told) > seen


async def test_strangers_and_too_many_streams_are_sent_away_for_good(site: Site, visitor: Visitor) -> None:
    async with httpx.AsyncClient() as stranger:
        assert (await stranger.get(f"{site.root}/events")).status_code == 204
    await visitor.says("转人工")
    async with asyncio.timeout(20):
        streams = [listening_to(visitor) for _ in range(news.MOST_OF_ONE)]
        for stream in streams:
            await stream.__aenter__()
        refused = await visitor.client.get("/events")
        for stream in reversed(streams):
            await stream.__aexit__(None, None, None)
    assert refused.status_code == 204


async def test_stopping_ends_the_streams(tmp_path: Path) -> None:
    async with site_running(str(tmp_path / "huiqi.db")) as site, Visitor(site.root) as visitor:
        await visitor.says("转人工")
        async with listening_to(visitor) as told:
            await next_of(told)
            site.stop.set()
            with pytest.raises(StopAsyncIteration):
                await next_of(told)


async def test_a_look_that_fails_is_not_the_last(
    site: Site, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(channel: str, after: int) -> dict[str, int]:
        raise LookupError(channel, after)

    await visitor.says("转人工")
    seen = await newest(site, visitor)
    async with listening_to(visitor, f"/events?after={seen}") as told:
        with monkeypatch.context() as patched:
            patched.setattr(site.service, "news", fails)
            async with asyncio.timeout(8):
                while "no news could be read" not in caplog.text:
                    await asyncio.sleep(0.05)
        site.staff_says(visitor.chat, "您好")
        assert await next_of(told) > seen
