// Sends the page's own forms without leaving it, and fetches what others have said meanwhile.
// Nothing is decided here: the server says what the conversation looks like, this puts it in place.
"use strict";
(function () {
  const SLOW = 20000, AGAIN = 5000, POLL = 15000;
  const log = document.getElementById("log");
  const notice = document.getElementById("notice");
  const box = document.getElementById("text");
  const forms = [document.getElementById("taps"), document.getElementById("say")];
  const drawn = new Map(); // what the server last sent of each bubble
  const queue = []; // what is yet to be taken, oldest first
  let sending = false, later = 0;

  for (const bubble of bubbles()) drawn.set(bubble.id, bubble.outerHTML);
  const now = document.getElementById("now");
  if (now) {
    if (location.hash === "#now") history.replaceState(null, "", location.pathname);
    else if (document.querySelector(".owner")) now.scrollIntoView();
    now.remove();
  }

  function bubbles() {
    return Array.from(log.querySelectorAll(":scope > .bubble"));
  }

  function newest() {
    return bubbles().reduce((most, bubble) => Math.max(most, Number(bubble.dataset.line)), 0);
  }

  // The first bubble that may have changed: the one whose buttons work, else the last.
  function start() {
    const live = log.querySelector("[data-live]") || log.lastElementChild;
    return live ? live.id : "";
  }

  function remember() {
    const unsent = queue.map((item) => item.fields.get("text")).filter(Boolean);
    try {
      sessionStorage.setItem("huiqi", unsent.concat(box.value || []).join("\n"));
    } catch (_) {} // a browser that keeps nothing
  }

  try {
    const kept = (sessionStorage.getItem("huiqi") || "").replace(/\n/g, " ");
    const said = Array.from(log.querySelectorAll(".owner .words")).pop();
    if (!box.value && !(said && said.textContent === kept)) box.value = kept; // else it had arrived
  } catch (_) {}
  box.addEventListener("input", remember);

  // Sending.

  let clicked = null;
  document.addEventListener("click", (event) => {
    clicked = event.target.closest("button"); // for browsers without event.submitter
  }, true);

  document.addEventListener("submit", (event) => {
    if (!forms.includes(event.target)) return;
    event.preventDefault();
    const button = event.submitter || clicked;
    const fields = new URLSearchParams(new FormData(event.target));
    if (button && button.name) fields.set(button.name, button.value);
    if (!fields.get("tap") && !(fields.get("text") || "").trim()) return;
    fields.set("id", random());
    const typed = event.target === forms[1]; // not by its id: it has a field of that name
    if (typed) box.value = "";
    else if (queue.some((item) => item.tap === button.value)) return; // a double tap
    closeMenus();
    queue.push({fields, typed, tap: typed ? "" : button.value, button, retried: false});
    remember();
    show(queue[queue.length - 1]);
    work();
  });

  function random() {
    return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function closeMenus() {
    for (const menu of document.querySelectorAll(".menu, .forget, .quick")) menu.open = false;
  }

  // While it is under way: the words as they will stand, or the button as pressed.
  function show(item) {
    if (item.button) item.button.classList.add("sent");
    const text = item.fields.get("text");
    if (!text) return;
    item.bubble = document.createElement("div");
    item.bubble.className = "bubble owner waiting";
    item.bubble.appendChild(document.createElement("div")).className = "words";
    item.bubble.firstChild.textContent = text;
    const waiting = document.querySelectorAll(".bubble.waiting");
    (waiting.length ? waiting[waiting.length - 1] : log).after(item.bubble); // in the order they were said
    item.bubble.scrollIntoView({block: "nearest"});
  }

  function done(item) {
    queue.shift();
    if (item.bubble) item.bubble.remove();
    if (item.button) item.button.classList.remove("sent");
    remember();
  }

  async function work() {
    if (sending || !queue.length) return;
    clearTimeout(later);
    sending = true;
    document.body.classList.add("busy");
    await send(queue[0]);
    document.body.classList.remove("busy");
    sending = false;
    if (queue.length && !later) work();
  }

  async function send(item) {
    let answer, body;
    later = 0;
    try {
      answer = await ask("/say", {method: "POST", body: item.fields});
      body = await answer.text();
    } catch (_) {
      return waitForLine();
    }
    if (answer.ok) {
      done(item);
      tell("");
      return put(body, true, item);
    }
    if (answer.status === 403 && answer.headers.get("Huiqi-Token") && !item.retried) {
      item.retried = true; // the page was open for too long: the same with a new token
      item.fields.set("token", answer.headers.get("Huiqi-Token"));
      return;
    }
    if (answer.status === 502 || answer.status === 503 || answer.status === 504) {
      return waitForLine("服务暂时连不上，您说的都还在，马上自动再试。");
    }
    done(item);
    if (item.typed && !box.value) box.value = item.fields.get("text");
    remember();
    tell(words(body) || "没有发出去，请再试一次。");
  }

  async function ask(path, options) {
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), SLOW);
    try {
      const answer = await fetch(path + "?from=" + encodeURIComponent(start()), Object.assign(
        {headers: {"Huiqi-Piece": "1"}, credentials: "same-origin", signal: ending.signal}, options));
      const token = answer.headers.get("Huiqi-Token");
      if (token) for (const form of forms) form.elements.token.value = token;
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  function waitForLine(why) {
    tell(why || "网络断了，您说的都还在，连上后自动再发。", true);
    later = setTimeout(() => { later = 0; work(); }, AGAIN);
  }

  function words(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const said = page.querySelector("p");
    return said ? said.textContent : "";
  }

  function tell(text, retry) {
    notice.textContent = "";
    if (!text) return;
    const said = notice.appendChild(document.createElement("p"));
    said.textContent = text;
    if (!retry) return;
    const button = said.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = "现在再试";
    button.addEventListener("click", () => { clearTimeout(later); later = 0; work(); });
  }

  window.addEventListener("online", () => { clearTimeout(later); later = 0; work(); look(); });
  window.addEventListener("offline", () => tell("网络断了，您说的都还在，连上后自动再发。", true));

  // Drawing.

  function put(html, own, item) {
    const piece = document.createElement("template");
    piece.innerHTML = html;
    const fresh = Array.from(piece.content.querySelectorAll(".bubble"));
    const from = start();
    const known = fresh.some((bubble) => bubble.id === from);
    const ids = new Set(fresh.map((bubble) => bubble.id));
    let past = !known;
    for (const bubble of bubbles()) {
      past = past || bubble.id === from;
      if (past && !ids.has(bubble.id)) bubble.remove();
    }
    const focused = document.activeElement;
    const tapped = focused && focused.name === "tap" && log.contains(focused) ? focused.value.split(" ")[1] : "";
    const added = [], changed = [];
    for (const bubble of fresh) place(bubble, added, changed);
    if (tapped && !document.contains(focused)) refocus(tapped, added.concat(changed));
    if (!own && added.length) tell("");
    if (added.length) reveal(added[0], added[added.length - 1], own ? "start" : "nearest");
  }

  // From the first of what is new, as far down as it takes to see what the last asks and how it can be answered.
  function reveal(first, last, where) {
    first.scrollIntoView({block: where});
    for (const part of [".words", ".act button"]) {
      const seen = last.querySelector(part);
      if (seen && last !== first) seen.scrollIntoView({block: "nearest"});
    }
  }

  function place(bubble, added, changed) {
    const html = bubble.outerHTML;
    const old = document.getElementById(bubble.id);
    if (old && drawn.get(bubble.id) === html) return;
    drawn.set(bubble.id, html);
    if (!old) {
      bubble.classList.add("arrives");
      log.appendChild(bubble);
      added.push(bubble);
    } else if (old.hasAttribute("data-live") && !bubble.hasAttribute("data-live")) {
      // Only its buttons go: to replace it would have it read aloud again.
      old.removeAttribute("data-live");
      for (const part of old.querySelectorAll(".act, .progress")) part.remove();
    } else {
      quietly(() => old.replaceWith(bubble));
      changed.push(bubble);
    }
  }

  function quietly(change) {
    log.setAttribute("aria-live", "off");
    change();
    setTimeout(() => log.removeAttribute("aria-live"), 100);
  }

  // The tapped button again where it still is, else the new words, so that the keyboard goes on from there.
  function refocus(choice, places) {
    for (const bubble of places) {
      const same = Array.from(bubble.querySelectorAll("button")).find((each) => each.value.split(" ")[1] === choice);
      if (same) return same.focus({preventScroll: true});
    }
    const last = places.filter((bubble) => bubble.classList.contains("huiqi"))[0] || places[0];
    if (!last) return;
    last.tabIndex = -1;
    last.focus({preventScroll: true});
  }

  // News from others: staff, or this conversation on another page.

  let stream = null, polling = 0, looking = false;

  async function look() {
    if (looking || sending) return;
    looking = true;
    try {
      const answer = await ask("/lines");
      if (answer.ok && !sending) put(await answer.text(), false);
    } catch (_) {
      // The line is away; the next look finds out.
    }
    looking = false;
  }

  function listen() {
    if (document.hidden || stream || polling) return;
    if (!window.EventSource) return poll();
    stream = new EventSource("/events?after=" + newest());
    stream.addEventListener("news", (event) => {
      if (Number(event.data) > newest()) look();
    });
    stream.onerror = () => {
      if (stream && stream.readyState === EventSource.CLOSED) {
        stream = null;
        poll();
      }
    };
  }

  function poll() {
    clearInterval(polling);
    polling = setInterval(() => { if (!document.hidden) look(); }, POLL);
  }

  function rest() {
    if (stream) stream.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return rest(); // a browser opens few lines to one address
    listen();
    if (document.querySelector(".owner")) look();
  });
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", (event) => { if (event.persisted) { listen(); look(); } });
  listen();
})();
