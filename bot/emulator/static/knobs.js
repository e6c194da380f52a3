// What can be made to go wrong, as the panel offers it: groups of knobs with their Thai names.

const number = (value, unit, most) => ({ value, unit, most });

export const PATHS = [
  ["", "คำขอใดก็ได้"], ["/message/reply", "ตอบกลับ (reply)"], ["/message/push", "ส่งเอง (push)"],
  ["/content", "ขอไฟล์ (content)"], ["/profile", "ขอชื่อผู้ใช้ (profile)"],
];

/** Each knob: its name for the server, its label, perhaps a number; `path`: it minds which call is meant. */
export const GROUPS = [
  { title: "LINE ส่งถึงบอต (webhook)", hint: "เกิดกับเหตุการณ์ถัดไป", knobs: [
    { name: "duplicate", label: "ส่งซ้ำสองครั้ง" },
    { name: "redeliver", label: "ส่งซ้ำโดยระบุ isRedelivery" },
    { name: "reorder", label: "กักแล้วส่งสลับลำดับ", number: number(3, "เหตุการณ์", 20) },
    { name: "batch", label: "รวมใน POST เดียว", number: number(3, "เหตุการณ์", 20) },
    { name: "empty", label: "ส่ง POST เปล่านำหน้า" },
    { name: "forge_bad", label: "ลายเซ็นผิด" },
    { name: "forge_missing", label: "ไม่มีลายเซ็น" },
    { name: "hide_user", label: "ไม่บอก userId" },
    { name: "standby", label: "โหมด standby (ตอบไม่ได้)" },
    { name: "unknown_event", label: "เหตุการณ์ที่ไม่รู้จักนำหน้า" },
    { name: "unknown_fields", label: "มีช่องข้อมูลที่ไม่รู้จัก" },
  ] },
  { title: "บอตเรียก LINE (API)", hint: "เกิดกับการเรียกครั้งถัดไปของ", path: true, knobs: [
    { name: "refuse", label: "500 ก่อนรับคำขอ", fixed: 500 },
    { name: "fail_after", label: "500 หลังรับคำขอแล้ว" },
    { name: "drop_before", label: "สายหลุดก่อนรับคำขอ" },
    { name: "drop_after", label: "สายหลุดหลังรับคำขอแล้ว" },
    { name: "rate_limit", label: "429 เรียกถี่เกินไป" },
    { name: "deny_token", label: "401 token ถูกเพิกถอน" },
    { name: "slow", label: "ตอบช้า", number: number(5, "วินาที", 60) },
  ] },
  { title: "ไฟล์ที่ผู้ใช้ส่ง", hint: "เกิดกับไฟล์ที่บอตขอครั้งถัดไป", knobs: [
    { name: "not_ready", label: "ยังไม่พร้อม (202)", number: number(2, "ครั้ง", 50) },
    { name: "failed", label: "เตรียมไฟล์ไม่สำเร็จ" },
    { name: "gone", label: "ถูกยกเลิกแล้ว (410)" },
    { name: "expired", label: "หมดอายุแล้ว (404)" },
    { name: "trickle", label: "มาทีละน้อย", number: number(10, "วินาที", 120) },
    { name: "huge", label: "ใหญ่เกินที่แจ้งไว้", number: number(100, "MB", 1000) },
  ] },
  { title: "โควตาและพายุ", knobs: [
    { name: "quota", label: "ทำให้โควตาเหลือ", number: { ...number(1, "ข้อความ", 1000), least: 0 }, now: true },
    { name: "storm_light", label: "พายุเบา", number: number(1, "หมายเลขสุ่ม", 999), now: true },
    { name: "storm_heavy", label: "พายุหนัก", number: number(1, "หมายเลขสุ่ม", 999), now: true },
  ] },
];

export const EVENTS = [
  ["beacon", "เข้าใกล้ beacon"], ["membership", "สมัครสมาชิกบัญชี (membership)"], ["link_ok", "เชื่อมบัญชีสำเร็จ"],
  ["link_failed", "เชื่อมบัญชีไม่สำเร็จ"], ["module", "ติดตั้งโมดูล"], ["activated", "โมดูลคืนแชต (activated)"],
  ["deactivated", "โมดูลถือแชต (deactivated)"], ["suspended", "ระงับบัญชี (botSuspended)"], ["resumed", "เลิกระงับบัญชี (botResumed)"],
  ["delivery", "ส่งถึงเบอร์โทรแล้ว (delivery)"], ["unknown", "เหตุการณ์ที่ไม่รู้จัก"], ["unknown_message", "ข้อความชนิดที่ไม่รู้จัก"],
];

const LABELS = Object.fromEntries(GROUPS.flatMap(({ knobs }) => knobs.map(({ name, label }) => [name, label])));
const CALLS = Object.fromEntries(PATHS);

/** What an armed fault is, in words. */
export function words({ kind, path, status, seconds, count }) {
  const known = kind === "refuse" && status !== 500 ? `ตอบ ${status}` : LABELS[kind] || kind;
  const size = kind === "huge" ? `${count / 1e6} MB` : seconds ? `${seconds} วินาที` : count || "";
  return [known, size, path && (CALLS[path] || path)].filter(Boolean).join(" · ");
}

/** What went wrong with a call or delivery in the log, in words. */
export function mishap({ way, fault, error, dropped, status }) {
  if (error) return "ไม่ถึงบอต";
  if (way === "delivery") return { forge_bad: "ลายเซ็นผิด", forge_missing: "ไม่มีลายเซ็น", redeliver: "ส่งซ้ำ" }[fault] || "";
  if (dropped) return status ? "รับแล้วสายหลุด" : "สายหลุดก่อนรับ";
  return { slow: "ตอบช้า", fail_after: "รับแล้วตอบ 500", refuse: "แกล้งปฏิเสธ" }[fault] || "";
}
