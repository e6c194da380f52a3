// Where a person writes, quotes, and attaches.
import { summary } from "./bubbles.js";
import { $, menu, toast } from "./dom.js";
import { askPlace, askSticker } from "./sheets.js";
import { store, tell } from "./store.js";

const TALLEST = 140; // px
let quoting = null;
let who = () => ({});

const attempt = (promise) => promise.catch((error) => toast(`ทำไม่สำเร็จ: ${error.message}`));

/** Answer this message with the next text; null for none. */
export function quote(bubble) {
  quoting = bubble;
  $("quoting").hidden = !bubble;
  $("quoting-text").textContent = bubble ? `ตอบกลับ: ${summary(bubble)}` : "";
  if (bubble) $("composer").focus();
}

/** Begin anew in another chat. */
export function empty() {
  quote(null);
  $("composer").value = "";
  $("composer").style.height = ""; // it may be hidden now, and then has no height to measure
}

/** Let or not let the person write. */
export function enable(on) {
  for (const id of ["composer", "send", "attach", "photos", "plus"]) $(id).disabled = !on;
  $("composer").placeholder = on ? "พิมพ์ข้อความ" : "เลิกบล็อกก่อนจึงพิมพ์ได้";
}

function send(event) {
  event?.preventDefault();
  const box = $("composer");
  const text = box.value.trim();
  if (!text || box.disabled) return;
  attempt(tell("say", { ...who(), text, quoted: quoting?.id }));
  box.value = "";
  quote(null);
  grow();
  box.focus();
}

function grow() {
  const box = $("composer");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
}

async function upload(files, kind) {
  if (!files.length) return;
  const { user, group } = who();
  const form = new FormData();
  form.set("user", user);
  form.set("group", group || "");
  form.set("kind", kind);
  for (const file of files) form.append("files", file, file.name);
  await attempt(tell("files", form));
}

/** Choose photos of this machine and send them. */
export const photos = () => $("photos").click();

/** Ask for a place and send it. */
export async function location() {
  const from = who();
  const place = await askPlace();
  if (place) await tell("location", { ...from, ...place });
}

async function sticker() {
  const from = who();
  const chosen = await askSticker();
  if (chosen) await tell("sticker", { ...from, ...chosen });
}

/** Wire the composer once; `speaker` tells {user, group} of whoever writes. */
export function wire(speaker) {
  who = speaker;
  $("composer-form").addEventListener("submit", send);
  $("composer").addEventListener("input", grow);
  $("composer").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  });
  for (const [id, kind] of [["attach", "file"], ["photos", "photo"], ["recordings", "recording"]]) {
    $(id).addEventListener("change", async () => { await upload([...$(id).files], kind); $(id).value = ""; });
  }
  $("plus").addEventListener("click", () => menu($("plus"), [
    ["สติกเกอร์", () => attempt(sticker())],
    ["ตำแหน่ง", () => attempt(location())],
    ["วิดีโอหรือเสียง", () => $("recordings").click()],
  ]));
  $("mention").addEventListener("click", () => {
    const box = $("composer");
    const name = `@${store.bot.name}`;
    if (!box.value.includes(name)) box.value = `${name} ${box.value}`;
    box.focus();
  });
  $("quoting-off").addEventListener("click", () => quote(null));
  const phone = $("phone");
  phone.addEventListener("dragover", (event) => event.preventDefault());
  phone.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const kind = (file) => /^(image|video|audio)\//.exec(file.type)?.[1] || "file";
    upload(files.filter((file) => kind(file) === "image"), "photo");
    upload(files.filter((file) => ["video", "audio"].includes(kind(file))), "recording");
    upload(files.filter((file) => kind(file) === "file"), "file");
  });
}
