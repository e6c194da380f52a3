// The phone in the middle: one chat, its quick replies and its menus; writing is in composer.js.
import { act } from "./actions.js";
import { avatar, dayLine, draw } from "./bubbles.js";
import * as composer from "./composer.js";
import { $, ask, el, menu, toast } from "./dom.js";
import * as richmenu from "./richmenu.js";
import { askMembers, askWords } from "./sheets.js";
import { chat, desktop, group, look, person, store, tell } from "./store.js";
import { dayKey } from "./thai.js";

const NEAR = 120; // px from the end that still count as reading the newest
let current = "";
let drawn = []; // {key, node} of what stands in the chat, so that only what is new is drawn
let used = ""; // the message whose quick replies have been used

export const open = () => current;
const isGroup = () => /^[CR]/.test(current);
const speaker = () => (isGroup() ? $("speaker").value : current);
const who = () => ({ user: speaker(), group: isGroup() ? current : null });
const attempt = (promise) => promise.catch((error) => toast(`ทำไม่สำเร็จ: ${error.message}`));

const hands = {
  act: (action) => attempt(act(action, who(), composer)),
  find: (id) => chat(current).find((bubble) => bubble.id === id),
  watched: (tracking) => attempt(tell("watched", { user: current, tracking })),
  more(anchor, bubble) {
    const { message } = bubble;
    const items = [
      ["ตอบกลับข้อความนี้", () => composer.quote(bubble)],
      ["ดู JSON", () => ask("JSON ของข้อความ", el("pre", { tabindex: 0 }, JSON.stringify(message, null, 2)), false)],
    ];
    if (bubble.direction === "in" && bubble.sender === speaker() && message.type !== "unsent") {
      if (message.type === "text" && current.startsWith("C")) items.push(["แก้ไขข้อความ", () => attempt(edit(bubble))]);
      items.push(["ยกเลิกข้อความ", () => attempt(tell("unsend", { user: bubble.sender, message: bubble.id }))]);
    }
    menu(anchor, items);
  },
};

async function edit(bubble) {
  const to = current;
  const text = await askWords(bubble.message.text);
  if (text && text !== bubble.message.text) await tell("edit", { user: bubble.sender, group: to, message: bubble.id, text });
}

/** Show this chat ("" for none). */
export function show(id) {
  if (id !== current) {
    drawn = [];
    $("bubbles").replaceChildren();
    used = "";
    composer.empty();
  }
  current = id;
  $("phone").hidden = !id;
  $("nobody").hidden = Boolean(id);
  document.body.classList.toggle("in-chat", Boolean(id));
  refresh();
}

/** Draw again what may have changed. */
export function refresh() {
  const it = person(current) || group(current);
  if (!it) return;
  heading(it);
  banner(it);
  speakers(it);
  bubbles();
  chips();
  richmenu.show(person(current), hands.act);
  $("desktop").setAttribute("aria-pressed", String(store.pc));
  look(current);
}

function heading(it) {
  $("chat-avatar").replaceChildren(avatar(it.id, it.name, it.colour));
  $("chat-name").textContent = it.name;
  $("chat-note").textContent = isGroup()
    ? `กลุ่ม ${it.members.length} คน${it.bot_in ? ` มี${store.bot.name}อยู่ด้วย` : ""}`
    : `คุยกับ${store.bot.name}${it.note ? ` · ${it.note}` : ""}`;
}

function banner(it) {
  const [words, label, deed, body] = isGroup()
    ? [`${store.bot.name}ยังไม่ได้อยู่ในกลุ่มนี้`, `เชิญ${store.bot.name}เข้ากลุ่ม`, "invite", { group: it.id }]
    : it.blocked
      ? [`${it.name} บล็อก${store.bot.name}ไว้`, "เลิกบล็อก", "follow", { user: it.id }]
      : [`ยังไม่ได้เพิ่ม${store.bot.name}เป็นเพื่อน`, "เพิ่มเพื่อน", "follow", { user: it.id }];
  const needed = isGroup() ? !it.bot_in : !it.friend;
  $("banner").hidden = !needed;
  const key = words + label;
  if (needed && $("banner").dataset.key !== key + it.id) {
    $("banner").dataset.key = key + it.id;
    $("banner").replaceChildren(el("span", {}, words),
      el("button", { type: "button", "data-testid": "banner-button", onclick: () => attempt(tell(deed, body)) }, label));
  }
  composer.enable(isGroup() || !it.blocked);
}

function speakers(it) {
  $("speaker-row").hidden = !isGroup();
  if (!isGroup()) return;
  const key = it.id + it.members.join();
  const box = $("speaker");
  if (box.dataset.key === key) return;
  const before = box.value;
  box.dataset.key = key;
  box.replaceChildren(...it.members.map((id) => el("option", { value: id }, person(id)?.name || id)));
  if (it.members.includes(before)) box.value = before;
}

