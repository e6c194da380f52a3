// Draws the messages of a chat.
import { el, icon, rich, URLS } from "./dom.js";
import { leavesLine } from "./actions.js";
import { flex } from "./flex.js";
import { sticker as face } from "./sheets.js";
import { person, store } from "./store.js";
import { colour, initial, longDay, size, time } from "./thai.js";

/** A round picture: the person's letter, or the bot's mark. */
export function avatar(id, name, tint, big = false) {
  const kind = `avatar ${big ? "big" : ""}`;
  if (id === store.bot.id) return el("img", { class: kind, src: "/static/mark.svg", alt: "" });
  const isGroup = /^[CR]/.test(id);
  const node = el("span", { class: `${kind} ${isGroup ? "group" : ""}`, "aria-hidden": "true" }, isGroup ? icon("group") : initial(name));
  node.style.backgroundColor = tint || colour(id);
  return node;
}

/** One line about a message, for the list of chats. */
export function summary(bubble) {
  const { message } = bubble;
  const words = {
    text: message.text, textV2: plain(message), flex: message.altText, template: message.altText, imagemap: message.altText,
    image: "รูปภาพ", video: "วิดีโอ", audio: "เสียง", sticker: "สติกเกอร์", location: message.title || "ตำแหน่ง",
    file: `ไฟล์ ${message.fileName}`, unsent: "ยกเลิกข้อความแล้ว",
  };
  return words[message.type] || message.type;
}

function plain(message) {
  if (message.type !== "textV2") return "";
  return message.text.replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, key) => {
    if (!key) return whole[0];
    const value = message.substitution?.[key];
    if (value?.type !== "mention") return "☺";
    return `@${value.mentionee.type === "all" ? "ทุกคน" : person(value.mentionee.userId)?.name || ""}`;
  });
}

/** The grey line that says which day begins. */
export const dayLine = (date) => el("div", { class: "day" }, el("span", {}, longDay(date)));

/** One bubble with its foot. `mine`: on the right; `first`: the sender changed; `hands`: what taps do. */
export function draw(bubble, { mine, first, hands }) {
  if (bubble.direction === "note") return el("div", { class: "note" }, el("span", {}, `${bubble.message.text} · ${time(new Date(bubble.at))} น.`));
  const { message } = bubble;
  const fromBot = bubble.direction === "out";
  const who = fromBot ? { name: message.sender?.name || store.bot.name } : person(bubble.sender) || { name: "?" };
  const body = (DRAWERS[message.type] || other)(message, hands, bubble);
  const wide = ["flex", "template"].includes(message.type);
  const node = el("article", {
    class: `line ${mine ? "mine" : "theirs"} ${first ? "first" : ""} ${wide ? "wide" : ""}`,
    "data-testid": "bubble", "data-direction": bubble.direction, "data-id": bubble.id,
  });
  if (!mine) node.append(el("div", { class: "face" }, first ? avatar(fromBot ? store.bot.id : bubble.sender, who.name, who.colour) : ""));
  const column = el("div", { class: "column" });
  if (!mine && first) column.append(el("div", { class: "who" }, who.name));
  column.append(body, foot(bubble, fromBot, hands));
  node.append(column);
  return node;
}

function foot(bubble, fromBot, hands) {
  const { message } = bubble;
  const line = el("div", { class: "foot" });
  if (bubble.read) line.append(el("span", { class: "read" }, "อ่านแล้ว"));
  line.append(el("time", { datetime: bubble.at }, `${time(new Date(bubble.at))} น.`));
  if (fromBot && bubble.via === "reply") line.append(el("span", { class: "mark free" }, "ตอบกลับฟรี"));
  if (fromBot && bubble.paid) line.append(el("span", { class: "mark paid" }, `นับ ${bubble.paid} ข้อความ`));
  if (bubble.edited && message.type !== "unsent") line.append(el("span", { class: "mark" }, "แก้ไขแล้ว"));
  if (fromBot) line.append(...links(message));
  if (bubble.silent) line.append(el("span", { class: "mark" }, "ส่งแบบเงียบ"));
  const more = el("button", { type: "button", class: "more", "aria-label": "เมนูของข้อความ", "aria-haspopup": "menu" }, icon("more"));
  more.addEventListener("click", () => hands.more(more, bubble));
  line.append(more);
  return line;
}

