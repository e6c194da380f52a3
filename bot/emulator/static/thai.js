// Thai dates and names. Everything is shown in Bangkok time with years of the Buddhist era.

const MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
const DAYS = ["อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"];
const SHORT = ["อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."];
const BANGKOK = 7 * 3600 * 1000;
const ERA = 543;
const PALETTE = ["#3f7fbf", "#b4637a", "#7a6cc2", "#c0803a", "#3f9a86", "#a8577e", "#5c7cfa", "#8a7a4d", "#d0655a", "#4f8f4f"];
const TITLES = /^(ว่าที่ ?(ร\.?ต\.?|ร้อยตรี)|นางสาว|น\.ส\.|นาย|นาง|ดร\.|ผอ\.|รอง ?ผอ\.|ครู|ศน\.|ศึกษานิเทศก์)\s*/;

const local = (date) => new Date(date.getTime() + BANGKOK);
const two = (n) => String(n).padStart(2, "0");

/** "23 พ.ย. 2569" */
export function day(date) {
  const d = local(date);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear() + ERA}`;
}

/** "จันทร์ 23 พ.ย. 2569" */
export const longDay = (date) => `${DAYS[local(date).getUTCDay()]} ${day(date)}`;

/** "จ. 23 พ.ย. 2569" */
export const shortDay = (date) => `${SHORT[local(date).getUTCDay()]} ${day(date)}`;

/** "09.05" */
export function time(date) {
  const d = local(date);
  return `${two(d.getUTCHours())}.${two(d.getUTCMinutes())}`;
}

/** "09.05.33" */
export const exact = (date) => `${time(date)}.${two(local(date).getUTCSeconds())}`;

/** A key that is the same for moments of the same Bangkok day. */
export const dayKey = (date) => local(date).toISOString().slice(0, 10);

/** The time today, the day otherwise: for the list of chats. */
export function when(date, now) {
  if (dayKey(date) === dayKey(now)) return time(date);
  const d = local(date);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}`;
}

/** "2026-11-23T09:00" for a datetime-local input. */
export const inputValue = (date) => local(date).toISOString().slice(0, 16);

/** The moment meant by an input of that form. */
export const fromInput = (value) => new Date(`${value.slice(0, 16)}:00+07:00`);

/** 09.00 of the next day. */
export function nextMorning(date) {
  const d = local(date);
  return new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate() + 1, 9) - BANGKOK);
}

/** The letter for an avatar: the first consonant of the name without its title. */
export function initial(name) {
  const bare = name.replace(TITLES, "").replace(/^[เแโใไ]/, "");
  return [...(bare || name)][0] || "?";
}

/** A steady colour for an id. */
export function colour(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return PALETTE[sum % PALETTE.length];
}

/** "12 KB" in Thai office words. */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} ไบต์`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