function bubbles() {
  const scroll = $("scroll");
  const fresh = !drawn.length;
  const near = fresh || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
  const wanted = plan();
  let same = 0;
  while (same < drawn.length && drawn[same].key === wanted[same]?.key) same += 1;
  if (same === drawn.length && same === wanted.length) return;
  for (const { node } of drawn.splice(same)) node.remove();
  for (const { key, make } of wanted.slice(same)) {
    const node = make();
    drawn.push({ key, node });
    $("bubbles").append(node);
  }
  if (near) toEnd(fresh);
}

/** What should stand in the chat, in order: a key that changes with the looks, and how to draw it. */
function plan() {
  const list = chat(current);
  const wanted = [];
  let before = null;
  for (const bubble of list) {
    const at = new Date(bubble.at);
    const newDay = !before || dayKey(new Date(before.at)) !== dayKey(at);
    if (newDay) wanted.push({ key: dayKey(at), make: () => dayLine(at) });
    const mine = bubble.direction === "in" && bubble.sender === speaker();
    const first = newDay || before.sender !== bubble.sender || before.direction !== bubble.direction;
    const key = [bubble.id, bubble.message.type, bubble.edited && bubble.message.text, bubble.read, mine, first].join();
    wanted.push({ key, make: () => draw(bubble, { mine, first, hands }) });
    before = bubble;
  }
  if (!list.length) wanted.push({ key: "empty", make: () => el("p", { class: "empty" }, "ยังไม่มีข้อความ ลองพิมพ์ทักทายดู") });
  if (person(current)?.loading > 0) wanted.push({ key: "typing", make: typing });
  return wanted;
}

const typing = () => el("div", { class: "typing", role: "status", "aria-label": "กำลังพิมพ์" }, el("i"), el("i"), el("i"));

function toEnd(fresh) {
  const scroll = $("scroll");
  scroll.scrollTop = scroll.scrollHeight;
  if (fresh) requestAnimationFrame(() => { scroll.scrollTop = scroll.scrollHeight; });
  for (const picture of $("bubbles").querySelectorAll("img")) {
    if (!picture.complete) picture.addEventListener("load", () => { scroll.scrollTop = scroll.scrollHeight; }, { once: true });
  }
}

function chips() {
  const list = chat(current).filter((bubble) => bubble.direction !== "note");
  const last = list[list.length - 1];
  const items = (!store.pc && last?.direction === "out" && last.id !== used && last.message.quickReply?.items) || []; // phones only
  const box = $("chips");
  if (box.dataset.key === `${last?.id}:${items.length}`) return;
  box.dataset.key = `${last?.id}:${items.length}`;
  box.hidden = !items.length;
  box.replaceChildren(...items.map(({ action, imageUrl }) => el("button", {
    type: "button", "data-testid": "quick-reply",
    onclick: () => { used = last.id; chips(); hands.act(action); },
  }, imageUrl && el("img", { src: imageUrl, alt: "" }), action.label)));
  if (items.length) $("scroll").scrollTop = $("scroll").scrollHeight;
}

function chatMenu() {
  const it = person(current) || group(current);
  const name = store.bot.name;
  const deed = (label, path, body) => [label, () => attempt(tell(path, body))];
  if (!isGroup()) {
    menu($("chat-menu"), [it.friend ? deed(`บล็อก${name}`, "block", { user: it.id })
      : deed(it.blocked ? "เลิกบล็อก" : "เพิ่มเพื่อน", "follow", { user: it.id })]);
    return;
  }
  menu($("chat-menu"), [
    ["สมาชิกกลุ่ม", () => attempt(members(it))],
    it.bot_in ? deed(`นำ${name}ออกจากกลุ่ม`, "remove", { group: it.id }) : deed(`เชิญ${name}เข้ากลุ่ม`, "invite", { group: it.id }),
  ]);
}

async function members(it) {
  const change = await askMembers(it);
  if (change?.joined.length) await tell("join", { users: change.joined, group: it.id });
  if (change?.left.length) await tell("leave", { users: change.left, group: it.id });
}

/** Who acts in the open chat: {user, group}; null when none is open. */
export const acting = () => (current ? who() : null);

/** Wire the phone's controls once. */
export function wire() {
  composer.wire(who);
  $("speaker").addEventListener("change", refresh);
  $("chat-menu").addEventListener("click", chatMenu);
  $("desktop").addEventListener("click", () => {
    desktop(!store.pc);
    refresh();
    toast(store.pc ? "แบบคอมพิวเตอร์: ไม่มีเมนูของบอตและคำตอบด่วน" : "แบบโทรศัพท์");
  });
}
