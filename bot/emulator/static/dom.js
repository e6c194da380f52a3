// Small helpers: every text goes in as a text node, never as HTML.

/** Make an element: el("p", {class: "x", onclick: f, "data-testid": "y"}, "text", child, …). */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An icon of the page's sprite. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

export const $ = (id) => document.getElementById(id);

export const URLS = /https?:\/\/[^\s<>"']+/g;

/** Text with its web addresses as links and `marked` words in bold. */
export function rich(text, marked = []) {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const found of text.matchAll(URLS)) {
    out.append(...bold(text.slice(at, found.index), marked));
    out.append(el("a", { href: found[0], target: "_blank", rel: "noopener noreferrer", class: "url" }, found[0]));
    at = found.index + found[0].length;
  }
  out.append(...bold(text.slice(at), marked));
  return out;
}

function bold(text, marked) {
  for (const word of marked) {
    const at = word ? text.indexOf(word) : -1;
    if (at >= 0) {
      return [text.slice(0, at), el("b", { class: "mention" }, word), ...bold(text.slice(at + word.length), marked)];
    }
  }
  return [text];
}

let hiding = 0;

/** Say something briefly at the foot of the page. */
export function toast(text) {
  const node = $("toast");
  node.textContent = text;
  node.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { node.hidden = true; }, 4000);
}

/** Open a small menu under `anchor`; items are [label, action] pairs. */
export function menu(anchor, items) {
  const node = $("menu");
  node.replaceChildren(...items.map(([label, act]) =>
    el("button", { type: "button", role: "menuitem", onclick: () => { close(); act(); } }, label)));
  node.hidden = false;
  const box = anchor.getBoundingClientRect();
  const left = Math.min(box.left, innerWidth - node.offsetWidth - 8);
  const below = box.bottom + node.offsetHeight + 8 < innerHeight;
  node.style.left = `${Math.max(8, left)}px`;
  node.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - node.offsetHeight - 4)}px`;
  node.firstChild.focus();
  function close() {
    node.hidden = true;
    removeEventListener("pointerdown", outside, true);
    removeEventListener("keydown", keys, true);
    anchor.focus();
  }
  function outside(event) { if (!node.contains(event.target)) close(); }
  function keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (step) {
      const all = [...node.children];
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
      event.preventDefault();
    }
  }
  addEventListener("pointerdown", outside, true);
  addEventListener("keydown", keys, true);
}

/** Ask in a dialog; resolves to true when "ตกลง" was pressed. */
export function ask(title, body, withOk = true) {
  const sheet = $("sheet");
  $("sheet-title").textContent = title;
  $("sheet-body").replaceChildren(body);
  $("sheet-ok").hidden = !withOk;
  sheet.returnValue = "";
  sheet.showModal();
  return new Promise((done) => {
    sheet.addEventListener("close", () => done(sheet.returnValue === "ok"), { once: true });
  });
}
