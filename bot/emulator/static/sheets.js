// Small forms in a dialog: a moment, a place, a sticker, other words, a group's members.
import { ask, el, icon } from "./dom.js";
import { now, person, store } from "./store.js";
import { colour, day, fromInput, inputValue, time } from "./thai.js";

const INPUTS = { date: "date", time: "time", datetime: "datetime-local" };
const STICKERS = [["446", "1988"], ["446", "1989"], ["446", "1990"], ["446", "1991"], ["789", "10855"], ["789", "10856"],
  ["6325", "10979904"], ["6325", "10979905"], ["11537", "52002734"], ["11537", "52002735"], ["11537", "52002736"], ["11537", "52002738"]];

const field = (label, input) => el("label", { class: "field" }, el("span", {}, label), input);

/** Let the person choose a moment within a datetimepicker's bounds; "" when they do not. */
export async function askMoment(action) {
  const [least, most, first] = [action.min, action.max, action.initial].map((value) => value?.replace("t", "T") || "");
  const input = el("input", { type: INPUTS[action.mode], required: true, "data-testid": "moment", min: least, max: most });
  input.value = first || within(present(action.mode), least, most);
  const words = [least && `ตั้งแต่ ${spoken(least, action.mode)}`, most && `ถึง ${spoken(most, action.mode)}`].filter(Boolean);
  const body = el("div", {}, field({ date: "วันที่", time: "เวลา", datetime: "วันและเวลา" }[action.mode], input),
    words.length > 0 && el("p", { class: "hint" }, `เลือกได้${words.join(" ")}`));
  return await ask(action.label || "เลือกเวลา", body) ? input.value : "";
}

function present(mode) {
  const all = inputValue(now());
  return { date: all.slice(0, 10), time: all.slice(11), datetime: all }[mode];
}

const within = (value, least, most) => (least && value < least ? least : most && value > most ? most : value);

function spoken(value, mode) {
  if (mode === "time") return `${value.replace(":", ".")} น.`;
  const date = fromInput(mode === "date" ? `${value}T00:00` : value);
  return mode === "date" ? day(date) : `${day(date)} ${time(date)} น.`;
}

/** Let the person say where they are; null when they do not. */
export async function askPlace() {
  const box = (name, value, more = {}) => el("input", { name, "data-testid": `place-${name}`, autocomplete: "off", value, ...more });
  const number = { type: "number", step: "any", required: true };
  const inputs = {
    title: box("title", "ที่ทำงาน", { maxlength: 100 }), address: box("address", "กรุงเทพมหานคร", { maxlength: 100 }),
    latitude: box("latitude", "13.7563", { ...number, min: -90, max: 90 }),
    longitude: box("longitude", "100.5018", { ...number, min: -180, max: 180 }),
  };
  const body = el("div", {}, field("ชื่อสถานที่", inputs.title), field("ที่อยู่", inputs.address),
    el("div", { class: "pair" }, field("ละติจูด", inputs.latitude), field("ลองจิจูด", inputs.longitude)));
  if (!(await ask("ส่งตำแหน่ง", body))) return null;
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value]));
}

/** A simple drawing that stands for a sticker. */
export function sticker(packageId, stickerId) {
  const node = el("span", { class: "sticker" }, icon("face"), el("small", {}, `${packageId} · ${stickerId}`));
  node.style.color = colour(`${packageId}${stickerId}`);
  return node;
}

/** Let the person choose a sticker; null when they do not. */
export async function askSticker() {
  let chosen = null;
  const grid = el("div", { class: "stickers" }, ...STICKERS.map(([pack, id]) => el("button", {
    type: "submit", value: "ok", "data-testid": `sticker-${id}`, "aria-label": `สติกเกอร์ ${pack} ${id}`,
    onclick: () => { chosen = { package: pack, sticker: id }; },
  }, sticker(pack, id))));
  await ask("ส่งสติกเกอร์", grid, false);
  return chosen;
}

/** Let the person write their text anew; "" when they do not. */
export async function askWords(text) {
  const box = el("textarea", { rows: 4, maxlength: 5000, required: true, "data-testid": "edit-words", "aria-label": "ข้อความ" });
  box.value = text;
  return await ask("แก้ไขข้อความ", box) ? box.value.trim() : "";
}

/** Let the visitor say who is in a group; null when nothing is to change. */
export async function askMembers(it) {
  const boxes = store.people.map((one) => el("input", { type: "checkbox", value: one.id, "data-testid": `member-${one.id}` }));
  for (const box of boxes) box.checked = it.members.includes(box.value);
  const rows = boxes.map((box) => el("label", { class: "check" }, box, el("span", {}, person(box.value).name)));
  if (!(await ask(`สมาชิกของ ${it.name}`, el("div", { class: "checks" }, ...rows)))) return null;
  const changed = boxes.filter((box) => box.checked !== it.members.includes(box.value));
  const ids = (checked) => changed.filter((box) => box.checked === checked).map((box) => box.value);
  return { joined: ids(true), left: ids(false) };
}
