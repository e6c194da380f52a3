// The rich menu under a person's own chat: an image with areas to tap.
import { $, el, icon } from "./dom.js";
import { store, tell } from "./store.js";

const unfolded = new Map(); // by person: {menu, open}
let whose = "";
let drawn = "";

/** Show the menu of this person, if any; `onAction` gets the action of the area that is tapped. */
export function show(it, onAction) {
  const menu = it?.friend && !store.pc ? it.menu : null;
  whose = menu ? it.id : "";
  $("rich").hidden = !menu;
  if (!menu) return;
  const before = unfolded.get(it.id);
  if (before?.menu !== menu.id) {
    unfolded.set(it.id, { menu: menu.id, open: before?.switching || menu.selected });
  }
  if (drawn !== it.id + menu.id) {
    drawn = it.id + menu.id;
    draw(menu, onAction);
  }
  face(menu);
}

function draw(menu, onAction) {
  const { width, height } = menu.size;
  const image = el("img", { src: `/_/menu/${whose}?${menu.id}`, alt: "", draggable: "false" });
  const areas = menu.areas.map(({ bounds, action }) => {
    const area = el("button", { type: "button", class: "rich-area", "data-testid": "rich-area", "aria-label": named(action), onclick: () => onAction(action) });
    Object.assign(area.style, {
      left: `${bounds.x / width * 100}%`, top: `${bounds.y / height * 100}%`,
      width: `${bounds.width / width * 100}%`, height: `${bounds.height / height * 100}%`,
    });
    return area;
  });
  $("rich-body").style.aspectRatio = `${width} / ${height}`;
  $("rich-body").replaceChildren(image, ...areas);
  $("rich-bar").onclick = () => fold(!unfolded.get(whose).open);
}

const named = (action) => action.label || action.displayText || action.text || action.uri || action.data || action.type;

function face(menu) {
  const { open } = unfolded.get(whose);
  $("rich-bar").replaceChildren(menu.chatBarText, icon("down"));
  $("rich-bar").setAttribute("aria-expanded", String(open));
  $("rich-body").hidden = !open;
}

/** Open or close the menu that is shown. */
export function fold(open) {
  const menu = store.people.find((one) => one.id === whose)?.menu;
  if (!menu) return;
  unfolded.set(whose, { menu: menu.id, open });
  face(menu);
  if (open) $("scroll").scrollTop = $("scroll").scrollHeight; // what was said last stays in sight
}

/** Carry out a richmenuswitch action: another menu takes the place of this one, open as this one is. */
export async function change(user, action) {
  const state = unfolded.get(user);
  if (state) state.switching = state.open;
  await tell("switch", { user, alias: action.richMenuAliasId, data: action.data });
}
