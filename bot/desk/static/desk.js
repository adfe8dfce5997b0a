"use strict";
// What changes while a page is open is fetched and put in place; without this script a reload shows the same.

const EVERY = 4000;
const news = document.querySelector("[data-news]");
const over = document.querySelector("[data-over]");
const typed = () => [...document.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue);
const state = (live) => live.querySelector("[data-state]")?.dataset.state;
const count = (live) => Number(live.querySelector("[data-count]")?.dataset.count ?? 0);

function toEnd(live) {
  const talk = live.querySelector(".talk");
  if (talk) talk.scrollTop = talk.scrollHeight;
}

function put(live, html) {
  const before = live.querySelector(".talk");
  const atEnd = !before || before.scrollHeight - before.scrollTop - before.clientHeight < 40;
  const place = before?.scrollTop ?? 0;
  const focused = live.contains(document.activeElement) ? document.activeElement : null;
  const link = focused?.getAttribute("href");
  const inTalk = focused === before && before !== null;
  const more = count(live);
  live.innerHTML = html;
  const talk = live.querySelector(".talk");
  if (talk && !atEnd) talk.scrollTop = place;
  else toEnd(live);
  if (link) live.querySelector(`a[href="${CSS.escape(link)}"]`)?.focus();
  else if (inTalk) talk?.focus();
  if (news && count(live) > more) news.textContent = "有新消息";
}

for (const live of document.querySelectorAll("[data-live]")) {
  const first = state(live);
  let tag = "";
  const look = async () => {
    if (document.hidden) return;
    try {
      const headers = { "X-Refresh": "1", "If-None-Match": tag };
      const answer = await fetch(live.dataset.live, { headers, redirect: "manual" });
      if (answer.type === "opaqueredirect" && over) over.hidden = false;
      if (answer.status !== 200 && answer.status !== 404) return;
      if (over) over.hidden = true;
      tag = answer.headers.get("ETag") ?? "";
      put(live, await answer.text());
      if (answer.status === 200 && state(live) !== first && !typed()) location.reload();
    } catch {
      // The line is down: the next look tries again.
    }
  };
  toEnd(live);
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}

// A second tap while a form is on its way sends nothing.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
