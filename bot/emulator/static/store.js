// What the page knows, and how it hears of news.

export const store = {
  boot: "", version: 0, bot: { id: "", name: "" }, people: [], groups: [], bookmarks: [],
  quota: { limit: null, used: 0, free: 0 }, chats: new Map(), seen: {}, skew: 0, armed: 0,
  pc: sessionStorage.getItem("pc") === "yes", // LINE on a computer: no rich menus, no quick replies
};

const byId = (list, id) => list.find((one) => one.id === id);
export const person = (id) => byId(store.people, id);
export const group = (id) => byId(store.groups, id);
export const chat = (id) => store.chats.get(id) || [];

/** Look at the chats as LINE on a computer does, or as a phone. */
export function desktop(on) {
  store.pc = on;
  sessionStorage.setItem("pc", on ? "yes" : "no");
}

/** The virtual present. */
export const now = () => new Date(Date.now() + store.skew);

/** Tell the server what somebody did. Throws with the server's words. */
export async function tell(deed, body) {
  const form = body instanceof FormData;
  const response = await fetch(`/_/${deed}`, {
    method: "POST",
    headers: form ? {} : { "Content-Type": "application/json" },
    body: form ? body : JSON.stringify(body),
  });
  if (!response.ok) {
    const answer = await response.json().catch(() => ({}));
    throw new Error(answer.error || response.statusText);
  }
}

/** How many bubbles of others in this chat have not been looked at. */
export function unread(id) {
  const seen = store.seen[id] || 0;
  return chat(id).slice(seen).filter((b) => b.direction === "out").length;
}

/** Everything in this chat has been looked at. */
export function look(id) {
  store.seen[id] = chat(id).length;
  sessionStorage.setItem("seen", JSON.stringify({ boot: store.boot, seen: store.seen }));
}

function take(news) {
  if (store.boot && store.boot !== news.boot) {
    location.reload();
    return new Set();
  }
  if (!store.boot) {
    const kept = JSON.parse(sessionStorage.getItem("seen") || "{}");
    if (kept.boot === news.boot) store.seen = kept.seen;
  }
  const touched = new Set();
  for (const bubble of news.bubbles) {
    const list = store.chats.get(bubble.chat) || [];
    store.chats.set(bubble.chat, list);
    const at = list.findIndex((one) => one.id === bubble.id);
    if (at < 0) list.push(bubble);
    else list[at] = bubble;
    touched.add(bubble.chat);
  }
  const { boot, version, bot, people, groups, bookmarks, quota, armed } = news;
  Object.assign(store, { boot, version, bot, people, groups, bookmarks, quota, armed });
  store.skew = new Date(news.now).getTime() - Date.now();
  return touched;
}

const sleep = (ms) => new Promise((done) => { setTimeout(done, ms); });
const visible = () => document.visibilityState === "visible" ? Promise.resolve()
  : new Promise((done) => { document.addEventListener("visibilitychange", done, { once: true }); });

/** Ask for news for ever; hidden tabs rest, so that many open tabs do not hold the server's hands. */
export async function listen(onNews, onTrouble) {
  for (;;) {
    await visible();
    try {
      const asked = performance.now();
      const response = await fetch(`/_/state?since=${store.version}`);
      if (!response.ok) throw new Error(response.statusText);
      const news = await response.json();
      const typing = () => store.people.map((one) => one.loading > 0).join();
      const before = typing();
      const newer = news.version !== store.version;
      const touched = take(news);
      const changed = newer || typing() !== before;
      onTrouble(false);
      if (changed) onNews(touched);
      else if (performance.now() - asked < 1000) await sleep(700);
    } catch {
      onTrouble(true);
      await sleep(1500);
    }
  }
}
