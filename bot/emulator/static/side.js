// The tools beside the phone: three tabs, always there on a wide screen, opened over the phone on a narrow one.
import { $ } from "./dom.js";

const TABS = ["time", "bench", "log"];
let told = () => {};

const chosen = () => TABS.find((name) => $(`tab-${name}`).getAttribute("aria-selected") === "true");

/** Show one tab's pane. */
function choose(name) {
  for (const one of TABS) {
    const on = one === name;
    $(`tab-${one}`).setAttribute("aria-selected", String(on));
    $(`tab-${one}`).tabIndex = on ? 0 : -1;
    $(`pane-${one}`).hidden = !on;
  }
  told();
}

/** Open or close the tools over the phone. */
export function open(shown) {
  document.body.classList.toggle("tooling", shown);
  for (const [id, tabs] of [["clock-button", ["time"]], ["bench-button", ["bench", "log"]]]) {
    $(id).setAttribute("aria-expanded", String(shown && tabs.includes(chosen())));
  }
}

function toggle(name) {
  const shown = document.body.classList.contains("tooling") && chosen() === name;
  choose(name);
  open(!shown);
  if (!shown) $(`tab-${name}`).focus();
  told();
}

/** Wire the tabs once; `onChange` hears of every change of what can be seen. */
export function wire(onChange) {
  told = onChange;
  $("clock-button").addEventListener("click", () => toggle("time"));
  $("bench-button").addEventListener("click", () => toggle("bench"));
  $("side-close").addEventListener("click", () => { open(false); $("clock-button").focus(); });
  for (const name of TABS) {
    $(`tab-${name}`).addEventListener("click", () => choose(name));
    $(`tab-${name}`).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = TABS[(TABS.indexOf(name) + step + TABS.length) % TABS.length];
      choose(next);
      $(`tab-${next}`).focus();
      event.preventDefault();
    });
  }
  $("side").addEventListener("keydown", (event) => { if (event.key === "Escape") open(false); });
}
