// What a button of the bot does when a person taps it.
import { toast } from "./dom.js";
import * as richmenu from "./richmenu.js";
import { askMoment } from "./sheets.js";
import { store, tell } from "./store.js";

/** Carry out a LINE action; `who` is {user, group}, `open` has what a phone opens: photos(), location(). */
export async function act(action, who, open) {
  const kind = action.type;
  if (kind === "message") await tell("say", { ...who, text: action.text });
  else if (kind === "postback") await postback(action, who);
  else if (kind === "uri") visit(store.pc && action.altUri?.desktop || action.uri);
  else if (kind === "datetimepicker") await moment(action, who);
  else if (kind === "richmenuswitch") await richmenu.change(who.user, action);
  else if (kind === "clipboard") await copy(action.clipboardText);
  else if (kind === "camera" || kind === "cameraRoll") open.photos();
  else if (kind === "location") await open.location();
  else toast("ปุ่มนี้ใช้ได้ในแอป LINE จริงเท่านั้น");
}

async function postback(action, who) {
  await tell("press", { ...who, data: action.data, shown: action.displayText || action.text || "" });
  if (action.inputOption === "closeRichMenu") richmenu.fold(false);
  else if (action.inputOption === "openRichMenu") richmenu.fold(true);
  else if (action.inputOption === "openVoice") toast("ในโทรศัพท์จะเปิดการอัดเสียง");
  else if (action.inputOption === "openKeyboard") {
    const box = document.getElementById("composer");
    box.value = action.fillInText || "";
    box.focus();
  }
}

/** Whether LINE opens the address in the phone's own browser rather than in its own (docs "Use LINE URL scheme"). */
export const leavesLine = (uri) => {
  try {
    return new URL(uri).searchParams.get("openExternalBrowser") === "1";
  } catch {
    return false;
  }
};

function visit(uri) {
  if (!/^https?:/i.test(uri)) {
    toast(`ในโทรศัพท์จะเปิด ${uri}`);
    return;
  }
  window.open(uri, "_blank", "noopener,noreferrer");
  toast(leavesLine(uri) ? "ในโทรศัพท์จะเปิดในเบราว์เซอร์ของเครื่อง" : "ในโทรศัพท์จะเปิดในหน้าต่างของ LINE");
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
  const value = await askMoment(action);
  if (value) await tell("pick", { ...who, action, value });
}
