// The newsroom: its channels, its clock, and what is said in it.

import { clock, draw, make } from "./messages.js";
import { open } from "./forms.js";
import { showClock } from "./week.js";

const at = (id) => document.getElementById(id);
// `looksUntil` is the number of the last change that came of what the visitor has just done.
const room = { epoch: "", number: 0, look: "slack", theme: "light", channel: "newsroom", thread: null, messages: new Map(), unseen: new Map(), fresh: new Set(), hasMoved: false, looksUntil: 0 };

// What the server is asked

async function post(path, body) {
  tell("");
  Object.assign(room, { looksUntil: Infinity, hasMoved: path === "clock", fresh: new Set() });
  const isFile = body instanceof Blob;
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": isFile ? "application/octet-stream" : "application/json" },
      body: isFile ? body : JSON.stringify(body),
    });
    if (answer.ok) {
      const found = await answer.json();
      room.looksUntil = found.number;
      return found;
    }
    tell(answer.status === 413 ? "That is more than the demo takes; `factdesk import` takes larger files." : "That is no longer there, or cannot be done.");
  } catch {
    tell("The demo has ended, or does not answer. Start it again with `factdesk demo`.");
  }
  room.looksUntil = 0;
  return null;
}

async function follow() {
  for (;;) {
    try {
      const answer = await fetch(`news?after=${room.number}&epoch=${room.epoch}`);
      if (!answer.ok) throw new Error(answer.statusText);
      take(await answer.json());
      document.body.dataset.open = "yes";
    } catch {
      tell("The demo has ended, or does not answer. Start it again with `factdesk demo`.");
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

// What is new

function take(news) {
  const isAnew = news.epoch !== room.epoch;
  if (isAnew) {
    room.messages.clear();
    room.unseen.clear();
    leaveThread();
  }
  const isFirst = room.epoch === "";
  const before = room.number;
  Object.assign(room, { epoch: news.epoch, number: news.number, bot: news.bot, zone: news.zone, about: news, at: news.at });
  const here = [];
  for (const message of news.messages) {
    const isNew = !room.messages.has(message.ref);
    room.messages.set(message.ref, { ...message, number: news.number });
    if (message.channel === room.channel) here.push([message, isNew]);
    else if (!isAnew && !isFirst) unseen(message.channel).add(message.ref);
  }
  if (isAnew) showMessages();
  else showChanges(here, before);
  showClock(room, move);
  showChannels();
  if (isFirst) showExamples();
}

function unseen(channel) {
  if (!room.unseen.has(channel)) room.unseen.set(channel, new Set());
  return room.unseen.get(channel);
}

// What has changed since somebody last looked is marked, and shown from its first message on.
function showMessages(since = new Set()) {
  const shown = [...room.messages.values()].filter((message) => message.channel === room.channel);
  at("messages").replaceChildren();
  for (const message of shown) show(message, !message.edited, !since.has(message.ref));
  if (!shown.length) at("messages").append(make("p", "empty", room.channel === "direct" ? "Here you and Factdesk talk alone. Ask something." : "Nothing has been said here yet."));
  if (since.size) revealFirst(since);
  else toTheEnd();
}

// What comes of what the visitor has just done is seen, wherever it stands; when the clock has moved, from its first
// message on.
function showChanges(here, before) {
  if (!here.length) return;
  at("messages").querySelector(".empty")?.remove();
  for (const [message, isNew] of here) {
    show(room.messages.get(message.ref), isNew);
    room.fresh.add(message.ref);
  }
  if (before >= room.looksUntil) return;
  if (room.hasMoved) revealFirst(room.fresh);
  else reveal(at("messages").querySelector(`[data-ref="${here.at(-1)[0].ref}"]`));
}

function show(message, isNew, quietly = false) {
  const place = at("messages");
  const element = draw(message, room, act);
  if (room.look === "discord" && message.thread) element.prepend(repliedTo(message));
  if (!message.alone && (!message.thread || room.look === "discord")) element.querySelector(".beside").append(replying(message));
  const before = place.querySelector(`[data-ref="${message.ref}"]`);
  if (!quietly) element.classList.add(isNew ? "new" : "changed");
  if (before) {
    const replies = before.querySelector(":scope > .beside > .replies");
    if (replies) keepReplies(element, replies);
    before.replaceWith(element);
    return;
  }
  parent(message, place).append(element);
  separate(place, message, element);
}

// Messages grow while they are drawn: who is at the end stays there.
let isAtEnd = true;

function toTheEnd() {
  isAtEnd = true;
  at("scroll").scrollTop = at("scroll").scrollHeight;
}

function reveal(element) {
  if (at("messages").lastElementChild.contains(element)) toTheEnd();
  else setTimeout(() => element.scrollIntoView({ block: "nearest" }), 100);
}

// By what stands in the page: in Slack a reply stands above what came before it elsewhere.
function revealFirst(refs) {
  isAtEnd = false;
  const first = [...at("messages").querySelectorAll("article")].find((element) => refs.has(element.dataset.ref));
  if (first) setTimeout(() => first.scrollIntoView({ block: "start" }), 100);
}

let stood = 0;
at("scroll").addEventListener("scroll", () => {
  const { scrollHeight, scrollTop, clientHeight } = at("scroll");
  if (scrollTop < stood) isAtEnd = false;
  if (scrollHeight - scrollTop - clientHeight < 40) isAtEnd = true;
  stood = scrollTop;
});
new ResizeObserver(() => isAtEnd && toTheEnd()).observe(at("messages"));

// Slack keeps a thread together; in Discord everything stands in its order.
function parent(message, place) {
  const root = room.look === "slack" && message.thread ? place.querySelector(`[data-ref="${message.thread}"]`) : null;
  if (!root) return place;
  let replies = root.querySelector(":scope > .beside > .replies");
  if (!replies) {
    replies = make("div", "replies");
    replies.setAttribute("role", "group");
    replies.setAttribute("aria-label", "Thread");
    keepReplies(root, replies);
  }
  return replies;
}

// Below the message, above the button that adds one.
function keepReplies(root, replies) {
  const beside = root.querySelector(".beside");
  beside.insertBefore(replies, beside.querySelector(":scope > .reply"));
}

function separate(place, message, element) {
  if (element.parentElement !== place) return;
  const day = clock(room.zone, message.at, { weekday: "long", day: "numeric", month: "long" });
  if (place.dataset.day !== day || !element.previousElementSibling) {
    const line = make("p", "day", make("span", "", day));
    element.before(line);
    place.dataset.day = day;
  }
}

function repliedTo(message) {
  const root = room.messages.get(message.thread);
  const words = root ? `${root.by}: ${root.text || "…"}` : "a message";
  return make("p", "reply-line", words);
}

function replying(message) {
  const button = make("button", "reply", room.look === "slack" ? "Reply in thread" : "Reply");
  button.type = "button";
  button.addEventListener("click", () => {
    room.thread = message.thread || message.ref;
    at("replying").hidden = false;
    const root = room.messages.get(room.thread);
    at("replying").querySelector("span").textContent = `In the thread of “${short(root?.text || "Factdesk’s message")}”`;
    at("text").focus();
  });
  return button;
}

function short(text) {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function leaveThread() {
  room.thread = null;
  at("replying").hidden = true;
}

// Channels

function showChannels() {
  const { channels } = room.about;
  if (!at("channels").children.length) at("channels").append(...channels.map(channelButton));
  for (const [place, { id }] of channels.entries()) {
    const button = at("channels").children[place].firstElementChild;
    const count = unseen(id).size;
    button.querySelector(".unread")?.remove();
    if (count) button.append(make("span", "unread", String(count), make("span", "unseen", " new")));
    if (id === room.channel) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  at("title").textContent = channels.find(({ id }) => id === room.channel).name;
  at("how").hidden = room.channel === "direct";
}

function channelButton({ id, name }) {
  const button = make("button", "", make("span", "", name));
  button.type = "button";
  button.addEventListener("click", () => go(id));
  return make("li", "", button);
}

function go(channel) {
  const since = unseen(channel);
  room.channel = channel;
  room.unseen.delete(channel);
  leaveThread();
  delete at("messages").dataset.day;
  showMessages(since);
  showChannels();
}

// What the visitor does

const move = (to) => post("clock", { to });

async function act(message, action, value) {
  const isFile = action === "record" || action === "discard";
  const answer = isFile ? await post(action, { drop: value }) : await post("press", { message: message.ref, action, value });
  if (answer?.form) show_form(answer.form);
}

function show_form(form) {
  open(at("form"), form, room.look, async (values) => (await post("send", { form: form.id, look: room.look, values }))?.errors ?? null);
}

async function say(text) {
  const alone = room.channel !== "direct" && at("how").value === "alone";
  const answer = await post("say", { channel: room.channel, text, thread: room.thread, alone });
  if (answer?.form) show_form(answer.form);
  return answer;
}

function showExamples() {
  at("examples").replaceChildren(...room.about.questions.map((question) => {
    const button = make("button", "", question);
    button.type = "button";
    button.addEventListener("click", () => say(question));
    return button;
  }));
}

async function drop(file) {
  await post(`drop?channel=${room.channel}&name=${encodeURIComponent(file.name)}`, new Blob([file]));
}

function tell(problem) {
  at("problem").textContent = problem;
}

at("composer").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = at("text").value.trim();
  if (!text) return;
  at("text").value = "";
  if (!(await say(text))) at("text").value = text;
});
at("replying").querySelector("button").addEventListener("click", leaveThread);
at("file").addEventListener("change", () => {
  for (const file of at("file").files) drop(file);
  at("file").value = "";
});
at("sample").addEventListener("click", async () => {
  const answer = await fetch("ferries.csv");
  drop(new File([await answer.blob()], "ferries.csv"));
});
at("restart").addEventListener("click", () => post("restart", {}));
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    document.body.classList.toggle("over", kind === "dragover");
    if (kind === "drop") for (const file of event.dataTransfer.files) drop(file);
  });
}

// How it looks

function wear(look, theme) {
  Object.assign(room, { look, theme });
  document.documentElement.dataset.look = look;
  document.documentElement.dataset.theme = theme;
  at("theme").textContent = theme === "dark" ? "Light" : "Dark";
  delete at("messages").dataset.day;
  if (room.epoch) showMessages();
}

for (const choice of document.querySelectorAll("[name=look]")) {
  choice.addEventListener("change", () => wear(choice.value, room.theme));
}
at("theme").addEventListener("click", () => wear(room.look, room.theme === "dark" ? "light" : "dark"));
const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", () => wear(room.look, dark.matches ? "dark" : "light"));
wear(document.querySelector("[name=look]:checked").value, dark.matches ? "dark" : "light");
follow();
