// Draws Discord's messages from the JSON that a bot sends: layouts (components V2), content with embeds, and forms.
// An element of the class "discord-message" holds {"message": …, "name": …, "time": …, "files": {name: address}} or
// {"form": …} as its text, and is drawn in place. All text is put in as text: nothing of it becomes HTML.
// `drawDiscordMessage` draws one that can be used: its buttons and choices say their id, and times are by a given clock.
(() => {
  "use strict";

  const BUTTONS = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
  const INLINE = /\\([^0-9A-Za-z\s])|\*\*([\s\S]+?)\*\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|`([^`]+)`|<t:(-?\d+)(?::([a-zA-Z]))?>/g;

  let used = false, zone;

  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  // Text

  function inline(source) {
    const parts = [];
    let from = 0;
    for (const found of source.matchAll(INLINE)) {
      parts.push(source.slice(from, found.index));
      from = found.index + found[0].length;
      if (found[1] !== undefined) parts.push(found[1]);
      else if (found[2] !== undefined) parts.push(make("strong", "", ...inline(found[2])));
      else if (found[3] !== undefined) parts.push(link(found[4], ...inline(found[3])));
      else if (found[5] !== undefined) parts.push(make("code", "", found[5]));
      else parts.push(make("span", "time", moment(Number(found[6]), found[7])));
    }
    parts.push(source.slice(from));
    return parts;
  }

  function moment(seconds, style) {
    const at = new Date(seconds * 1000);
    if (style === "R") return at.toLocaleDateString("en-GB", { dateStyle: "medium" });
    const day = { t: undefined, T: undefined, d: "short", D: "long", F: "full" }[style];
    const dated = style === "t" || style === "T" ? {} : { dateStyle: day || "long" };
    const timed = style === "d" || style === "D" ? {} : { timeStyle: "short" };
    return at.toLocaleString("en-GB", { ...dated, ...timed, timeZone: zone });
  }

  function link(url, ...children) {
    const element = make("a", "", ...children);
    element.href = url;
    return element;
  }

  function text(source) {
    const block = make("div", "said");
    for (const [number, part] of source.split("```").entries()) {
      if (number % 2) {
        block.append(make("pre", "", part.trim()));
        continue;
      }
      for (const line of part.split("\n")) {
        const heading = /^(#{1,3}) (.*)$/.exec(line);
        if (line.startsWith("-# ")) block.append(make("div", "small", ...inline(line.slice(3))));
        else if (heading) block.append(make("div", `heading heading-${heading[1].length}`, ...inline(heading[2])));
        else if (line) block.append(make("div", "line", ...inline(line)));
      }
    }
    return block;
  }

  // Components

  function draw(component, files) {
    switch (component.type) {
      case 1: return make("div", "row", ...component.components.map((one) => draw(one, files)));
      case 2: return button(component);
      case 9: return make("div", "section", make("div", "beside", ...component.components.map((one) => draw(one, files))), draw(component.accessory, files));
      case 10: return text(component.content);
      case 12: return make("div", "gallery", ...component.items.map((item) => picture(item, files)));
      case 14: return make("hr", `separator spacing-${component.spacing || 1}${component.divider === false ? " blank" : ""}`);
      case 17: return container(component, files);
      default: return [3, 5, 6, 7, 8].includes(component.type) ? select(component) : make("div", "unknown", `component ${component.type}`);
    }
  }

  function button(one) {
    const element = make(one.url ? "a" : "button", `button ${BUTTONS[one.style] || "secondary"}`, one.label || "");
    if (one.url) {
      element.href = one.url;
      element.append(make("span", "out", "↗"));
    } else {
      element.type = "button";
      element.dataset.id = one.custom_id || "";
    }
    return element;
  }

  function choice(one) {
    const element = make("select", "select", make("option", "", one.placeholder || "Make a selection"));
    element.setAttribute("aria-label", one.placeholder || "Make a selection");
    element.dataset.id = one.custom_id || "";
    for (const option of one.options || []) {
      const told = make("option", "", option.description ? `${option.label} ${option.description}` : option.label);
      told.value = option.value;
      element.append(told);
    }
    element.options[0].value = "";
    return make("div", "menu", element);
  }

  function select(one) {
    if (used) return choice(one);
    const shown = make("div", "select", make("span", "", one.placeholder || "Make a selection"), make("span", "open", "⌄"));
    const options = (one.options || []).map((option) =>
      make("div", "option", make("div", "", option.label), option.description ? make("div", "small", option.description) : null));
    const opened = make("details", "options", make("summary", "", `${options.length} to choose from`), ...options);
    return make("div", "menu", shown, opened);
  }

  function picture(item, files) {
    const image = make("img", "");
    const name = item.media.url.replace("attachment://", "");
    image.src = files[name] || item.media.url;
    image.alt = item.description || "";
    return image;
  }

  function container(one, files) {
    const element = make("div", "container", ...one.components.map((child) => draw(child, files)));
    if (one.accent_color !== null && one.accent_color !== undefined) element.style.setProperty("--accent", colour(one.accent_color));
    return element;
  }

  function colour(number) {
    return `#${number.toString(16).padStart(6, "0")}`;
  }

  function embed(one) {
    const element = make("div", "embed",
      one.author ? make("div", "author", one.author.name) : null,
      one.title ? make("div", "title", ...inline(one.title)) : null,
      one.description ? text(one.description) : null,
      one.footer ? make("div", "footer", one.footer.text) : null);
    element.style.setProperty("--accent", colour(one.color || 0));
    return element;
  }

  // Messages and forms

  function parts(sent, files) {
    return [sent.content ? text(sent.content) : null,
      ...(sent.attachments || []).map((one) => picture({ media: { url: `attachment://${one.filename}` }, description: one.description }, files)),
      ...(sent.embeds || []).map(embed), ...(sent.components || []).map((one) => draw(one, files))].filter((part) => part !== null);
  }

  function message(shown) {
    const sent = shown.message, files = shown.files || {};
    const at = new Date(shown.time).toLocaleTimeString("en-GB", { timeStyle: "short", timeZone: "UTC" });
    const head = make("div", "head", make("span", "name", shown.name), make("span", "app", "APP"), make("span", "at", at));
    const body = make("div", "body", head, ...parts(sent, files));
    if (sent.flags & 64) body.append(make("div", "alone", "Only you can see this"));
    return make("div", "message", make("div", "avatar", shown.name.slice(0, 1)), body);
  }

  function form(one) {
    const fields = one.components.map((part) => {
      const item = part.component || part.components[0];
      const label = make("div", "label", part.label || item.label || "");
      if (item.required) label.append(make("span", "required", " *"));
      const value = item.type === 4 ? make("div", `input style-${item.style}${item.value ? "" : " empty"}`, item.value || item.placeholder || "") : select(item);
      return make("div", "field", label, part.description ? make("div", "small", part.description) : null, value);
    });
    const ends = make("div", "ends", button({ style: 2, label: "Cancel" }), button({ style: 1, label: "Submit" }));
    return make("div", "form", make("div", "title", one.title), ...fields, ends);
  }

  window.drawDiscordMessage = (element, sent, files, clock) => {
    used = true;
    zone = clock;
    element.replaceChildren(...parts(sent, files));
  };

  for (const place of document.querySelectorAll(".discord-message")) {
    const shown = JSON.parse(place.textContent);
    place.replaceChildren(shown.form ? form(shown.form) : message(shown));
  }
})();
