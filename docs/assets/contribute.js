// The form on the page "Contribute": makes a text of the answers in the shape that `detainers intake` reads (a line
// "### Question", the answer; "- [X] choice" for a ticked box). Sends nothing: the text is there to copy, or for the
// reader's own mail program. Holds no words itself.
// @ts-check

/** A longer link is cut off by some mail programs. */
const LONGEST_LINK = 1900;
const form = /** @type {HTMLFormElement} */ (document.querySelector("#contribute-form"));
const result = /** @type {HTMLElement} */ (document.querySelector("#contribute-result"));
const heading = /** @type {HTMLElement} */ (result.querySelector("h3"));
const text = /** @type {HTMLTextAreaElement} */ (result.querySelector("textarea"));
const copy = /** @type {HTMLButtonElement} */ (result.querySelector("button"));
const mail = /** @type {HTMLAnchorElement | null} */ (result.querySelector("a[href^='mailto:']"));
const status = /** @type {HTMLElement} */ (result.querySelector("[role=status]"));
const address = mail?.href;
/** @type {{labels: Record<string, string>, none: string, copied: string, ready: string, long: string, subject: string}} */
const words = JSON.parse(document.querySelector("#contribute-words")?.textContent ?? "{}");

/** The answer to one question as the text has it. @param {Element} question */
function answer(question) {
  const boxes = [...question.querySelectorAll("input[type=checkbox]")].map((box) => /** @type {HTMLInputElement} */ (box));
  if (boxes.length) return boxes.filter((box) => box.checked).map((box) => `- [X] ${box.value}`).join("\n");
  const field = /** @type {HTMLInputElement} */ (question.querySelector("input, select, textarea"));
  // A line of the answer that looks like one of our questions is moved off the edge, so that it is not taken for one.
  return field.value.trim().replace(/^(?=\s*#)/gm, "    ");
}

function compose() {
  const questions = [...form.querySelectorAll("[data-question]")];
  return questions
    .map((question) => {
      const key = /** @type {HTMLElement} */ (question).dataset.question ?? "";
      return `### ${words.labels[key]}\n\n${answer(question) || words.none}\n`;
    })
    .join("\n");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const made = compose();
  text.value = made;
  status.textContent = words.ready;
  if (mail && address) {
    const name = String(new FormData(form).get("place") ?? "");
    const link = `${address}?subject=${encodeURIComponent(words.subject.replace("{name}", name))}&body=${encodeURIComponent(made)}`;
    const fits = link.length <= LONGEST_LINK;
    mail.href = fits ? link : `${address}?subject=${encodeURIComponent(words.subject.replace("{name}", name))}`;
    if (!fits) status.textContent = words.long;
  }
  result.hidden = false;
  heading.focus();
});

copy.addEventListener("click", async () => {
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    status.textContent = words.copied;
  } catch {
    // Without leave to use the clipboard the text stays selected, for the reader's own keys.
    text.focus();
  }
});
