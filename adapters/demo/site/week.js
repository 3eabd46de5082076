// The newsroom's clock, and the moments of its week.

import { clock, make } from "./messages.js";

const HOUR = 3600 * 1000;
const at = (id) => document.getElementById(id);

// `move` takes the instant to go to.
export function showClock(room, move) {
  const now = new Date(room.at);
  at("now").textContent = clock(room.zone, room.at, { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" });
  at("now").dateTime = room.at;
  const { stops } = room.about;
  const ahead = stops.filter((stop) => new Date(stop.at) > now);
  const reached = stops[stops.length - ahead.length - 1];
  if (!at("stops").children.length) at("stops").append(...stops.map((stop) => shown(stop, room.zone, () => move(stop.at))));
  // In place: whoever has come to one by keyboard stays there.
  for (const [place, button] of at("stops").querySelectorAll("button").entries()) {
    button.setAttribute("aria-disabled", String(!ahead.includes(stops[place])));
    if (stops[place] === reached) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  }
  if (at("told").textContent !== reached?.told) at("told").textContent = reached?.told || "";
  at("next").disabled = !ahead.length;
  at("next").textContent = ahead.length ? `Go on: ${ahead[0].title}` : "That was the week";
  at("next").onclick = () => move(ahead[0].at);
  const isOver = now >= new Date(room.about.end);
  for (const button of document.querySelectorAll("[data-hours]")) {
    button.disabled = isOver;
    button.onclick = () => move(new Date(now.getTime() + button.dataset.hours * HOUR).toISOString());
  }
}

function shown(stop, zone, go) {
  const when = clock(zone, stop.at, { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
  const button = make("button", "", make("span", "when", when), make("span", "", stop.title));
  button.type = "button";
  button.addEventListener("click", () => button.ariaDisabled === "true" || go());
  return make("li", "", button);
}
