// A message as the chosen platform shows it.

const LOGO = 'M9 26V16h4v10zM16 26V9h4v17zM23 26V20h4v6z';

export function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function clock(zone, at, how) {
  return new Intl.DateTimeFormat("en-NZ", { timeZone: zone, ...how }).format(new Date(at));
}

// `room` has what is known of the newsroom; `act` takes what is pressed: (message, action, value).
export function draw(message, room, act) {
  const isBot = message.by === room.bot;
  const time = make("time", "at", when(message, room));
  time.dateTime = message.at;
  const head = make("div", "head", make("span", "name", message.by), isBot ? make("span", "app", "APP") : null, time);
  if (message.edited) head.append(make("span", "edited", "changed"));
  const body = make("div", "content");
  const article = make("article", "message", avatar(message.by, isBot), make("div", "beside", head, body));
  article.dataset.ref = message.ref;
  article.setAttribute("aria-label", `${message.by}, ${time.textContent}`);
  if (message.text !== undefined) body.append(...said(message.text));
  else if (room.look === "slack") slack(body, message, room, act);
  else discord(body, message, room, act);
  for (const one of message.reactions) body.append(make("span", "reaction", one, " 1"));
  if (message.drop) body.append(dropped(message, act));
  if (message.alone) head.after(make("p", "alone", "Only you can see this"));
  return article;
}

// In a thread that goes on on another day, with the day.
function when(message, room) {
  const day = (at) => clock(room.zone, at, { day: "numeric", month: "short" });
  const root = room.messages.get(message.thread);
  const named = root && day(root.at) !== day(message.at) ? { day: "numeric", month: "short" } : {};
  return clock(room.zone, message.at, { ...named, hour: "numeric", minute: "2-digit" });
}

function avatar(name, isBot) {
  const place = make("div", isBot ? "avatar bot" : "avatar", isBot ? null : name.slice(0, 1));
  place.setAttribute("aria-hidden", "true");
  if (isBot) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 36 36");
    path.setAttribute("d", LOGO);
    svg.append(path);
    place.append(svg);
  }
  return place;
}

function said(text) {
  const found = /^(@Factdesk|\/figure)( [\s\S]*)?$/.exec(text);
  const words = found ? [make("span", "mention", found[1]), found[2] || ""] : [text];
  return [make("p", "said", ...words)];
}

function slack(body, message, room, act) {
  const presses = new Map();
  for (const piece of pieces(message, presses)) {
    const place = make("div", "slack-message");
    if (piece.select) place.append(choice(piece.select, (value) => act(message, "pick", value)));
    else window.drawSlackBlocks(place, piece.blocks, room.theme);
    body.append(place);
  }
  if (message.picture) {
    const image = make("img", "picture");
    image.src = picture(message);
    image.alt = message.picture;
    body.append(image);
  }
  body.addEventListener("click", (event) => {
    const pressed = presses.get(event.target.closest("button")?.id);
    if (pressed) act(message, ...pressed);
  });
}

// The library draws selects that nobody can use: blocks around them, and selects of the browser's.
function* pieces(message, presses) {
  let blocks = [];
  for (const block of message.slack) {
    if (block.type !== "actions") {
      blocks.push(withTimes(block));
      continue;
    }
    const buttons = [];
    for (const one of block.elements) {
      if (one.type === "static_select") {
        if (blocks.length) yield { blocks };
        blocks = [];
        yield { select: one };
        continue;
      }
      const id = `${message.ref}/${presses.size}`;
      presses.set(id, [one.action_id.split(":")[1], one.value]);
      buttons.push({ ...one, action_id: id });
    }
    if (buttons.length) blocks.push({ ...block, elements: buttons });
  }
  if (blocks.length) yield { blocks };
}

// Nor does it draw times inside of rich text: what stands in their place says them.
function withTimes(part) {
  if (Array.isArray(part)) return part.map(withTimes);
  if (part === null || typeof part !== "object") return part;
  if (part.type === "date" && part.fallback) return { type: "text", text: part.fallback, ...(part.style ? { style: part.style } : {}) };
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, withTimes(value)]));
}

function choice(one, pick) {
  const select = make("select", "choice", new Option(one.placeholder.text, ""));
  select.setAttribute("aria-label", one.placeholder.text);
  for (const option of one.options) select.append(new Option(option.text.text, option.value));
  select.addEventListener("change", () => select.value && pick(select.value));
  return select;
}

function discord(body, message, room, act) {
  const place = make("div", "discord-message");
  place.dataset.theme = room.theme;
  window.drawDiscordMessage(place, message.discord, { "chart.png": picture(message) }, room.zone);
  const press = (id, chosen) => {
    const [, action, value] = /^factdesk:([a-z]+):(.*)$/.exec(id) || [];
    if (action) act(message, action === "choices" ? "pick" : action, chosen || value);
  };
  place.addEventListener("click", (event) => press(event.target.closest("button")?.dataset.id || ""));
  place.addEventListener("change", (event) => event.target.value && press(event.target.dataset.id, event.target.value));
  body.append(place);
}

const picture = (message) => `chart?message=${encodeURIComponent(message.ref)}&number=${message.number}`;

function dropped(message, act) {
  const record = make("button", "main", "Record these figures");
  const leave = make("button", "", "Leave them");
  record.type = leave.type = "button";
  record.addEventListener("click", () => act(message, "record", message.drop));
  leave.addEventListener("click", () => act(message, "discard", message.drop));
  return make("p", "dropped", record, leave);
}
