// The panel of faults, the rarer events, and the log of what LINE and the bot said to each other.
import { $, el, icon, toast } from "./dom.js";
import { EVENTS, GROUPS, mishap, PATHS, words } from "./knobs.js";
import { store, tell } from "./store.js";
import { exact } from "./thai.js";

const LONG_ID = /[0-9a-fA-F]{16,}/g;
let acting = () => null;
let told = null; // what the server said last
let asking = false;
let again = false;

const attempt = (promise) => promise.catch((error) => toast(`ทำไม่สำเร็จ: ${error.message}`));
const fault = (body) => attempt(tell("fault", body));

function knob(one, pathOf) {
  const { name, label, fixed, now } = one;
  const input = one.number && el("input", {
    type: "number", value: one.number.value, min: one.number.least ?? 1, max: one.number.most, required: true,
    "aria-label": `${label} (${one.number.unit})`, "data-testid": `knob-${name}-number`,
  });
  const button = el("button", { type: "submit", "data-testid": `knob-${name}` }, now ? "เริ่ม" : "ตั้ง");
  button.setAttribute("aria-label", `${button.textContent} ${label}`);
  return el("form", {
    class: "knob",
    onsubmit: (event) => {
      event.preventDefault();
      fault({ name, value: input ? Number(input.value) : fixed ?? 1, path: pathOf() });
    },
  }, el("span", { class: "knob-label" }, label), input && el("span", { class: "knob-number" }, input, el("small", {}, one.number.unit)), button);
}

function groupOf({ title, hint, path, knobs }) {
  const choose = path && el("select", { "aria-label": "คำขอที่จะให้ผิดปกติ", "data-testid": "fault-path" },
    ...PATHS.map(([value, label]) => el("option", { value }, label)));
  return el("details", { class: "knobs", open: true }, el("summary", {}, title),
    hint && el("p", { class: "hint" }, hint, choose && " ", choose),
    ...knobs.map((one) => knob(one, () => (choose ? choose.value : ""))));
}

function events() {
  const choose = el("select", { "aria-label": "เหตุการณ์", "data-testid": "event-kind" }, ...EVENTS.map(([value, label]) => el("option", { value }, label)));
  return el("details", { class: "knobs", open: true }, el("summary", {}, "เหตุการณ์อื่นจากแชตที่เปิดอยู่"),
    el("form", {
      class: "knob",
      onsubmit: (event) => {
        event.preventDefault();
        const who = acting();
        if (who) attempt(tell(`event_${choose.value}`, who));
        else toast("เปิดแชตของคนหรือกลุ่มก่อน");
      },
    }, choose, el("button", { type: "submit", "data-testid": "event-send" }, "ส่ง")));
}

function switches() {
  const redelivery = el("input", { type: "checkbox", "data-testid": "redelivery", onchange: () => fault({ name: "redelivery", on: redelivery.checked }) });
  const standby = el("input", {
    type: "checkbox", "data-testid": "standby-chat",
    onchange: () => {
      const who = acting();
      if (who) fault({ name: "standby_chat", chat: who.group || who.user, on: standby.checked });
      else standby.checked = false;
    },
  });
  const node = el("div", { class: "knobs switches" },
    el("label", { class: "check" }, redelivery, el("span", {}, "LINE ส่งซ้ำเมื่อบอตไม่รับ")),
    el("label", { class: "check" }, standby, el("span", {}, "โมดูลถือแชตที่เปิดอยู่ (standby)")));
  return { node, show() {
    const who = acting();
    redelivery.checked = told.redelivery;
    standby.checked = Boolean(who && told.standby.includes(who.group || who.user));
  } };
}

let boxes = null;

function armed() {
  const list = told.armed.map((one) => el("li", { "data-testid": "armed-one" }, words(one)));
  if (told.storming) list.unshift(el("li", { class: "stormy" }, "พายุกำลังเกิด"));
  if (told.standby.length) list.push(el("li", {}, `standby ${told.standby.length} แชต`));
  const stop = list.length > 0 && el("button", { type: "button", "data-testid": "knob-clear", onclick: () => fault({ name: "clear" }) }, "ล้างทั้งหมด");
  $("armed").replaceChildren(
    el("div", { class: "armed-head" }, el("b", {}, list.length ? "ตั้งไว้แล้ว" : "ทุกอย่างปกติ"), stop || ""),
    ...(list.length ? [el("ul", {}, ...list)] : []));
}

function log() {
  const gone = told.given_up ? ` · เลิกส่ง ${told.given_up}` : "";
  $("log-sum").textContent = `รอส่งถึงบอต ${told.waiting} เหตุการณ์${gone}`;
  $("log").replaceChildren(...(told.log.length ? told.log.map(entry) : [el("li", { class: "empty" }, "ยังไม่มีอะไรเกิดขึ้น")]));
}

function entry(one) {
  const call = one.way === "call";
  const good = one.status >= 200 && one.status < 300;
  const kind = good ? "good" : one.status >= 400 && one.status < 500 ? "fair" : "bad";
  const what = (one.what || "POST เปล่า").replace("/v2/bot", "").replace(LONG_ID, (id) => `${id.slice(0, 4)}…${id.slice(-3)}`);
  const note = mishap(one);
  return el("li", { class: call ? "from-bot" : "to-bot", "data-testid": "log-entry" },
    el("time", {}, one.at ? exact(new Date(one.at)) : ""),
    el("span", { class: "way", title: call ? "บอตเรียก LINE" : "LINE ส่งถึงบอต" }, call ? "บอต → LINE" : "LINE → บอต"),
    el("span", { class: `status ${kind}` }, one.status ? String(one.status) : "–"),
    el("span", { class: "what" }, what),
    note && el("span", { class: "mishap" }, note));
}

async function fetchPanel() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    const response = await fetch("/_/panel");
    if (response.ok) told = await response.json();
  } catch {
    return; // the page says by itself that the connection is lost
  } finally {
    asking = false;
  }
  armed();
  log();
  boxes.show();
  if (again) { again = false; fetchPanel(); }
}

const seen = () => ["pane-bench", "pane-log"].some((id) => $(id).getClientRects().length > 0);

/** Show what changed; asks the server only while the panel can be seen. */
export function refresh() {
  const count = $("armed-count");
  count.hidden = !store.armed;
  count.textContent = String(store.armed);
  count.setAttribute("aria-label", `ตั้งไว้ ${store.armed}`);
  if (seen()) fetchPanel();
}

/** Build the panel once; `whoActs` tells {user, group} of the open chat, or null. */
export function wire(whoActs) {
  acting = whoActs;
  boxes = switches();
  $("knobs").replaceChildren(boxes.node, ...GROUPS.map(groupOf), events());
}
