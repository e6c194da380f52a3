// What a button of the bot does when a person taps it.
import { ask, el, toast } from "./dom.js";
import { now, tell } from "./store.js";
import { inputValue } from "./thai.js";

const INPUTS = { date: "date", time: "time", datetime: "datetime-local" };

/** Carry out a LINE action; `who` is {user, group}, `pick` opens the photo chooser. */
export async function act(action, who, pick) {
  const kind = action.type;
  if (kind === "message") await tell("say", { ...who, text: action.text });
  else if (kind === "postback") await postback(action, who);
  else if (kind === "uri") open(action.uri);
  else if (kind === "datetimepicker") await moment(action, who);
  else if (kind === "clipboard") await copy(action.clipboardText);
  else if (kind === "camera" || kind === "cameraRoll") pick();
  else toast("ปุ่มนี้ใช้ได้ในแอป LINE จริงเท่านั้น");
}

async function postback(action, who) {
  await tell("press", { ...who, data: action.data, shown: action.displayText || action.text || "" });
  if (action.inputOption === "openKeyboard") {
    const box = document.getElementById("composer");
    box.value = action.fillInText || "";
    box.focus();
  }
}

function open(uri) {
  if (/^https?:/i.test(uri)) window.open(uri, "_blank", "noopener,noreferrer");
  else toast(`ในโทรศัพท์จะเปิด ${uri}`);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("คัดลอกแล้ว");
  } catch {
    toast(text);
  }
}

async function moment(action, who) {
  const input = el("input", {
    type: INPUTS[action.mode], required: true, "aria-label": action.label || "เลือกเวลา", "data-testid": "moment",
    min: action.min?.replace("t", "T"), max: action.max?.replace("t", "T"),
  });
  const first = inputValue(now());
  input.value = action.initial?.replace("t", "T")
    || { date: first.slice(0, 10), time: first.slice(11), datetime: first }[action.mode];
  if (!(await ask(action.label || "เลือกเวลา", input)) || !input.value) return;
  await tell("press", { ...who, data: action.data, shown: "", params: { [action.mode]: input.value } });
}