/** Whether the links of a message would leave LINE: its own browser cannot save files. */
function links(message) {
  const ways = new Set();
  const walk = (value, key) => {
    if (value && typeof value === "object") Object.entries(value).forEach(([name, one]) => walk(one, name));
    else if (key === "uri" && /^https?:/i.test(value)) ways.add(leavesLine(value));
    else if (key === "text") for (const [url] of String(value).matchAll(URLS)) ways.add(leavesLine(url));
  };
  walk(message);
  return [...ways].map((away) => el("span", { class: `mark ${away ? "away" : ""}`, "data-testid": "link-way" },
    away ? "ลิงก์เปิดนอก LINE" : "ลิงก์เปิดใน LINE"));
}

const marked = () => [`@${store.bot.name}`];
const said = (...content) => el("div", { class: "said" }, ...content);

function quoteOf(message, hands) {
  const quoted = message.quotedMessageId && hands.find(message.quotedMessageId);
  return quoted ? el("div", { class: "quoted" }, summary(quoted)) : null;
}

const text = (message, hands) => said(quoteOf(message, hands), rich(message.text, marked()));
const textV2 = (message) => {
  const names = Object.values(message.substitution || {}).filter((v) => v.type === "mention")
    .map((v) => `@${v.mentionee.type === "all" ? "ทุกคน" : person(v.mentionee.userId)?.name || ""}`);
  return said(rich(plain(message), names));
};

function file(message, _hands, bubble) {
  const kind = (message.fileName.split(".").pop() || "").slice(0, 4).toUpperCase();
  return el("a", { class: "said file", href: `/_/content/${bubble.id}`, download: message.fileName },
    el("span", { class: `kind kind-${kind.toLowerCase()}` }, kind),
    el("span", { class: "file-name" }, el("b", {}, message.fileName), el("small", {}, size(message.fileSize))));
}

function image(message, _hands, bubble) {
  const inside = bubble.direction === "in";
  const small = inside ? `/_/content/${bubble.id}` : message.previewImageUrl;
  const whole = inside ? small : message.originalContentUrl;
  return el("a", { class: "picture", href: whole, target: "_blank", rel: "noopener noreferrer" },
    el("img", { src: small, alt: "รูปภาพ", loading: "lazy" }));
}

const source = (message, bubble) => (bubble.direction === "in" ? `/_/content/${bubble.id}` : message.originalContentUrl);

function video(message, hands, bubble) {
  const node = el("video", { class: "picture", src: source(message, bubble), poster: message.previewImageUrl, controls: true, preload: bubble.direction === "in" ? "metadata" : "none" });
  if (message.trackingId) node.addEventListener("ended", () => hands.watched(message.trackingId));
  return node;
}

const audio = (message, _hands, bubble) => el("audio", { class: "sound", src: source(message, bubble), controls: true, preload: "none" });
const sticker = (message) => face(message.packageId, message.stickerId);
const unsent = () => el("div", { class: "said gone" }, "ยกเลิกข้อความแล้ว");
const other = (message) => said(message.altText || message.type);

function location(message) {
  return el("div", { class: "said place" }, icon("pin"), el("span", {}, el("b", {}, message.title || "ตำแหน่ง"), el("small", {}, message.address || `${message.latitude}, ${message.longitude}`)));
}

function template(message, hands) {
  const json = message.template;
  if (json.type === "carousel" || json.type === "image_carousel") {
    return el("div", { class: "fx-carousel", tabindex: 0, role: "group", "aria-label": "การ์ดหลายใบ เลื่อนได้" },
      ...json.columns.map((column) => panel(column, hands, false)));
  }
  return panel(json, hands, json.type === "confirm");
}

function panel(json, hands, beside) {
  const picture = json.thumbnailImageUrl || json.imageUrl;
  const actions = json.actions || [json.action];
  return el("div", { class: "fx-bubble fx-kilo" },
    picture && el("img", { class: "tp-picture", src: picture, alt: "", loading: "lazy" }),
    (json.title || json.text) && el("div", { class: "tp-words" }, json.title && el("b", {}, json.title), json.text && el("p", {}, json.text)),
    el("div", { class: `tp-buttons ${beside ? "beside" : ""}` }, ...actions.map((action) =>
      el("button", { type: "button", class: "fx-button fx-link fx-sm", onclick: () => hands.act(action) }, action.label || "เปิด"))));
}

const DRAWERS = {
  text, textV2, file, image, video, audio, sticker, location, template, unsent,
  flex: (message, hands) => flex(message.contents, hands.act),
};
