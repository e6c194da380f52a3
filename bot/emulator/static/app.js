// Puts the page together: the list of chats, the clock, the counters; the phone is in chat.js.
import { avatar, summary } from "./bubbles.js";
import * as bench from "./bench.js";
import * as phone from "./chat.js";
import { $, el, toast } from "./dom.js";
import * as side from "./side.js";
import { chat, listen, now, store, tell, unread } from "./store.js";
import { day, exact, fromInput, inputValue, nextMorning, shortDay, time, when } from "./thai.js";

const number = new Intl.NumberFormat("th-TH-u-nu-latn");

function row(it, kind) {
  const list = chat(it.id).filter((bubble) => bubble.direction !== "note");
  const last = list[list.length - 1];
  const waiting = unread(it.id);
  const note = kind === "group" ? `${it.members.length} คน` : it.note;
  return el("button", {
    type: "button", class: "row", "data-testid": `${kind}-${it.id}`, "aria-current": phone.open() === it.id ? "true" : undefined,
    onclick: () => { location.hash = it.id; },
  },
  avatar(it.id, it.name, it.colour, true),
  el("span", { class: "row-words" },
    el("span", { class: "row-name" }, it.name),
    note && el("span", { class: "row-note" }, it.blocked ? `${note} · บล็อกบอต` : note),
    last && el("span", { class: "row-last" }, summary(last))),
  el("span", { class: "row-side" },
    last && el("time", {}, when(new Date(last.at), now())),
    waiting > 0 && el("span", { class: "badge", "aria-label": `ยังไม่อ่าน ${waiting}` }, String(waiting))));
}

function list() {
  const wanted = $("find").value.trim();
  const fits = (it) => !wanted || `${it.name} ${it.note || ""}`.includes(wanted);
  const part = (title, all, kind) => {
    const shown = all.filter(fits);
    return shown.length ? [el("h2", {}, title), ...shown.map((it) => row(it, kind))] : [];
  };
  const focused = document.activeElement?.dataset?.testid;
  const nodes = [...part("กลุ่ม", store.groups, "group"), ...part("คน", store.people, "person")];
  $("list").replaceChildren(...(nodes.length ? nodes : [el("p", { class: "empty" }, "ไม่พบชื่อนี้")]));
  if (focused) $("list").querySelector(`[data-testid="${focused}"]`)?.focus({ preventScroll: true });
}

function counters() {
  const { free, used, limit } = store.quota;
  $("quota").replaceChildren(
    el("span", { class: "free" }, "ฟรี ", number.format(free), el("span", { class: "long" }, " ข้อความ"), " · "),
    el("span", { class: limit !== null && used >= limit ? "over" : "" },
      el("span", { class: "long" }, "นับ"), `โควตา ${number.format(used)}${limit === null ? "" : ` / ${number.format(limit)}`}`));
}

function bookmarks() {
  const box = $("bookmarks");
  box.replaceChildren(...store.bookmarks.map(({ name, at }, index) => {
    const moment = new Date(at);
    return el("button", {
      type: "button", class: "bookmark", "data-testid": `bookmark-${index}`, disabled: moment <= now(),
      onclick: () => travel({ to: moment.toISOString() }),
    }, el("b", {}, name), el("span", {}, `${day(moment)} ${time(moment)} น.`));
  }));
  box.hidden = !store.bookmarks.length;
}

async function travel(body) {
  try {
    await tell("travel", body);
    side.open(false);
  } catch {
    toast("เวลาเดินหน้าได้อย่างเดียว");
  }
}

let lastSkew = null;

function tick() {
  if (!store.version) return;
  const present = now();
  const [hour, minute, second] = exact(present).split(".");
  const [weekday, date, month, year] = shortDay(present).split(" ");
  const long = (text) => el("span", { class: "long" }, text);
  $("clock").replaceChildren(long(`${weekday} `), `${date} ${month} `, long(`${year} `), `${hour}.${minute}`, long(`.${second}`), " น.");
  $("clock").dateTime = present.toISOString();
  $("travel-now").textContent = `ขณะนี้ ${shortDay(present)} เวลา ${time(present)} น.`;
}

function news() {
  if (lastSkew !== null && Math.abs(store.skew - lastSkew) > 60000) toast(`เดินเวลามาถึง ${shortDay(now())} ${time(now())} น.`);
  const jumped = lastSkew === null || Math.abs(store.skew - lastSkew) > 1000;
  lastSkew = store.skew;
  phone.refresh();
  list();
  counters();
  bench.refresh();
  if (jumped) {
    bookmarks();
    $("travel-at").value = inputValue(now());
  }
  tick();
}

function navigate() {
  const id = location.hash.slice(1);
  const known = [...store.people, ...store.groups].some((it) => it.id === id);
  phone.show(known ? id : "");
  list();
  bench.refresh();
}

let ready = false;
listen(() => {
  news();
  if (!ready) {
    ready = true;
    if (!location.hash && matchMedia("(min-width: 760px)").matches && store.people.length) {
      history.replaceState(null, "", `#${store.people[0].id}`);
    }
    navigate();
  }
}, (broken) => document.body.classList.toggle("offline", broken));

phone.wire();
bench.wire(phone.acting);
side.wire(() => {
  if (store.version) $("travel-at").value = inputValue(now());
  bench.refresh();
});
setInterval(tick, 1000);
addEventListener("hashchange", navigate);
$("find").addEventListener("input", list);
$("back").addEventListener("click", () => { location.hash = ""; });
$("next-morning").addEventListener("click", () => travel({ to: nextMorning(now()).toISOString() }));
for (const step of document.querySelectorAll("[data-step]")) {
  step.addEventListener("click", () => travel({ seconds: Number(step.dataset.step) }));
}
$("travel-form").addEventListener("submit", (event) => {
  event.preventDefault();
  travel({ to: fromInput($("travel-at").value).toISOString() });
});
