// Draws Flex containers (LINE's "Flex Message elements" and "Flex Message layout").
import { el } from "./dom.js";

const SPACE = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const LETTERS = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const PICTURES = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220 };
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const SIDES = { paddingTop: "paddingTop", paddingBottom: "paddingBottom", paddingStart: "paddingLeft", paddingEnd: "paddingRight" };
const OFFSETS = { offsetTop: "top", offsetBottom: "bottom", offsetStart: "left", offsetEnd: "right" };
const ALONG = { start: "flex-start", end: "flex-end", center: "center" };
const ACROSS = { top: "flex-start", bottom: "flex-end", center: "center" };
const COLOUR = /^#([0-9a-f]{6}|[0-9a-f]{8})$/i;

const length = (value, words = SPACE) => (value in words ? `${words[value]}px` : value);
const ratio = (value, other) => (value || other).replace(":", " / ");
const web = (url) => (/^(https?:|\/|data:image\/)/i.test(url || "") ? url : "");

/** Draw a bubble or carousel; `onAction` gets the action of whatever is tapped. */
export function flex(container, onAction) {
  if (container.type === "carousel") {
    return el("div", { class: "fx-carousel", tabindex: 0, role: "group", "aria-label": "การ์ดหลายใบ เลื่อนได้" },
      ...container.contents.map((one) => bubble(one, onAction)));
  }
  return bubble(container, onAction);
}

function bubble(json, onAction) {
  const node = el("div", { class: `fx-bubble fx-${json.size || "mega"}`, dir: json.direction || "ltr" });
  for (const name of ["header", "hero", "body", "footer"]) {
    const part = json[name];
    if (!part) continue;
    const style = json.styles?.[name] || {};
    const block = el("div", { class: `fx-${name} ${part.type === "box" ? "fx-pad" : ""}` });
    if (COLOUR.test(style.backgroundColor || "")) block.style.backgroundColor = style.backgroundColor;
    if (style.separator && node.childElementCount) {
      const line = el("div", { class: "fx-line" });
      if (style.separatorColor) line.style.backgroundColor = style.separatorColor;
      node.append(line);
    }
    const child = draw(part, "vertical", onAction);
    if (part.type === "box") {
      // a block's own padding replaces the default one; its colour fills the block
      for (const side of ["paddingTop", "paddingBottom", "paddingLeft", "paddingRight"]) {
        if (child.style[side]) { block.style[side] = child.style[side]; child.style[side] = ""; }
      }
      if (part.backgroundColor || part.background) {
        block.style.background = child.style.background;
        child.style.background = "";
      }
    }
    block.append(child);
    node.append(block);
  }
  tappable(node, json.action, onAction);
  return node;
}

function draw(json, layout, onAction) {
  const node = (DRAWERS[json.type] || unknown)(json, layout, onAction);
  place(node, json, layout);
  if (json.type !== "button") tappable(node, json.action, onAction);
  return node;
}

function unknown() { return el("span"); }

function tappable(node, action, onAction) {
  if (!action) return;
  node.classList.add("fx-tap");
  node.setAttribute("role", "button");
  node.setAttribute("tabindex", "0");
  if (action.label) node.setAttribute("aria-label", action.label);
  node.addEventListener("click", (event) => { event.stopPropagation(); onAction(action); });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === node) onAction(action);
  });
}

function place(node, json, layout) {
  const { style } = node;
  const sideways = layout !== "vertical";
  if (json.margin) style[sideways ? "marginLeft" : "marginTop"] = length(json.margin);
  const share = json.flex ?? (sideways && ["box", "text", "button", "image", "filler"].includes(json.type) && !json.width ? 1 : 0);
  if (json.type === "filler") style.flex = `${json.flex ?? 1} 0 0`;
  else if (share) style.flex = sideways ? `${share} 1 0` : `${share} 0 auto`;
  else style.flex = "0 0 auto";
  if (sideways && json.flex === 0) style.maxWidth ||= "100%";
  if (json.position === "absolute") style.position = "absolute";
  for (const [name, side] of Object.entries(OFFSETS)) {
    if (json[name]) { style[side] = length(json[name]); style.position ||= "relative"; }
  }
  if (json.gravity && sideways && layout !== "baseline") style.alignSelf = ACROSS[json.gravity];
}

