// Forms: Slack's views and Discord's modals, filled in and read as their platforms send them.

import { make } from "./messages.js";

// Opens one in `dialog`; `send` takes what was filled in and gives what is wrong, by field.
export function open(dialog, form, look, send) {
  const { title, submit, close, fields } = look === "slack" ? ofSlack(form.slack) : ofDiscord(form.discord);
  const heading = make("h2", "", title);
  heading.id = "form-title";
  const cancel = make("button", "", close);
  cancel.type = "button";
  cancel.addEventListener("click", () => dialog.close());
  const body = make("form", "fields", heading, ...fields.map(shown), make("p", "ends", cancel, make("button", "main", submit)));
  body.noValidate = true;
  body.addEventListener("submit", async (event) => {
    event.preventDefault();
    const missing = fields.filter((one) => one.required && !one.control.value);
    const wrong = missing.length
      ? Object.fromEntries(missing.map((one) => [one.id, "Fill this in."]))
      : await send(look === "slack" ? slackValues(fields) : discordValues(fields));
    if (wrong && !tell(fields, wrong)) dialog.close();
  });
  dialog.replaceChildren(body);
  dialog.showModal();
}

function shown(field, number) {
  const id = `field-${number}`;
  field.control.id = id;
  const label = make("label", "", field.label, field.required ? " *" : "");
  label.htmlFor = id;
  field.error = make("span", "wrong");
  field.error.id = `${id}-wrong`;
  const hint = field.hint ? make("span", "hint", field.hint) : null;
  if (hint) hint.id = `${id}-hint`;
  field.control.setAttribute("aria-describedby", [hint?.id, field.error.id].filter(Boolean).join(" "));
  return make("p", "field", label, field.control, hint, field.error);
}

// Whether anything is wrong; it is told where it is.
function tell(fields, wrong) {
  for (const field of fields) {
    field.error.textContent = wrong[field.id] || "";
    field.control.setAttribute("aria-invalid", String(Boolean(wrong[field.id])));
  }
  const first = fields.find((field) => wrong[field.id]);
  const known = new Set(fields.map((field) => field.id));
  const others = Object.entries(wrong).filter(([id]) => !known.has(id)).map(([, text]) => text);
  if (others.length && fields.length) fields[0].error.textContent += others.join(" ");
  (first || (others.length ? fields[0] : null))?.control.focus();
  return Boolean(first) || others.length > 0;
}

function ofSlack(view) {
  const fields = view.blocks.filter((block) => block.type === "input").map((block) => ({
    id: block.block_id,
    kind: block.element.type,
    label: block.label.text,
    hint: block.hint?.text,
    required: !block.optional,
    control: slackControl(block.element),
  }));
  return { title: view.title.text, submit: view.submit.text, close: view.close.text, fields };
}

function slackControl(element) {
  switch (element.type) {
    case "datepicker": return input("date");
    case "timepicker": return input("time");
    case "static_select": return select([["", "Choose one"]], element.option_groups || [{ options: element.options }]);
    case "multi_static_select": return select([], [{ options: element.options }], true, element.initial_options);
    default: return written(element.multiline, element.initial_value ?? element.initial_option?.value, element.max_length);
  }
}

function slackValues(fields) {
  const value = (field) => {
    const chosen = [...(field.control.selectedOptions || [])].filter((one) => one.value);
    switch (field.kind) {
      case "datepicker": return { selected_date: field.control.value || null };
      case "timepicker": return { selected_time: field.control.value || null };
      case "static_select": return { selected_option: chosen[0] ? { value: chosen[0].value } : null };
      case "multi_static_select": return { selected_options: chosen.map((one) => ({ value: one.value })) };
      default: return { value: field.control.value || null };
    }
  };
  return Object.fromEntries(fields.map((field) => [field.id, { text: { type: field.kind, ...value(field) } }]));
}

function ofDiscord(modal) {
  const fields = modal.components.map(({ label, description, component }) => ({
    id: component.custom_id,
    kind: component.type,
    label,
    hint: description || component.placeholder,
    required: component.required,
    control: component.type === 4
      ? written(component.style === 2, component.value, component.max_length)
      : select([], [{ options: component.options.map((one) => ({ text: { text: one.label }, value: one.value })) }], true,
        component.options.filter((one) => one.default)),
  }));
  return { title: modal.title, submit: "Submit", close: "Cancel", fields };
}

function discordValues(fields) {
  return fields.map((field) => {
    const own = { custom_id: field.id, type: field.kind };
    const chosen = [...(field.control.selectedOptions || [])].map((one) => one.value);
    return { component: field.kind === 4 ? { ...own, value: field.control.value } : { ...own, values: chosen } };
  });
}

function input(type) {
  const control = make("input", "");
  control.type = type;
  return control;
}

function written(long, value, longest) {
  const control = long ? make("textarea", "") : input("text");
  if (long) control.rows = 4;
  if (longest) control.maxLength = longest;
  control.value = value || "";
  return control;
}

function select(first, groups, several = false, chosen = []) {
  const control = make("select", "", ...first.map(([value, text]) => new Option(text, value)));
  control.multiple = several;
  if (several) control.size = 5;
  const values = new Set((chosen || []).map((one) => one.value));
  for (const group of groups) {
    const place = group.label ? make("optgroup", "") : control;
    if (group.label) {
      place.label = group.label.text;
      control.append(place);
    }
    for (const one of group.options) place.append(new Option(one.text.text, one.value, values.has(one.value), values.has(one.value)));
  }
  return control;
}
