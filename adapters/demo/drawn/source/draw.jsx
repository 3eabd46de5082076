// Draws Slack messages: each element of class "slack-message" holds a message as JSON, and is replaced by its picture.
import React from "react";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";

// The library does not know data tables yet: they are drawn as tables, the first page of them.
function known(block) {
  if (block.type !== "data_table") return [block];
  const [header, ...rows] = block.rows;
  const shown = rows.slice(0, block.page_size ?? 5);
  const cell = (one, bold) => ({
    type: "rich_text",
    elements: [
      { type: "rich_text_section", elements: [{ type: "text", text: one.text, ...(bold ? { style: { bold: true } } : {}) }] },
    ],
  });
  const table = {
    type: "table",
    column_settings: header.map((_, place) => ({ align: place ? "right" : "left", is_wrapped: true })),
    rows: [header.map((one) => cell(one, true)), ...shown.map((row) => row.map((one) => cell(one, false)))],
  };
  if (shown.length === rows.length) return [table];
  const pages = { type: "plain_text", text: `Rows 1–${shown.length} of ${rows.length}` };
  return [table, { type: "context", elements: [pages] }];
}

function draw(element) {
  const { blocks, name, time } = JSON.parse(element.textContent);
  const theme = element.dataset.theme ?? "light";
  const logo = "data:image/svg+xml," + encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="6" fill="#1d3557"/>' +
      '<path d="M9 26V16h4v10zM16 26V9h4v17zM23 26V20h4v6z" fill="#fff"/></svg>',
  );
  element.textContent = "";
  createRoot(element).render(
    <Message blocks={blocks.flatMap(known)} name={name} time={new Date(time)} logo={logo} theme={theme} />,
  );
}

document.querySelectorAll(".slack-message").forEach(draw);

// For a page that draws messages as they come: the blocks alone, with times by the newsroom's clock.
const byItsClock = { date: ({ fallback }) => fallback };
window.drawSlackBlocks = (element, blocks, theme) => {
  createRoot(element).render(
    <Message blocks={blocks.flatMap(known)} name="" logo="" theme={theme} hooks={byItsClock} withoutWrapper />,
  );
};