function box(json, _layout, onAction) {
  const node = el("div", { class: `fx-box fx-${json.layout}` });
  const { style } = node;
  for (const item of json.contents || []) {
    const child = draw(item, json.layout, onAction);
    if (json.spacing && node.childElementCount && !item.margin) {
      style.setProperty("--gap", length(json.spacing));
      child.classList.add("fx-gap");
    }
    node.append(child);
  }
  if (json.paddingAll) style.padding = length(json.paddingAll);
  for (const [name, side] of Object.entries(SIDES)) if (json[name]) style[side] = length(json[name]);
  if (COLOUR.test(json.backgroundColor || "")) style.background = json.backgroundColor;
  gradient(style, json.background);
  if (json.cornerRadius) { style.borderRadius = length(json.cornerRadius); style.overflow = "hidden"; }
  if (json.borderWidth || json.borderColor) {
    style.border = `${length(json.borderWidth || "normal", BORDERS)} solid ${json.borderColor || "#d4d6da"}`;
  }
  for (const name of ["width", "height", "maxWidth", "maxHeight"]) if (json[name]) style[name] = json[name];
  if (json.height) style.overflow = "hidden";
  if (json.justifyContent) style.justifyContent = json.justifyContent;
  if (json.alignItems) style.alignItems = json.alignItems;
  return node;
}

function gradient(style, json) {
  if (json?.type !== "linearGradient") return;
  const middle = json.centerColor ? `, ${json.centerColor} ${json.centerPosition || "50%"}` : "";
  style.background = `linear-gradient(${json.angle}, ${json.startColor}${middle}, ${json.endColor})`;
}

function letters(node, json) {
  const { style } = node;
  if (json.size) style.fontSize = length(json.size, LETTERS);
  if (COLOUR.test(json.color || "")) style.color = json.color;
  if (json.weight) style.fontWeight = json.weight === "bold" ? "700" : "400";
  if (json.style) style.fontStyle = json.style;
  if (json.decoration) style.textDecoration = json.decoration;
  return node;
}

function text(json, layout) {
  const inner = json.contents?.length
    ? json.contents.map((span) => letters(el("span", {}, span.text || ""), span))
    : [json.text || ""];
  const node = letters(el("p", { class: `fx-text ${json.wrap ? "fx-wrap" : ""}` }, ...inner), json);
  if (!json.size) node.style.fontSize = "16px";
  if (json.align) node.style.textAlign = json.align;
  if (json.wrap && json.maxLines) {
    node.classList.add("fx-clamp");
    node.style.webkitLineClamp = json.maxLines;
  }
  if (json.lineSpacing) node.style.lineHeight = `calc(1.6em + ${json.lineSpacing})`;
  if (json.gravity === "center" && layout === "vertical") node.style.margin = "auto 0";
  return node;
}

function button(json, _layout, onAction) {
  const kind = json.style || "link";
  const node = el("button", {
    type: "button", class: `fx-button fx-${kind} fx-${json.height || "md"}`, onclick: (event) => { event.stopPropagation(); onAction(json.action); },
  }, json.action.label || "");
  if (COLOUR.test(json.color || "")) node.style[kind === "link" ? "color" : "backgroundColor"] = json.color;
  return node;
}

function image(json, layout) {
  const full = json.size === "full";
  const node = el("div", { class: "fx-image" }, el("img", { src: web(json.url), alt: json.action?.label || "", loading: "lazy" }));
  const { style } = node;
  style.width = full ? "100%" : length(json.size || "md", PICTURES);
  style.maxWidth = "100%";
  style.aspectRatio = ratio(json.aspectRatio, "1:1");
  if (layout === "vertical") style.alignSelf = ALONG[json.align || "center"];
  if (COLOUR.test(json.backgroundColor || "")) style.backgroundColor = json.backgroundColor;
  node.firstChild.style.objectFit = json.aspectMode === "cover" ? "cover" : "contain";
  return node;
}

function small(json) {
  const node = el("img", { class: "fx-icon", src: web(json.url), alt: "" });
  node.style.height = length(json.size || "md", LETTERS);
  node.style.aspectRatio = ratio(json.aspectRatio, "1:1");
  return node;
}

function separator(json, layout) {
  const node = el("div", { class: layout === "vertical" ? "fx-line" : "fx-bar" });
  if (COLOUR.test(json.color || "")) node.style.backgroundColor = json.color;
  return node;
}

function video(json) {
  const node = el("video", { class: "fx-video", src: web(json.url), poster: web(json.previewUrl), controls: true, preload: "none" });
  node.style.aspectRatio = ratio(json.aspectRatio, "20:13");
  return node;
}

const DRAWERS = { box, text, button, image, icon: small, separator, video, filler: () => el("span") };
