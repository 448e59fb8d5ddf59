// What a reader takes along of a view: its link, a letter with it, the rows as CSV, the rows on paper. Nothing is sent.
// @ts-check
import { label, say } from "./rows.js";

/** @typedef {{view: import("./address.js").View, answer: {bits: number[]}, said: string}} Now */

/** A field of CSV; a spreadsheet must take no text for a formula. @param {string} text */
export const field = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** @param {import("./rows.js").Data} data @param {import("./rows.js").TableRow[]} rows @param {() => Now} now */
export function start(data, rows, now) {
  const place = /** @type {HTMLElement} */ (document.querySelector(".take"));
  const status = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  const mail = /** @type {HTMLAnchorElement} */ (place.querySelector("a"));
  const table = /** @type {HTMLTableElement} */ (rows[0]?.tr.closest("table"));

  function csv() {
    const { view, answer } = now();
    const head = [...table.tHead?.rows[0].cells ?? []].map((cell) => cell.innerText.trim());
    const [first, ...others] = head;
    const lines = [[first, data.words.csv_kind, data.words.csv_state, ...others, data.words.csv_day, data.words.csv_page]];
    for (const row of rows.filter((_, number) => !answer.bits[number])) {
      const { at } = row;
      if (!at) continue;
      const limits = at.limits.map((limit) => label(data.policies, limit.policy) + (limit.answer === "maybe" ? ` (${data.words.maybe})` : ""));
      lines.push([
        row.name, label(data.kinds, row.kind), label(data.states, row.state), limits.join("; "), label(data.standings, at.standing),
        at.since ?? "", at.instruments.map((id) => label(data.instruments, id)).join("; "), row.evidence, view.on, row.link.href,
      ]);
    }
    const text = `\ufeff${lines.map((line) => line.map(field).join(",")).join("\r\n")}\r\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = `places-${view.on}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = data.words.copied;
    } catch {
      status.textContent = say(data, "not_copied", { url: location.href });
    }
  }

  place.addEventListener("click", ({ target }) => {
    const act = /** @type {HTMLElement} */ (target).closest("button")?.dataset.act;
    if (act === "copy") copy();
    if (act === "csv") csv();
    if (act === "print") print();
  });
  for (const kind of ["pointerdown", "focusin"]) {
    mail.addEventListener(kind, () => {
      const body = `${now().said}\n\n${location.href}\n`;
      mail.href = `mailto:?subject=${encodeURIComponent(data.words.subject)}&body=${encodeURIComponent(body)}`;
    });
  }
}
