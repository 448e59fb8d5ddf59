// The page of the letter: reads the form, composes, shows, and hands the letter out. Nothing is stored or sent; the address
// keeps choices and never a name. Its words and the record are in #letter-data.
// @ts-check

import { blanksIn, compose } from "./letter/compose.js";
import { suggest } from "./letter/examples.js";
import { elements, mailto, text } from "./letter/outputs.js";

const data = JSON.parse(document.getElementById("letter-data")?.textContent ?? "{}");
/** @type {Record<string, string>} */
const words = data.words;
const by = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(`letter-${id}`));
const form = /** @type {HTMLFormElement} */ (document.getElementById("letter-form"));
const [sheet, status, notice, exampleList] = ["sheet", "status", "notice", "examples"].map(by);
/** What is checked before anyone chooses. @type {Record<string, string[]>} */
const DEFAULTS = { ask: [], reason: ["trust", "liability", "cost"], case: [] };
/** @type {Set<string>} Examples that the writer took out. */
const without = new Set();
/** @type {import("./letter/compose.js").Block[]} */
let blocks = [];

const full = (/** @type {string} */ id) => words.place_in.replace("{place}", () => data.places[id][0]).replace("{state}", () => data.states[id.slice(0, 2)].name);
const ids = new Map(Object.keys(data.places).map((id) => [full(id).toLowerCase(), id]));
const flat = (/** @type {string} */ value) => value.replace(/\s+/g, " ").trim();
const boxes = (/** @type {string} */ name) => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(`input[name="${name}"]`)]);
const checked = (/** @type {string} */ name) => boxes(name).filter((box) => box.checked).map(({ value }) => value);

/** @param {string} name @param {string} content */
function made(name, content) {
  const element = document.createElement(name);
  element.textContent = content;
  return element;
}

function chosen() {
  const typed = flat(by("place").value);
  const place = ids.get(typed.toLowerCase()) ?? "";
  const state = place ? place.slice(0, 2) : by("state").value;
  const wish = { to: by("to").value, place, state, asks: checked("ask") };
  return { ...wish, typed, how: state ? data.states[state].how : "open", toState: wish.to === "legislator" };
}

/** The place's name as the letter says it. @param {ReturnType<typeof chosen>} choice */
function named({ place, typed, state }) {
  if (place) return full(place);
  return typed && state ? words.place_in.replace("{place}", () => typed).replace("{state}", () => data.states[state].name) : typed;
}

/** @param {ReturnType<typeof chosen>} choice */
function found(choice) {
  if (choice.how === "mandate" && !choice.toState) return [];
  const holds = Object.keys(data.policies).filter((id) => data.policies[id].group === "holds");
  return suggest({ ...choice, kinds: choice.asks.length ? choice.asks : holds }, data);
}

/** @param {ReturnType<typeof chosen>} choice @param {import("./letter/examples.js").Example[]} suggested */
function showExamples(choice, suggested) {
  const rows = suggested.map(({ id, name, state }) => {
    const [row, label, box] = [document.createElement("p"), document.createElement("label"), document.createElement("input")];
    Object.assign(box, { type: "checkbox", name: "example", value: id, checked: !without.has(id) });
    label.append(box, ` ${state ? `${name}, ${state}` : name}`);
    row.append(label);
    return row;
  });
  const none = choice.how === "mandate" && !choice.toState ? words.examples_mandate : words.examples_none;
  const focused = /** @type {HTMLInputElement | null} */ (document.activeElement)?.name === "example" ? /** @type {HTMLInputElement} */ (document.activeElement).value : "";
  exampleList.replaceChildren(/** @type {Element} */ (exampleList.firstElementChild), ...(rows.length ? rows : [made("p", none)]));
  if (focused) boxes("example").find(({ value }) => value === focused)?.focus();
}

/** What the record says of the place and of its state, first. @param {ReturnType<typeof chosen>} choice */
function showNotice({ place, state, how, toState }) {
  const about = [place, state, toState].join();
  if (notice.dataset.about === about) return;
  notice.dataset.about = about;
  /** @type {HTMLElement[]} */
  const lines = [];
  const more = (/** @type {HTMLElement} */ line, /** @type {string} */ name, /** @type {string} */ id) => {
    const link = made("a", words.notice_more.replace("{place}", () => name));
    link.setAttribute("href", `${data.root}jurisdictions/${id}/`);
    line.append(" ", link);
    lines.push(line);
  };
  if (state && how !== "open") {
    const { name, law } = data.states[state];
    more(made("p", words[`notice_${how}`].replace("{state}", () => name).replace("{law}", () => law.join("; "))), name, state);
    if (how === "mandate" && !toState) {
      const button = made("button", words.notice_write);
      Object.assign(button, { type: "button", className: "tool", onclick: () => change(() => (by("to").value = "legislator")) });
      lines.push(button);
    }
  }
  if (place) {
    const [name, , , , standing] = data.places[place];
    more(made("p", data.standings[standing].replace("{name}", () => name)), name, place);
  } else if (state && how === "open") {
    const { name, standing, href } = data.states[state];
    const line = made("p", (standing ? data.standings[standing] : data.no_record).replace("{name}", () => name));
    if (href) more(line, name, state);
    else lines.push(line);
  }
  notice.replaceChildren(...lines);
}

function show() {
  const choice = chosen();
  const suggested = found(choice);
  const now = new Date();
  const date = data.date.replace("{month}", data.months[now.getMonth() + 1]).replace("{day}", now.getDate()).replace("{year}", now.getFullYear());
  if (choice.place) by("state").value = choice.state;
  by("state").disabled = Boolean(choice.place);
  blocks = compose(data, {
    ...choice,
    place: named(choice),
    official: flat(by("official").value),
    sender: flat(by("sender").value),
    answer: flat(by("answer").value),
    reasons: checked("reason"),
    cases: checked("case"),
    examples: suggested.filter(({ id }) => !without.has(id)),
    date,
  });
  showNotice(choice);
  showExamples(choice, suggested);
  sheet.replaceChildren(...elements(blocks, words));
  status.textContent = "";
}

/** The address of these choices. */
function address() {
  const { to, place, state, asks } = chosen();
  const wanted = { to: to === "chief" ? "" : to, place: place || state, ask: asks.join(","), without: [...without].join(",") };
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  for (const name of ["reason", "case"]) {
    const value = checked(name).join(",");
    if (value !== DEFAULTS[name].join(",")) query.set(name, value || "none");
  }
  const url = new URL(location.href);
  url.search = query.toString().replaceAll("%2C", ",");
  return url;
}

/** @param {() => void} act */
function change(act) {
  act();
  show();
  history.replaceState(null, "", address());
}

/** Takes from the address what the form itself could hold, and no more. */
function read() {
  const asked = new URLSearchParams(location.search);
  const list = (/** @type {string} */ name) => asked.get(name)?.split(",");
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    const values = list(name) ?? usual;
    for (const box of boxes(name)) box.checked = values.includes(box.value);
  }
  for (const box of boxes("ask").filter((one) => one.checked)) box.closest("details")?.setAttribute("open", "");
  if ([.../** @type {HTMLSelectElement} */ (/** @type {unknown} */ (by("to"))).options].some(({ value }) => value === asked.get("to"))) by("to").value = asked.get("to") ?? "";
  const [, state, slug] = /^([a-z]{2})(?:-([a-z0-9-]{1,80}))?$/.exec(asked.get("place") ?? "") ?? [];
  const id = slug ? `${state}-${slug}` : "";
  if (state && Object.hasOwn(data.states, state)) {
    by("state").value = state;
    if (Object.hasOwn(data.places, id)) by("place").value = full(id);
    else if (slug) by("place").value = slug.replace(/(^|-)([a-z])/g, (_, gap, letter) => `${gap && " "}${letter.toUpperCase()}`);
  }
  for (const one of list("without") ?? []) if (Object.hasOwn(data.examples, one)) without.add(one);
}

/** @param {Blob} blob @param {string} ending */
function save(blob, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${words.file}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const subject = () => {
  const choice = chosen();
  return words.subject.replace("{place}", () => (choice.toState ? data.states[choice.state].name : named(choice)));
};

function email() {
  const [texts, asks] = [blocks.filter(({ kind }) => kind === "p"), blocks.filter(({ kind }) => kind === "ask")].map((some) =>
    some.map((block) => (block.kind === "table" ? "" : block.parts.join(""))));
  const url = address();
  url.hash = "letter";
  const sender = flat(by("sender").value);
  const law = chosen().how === "open" ? 4 : 5;
  return mailto({ subject: subject(), opening: texts.slice(2, law), asks, more: words.email_more, closing: [words.email_list.replace("{url}", () => url.href), words.sign, sender] });
}

/** @type {Record<string, () => unknown>} */
const OUTPUTS = {
  copy: () => {
    const types = { "text/html": sheet.innerHTML, "text/plain": text(blocks) };
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(types).map(([type, value]) => [type, new Blob([value], { type })])))]);
  },
  plain: () => navigator.clipboard.writeText(text(blocks)),
  print: () => window.print(),
  docx: async () => save((await import("./letter/docx.js")).docx(blocks, subject()), "docx"),
  txt: () => save(new Blob([text(blocks)], { type: "text/plain;charset=utf-8" }), "txt"),
  email: () => {
    const href = email();
    if (!href) return words.too_long;
    location.href = href;
  },
};

/** @param {string} name */
async function handOut(name) {
  const blanks = blanksIn(blocks);
  if (blanks.length) {
    status.textContent = words.missing.replace("{blanks}", () => blanks.map((blank) => words[`blanks.${blank}`]).join(", "));
    (blanks[0] === "ask" ? boxes("ask")[0] : by(blanks[0])).focus();
    return;
  }
  try {
    status.textContent = /** @type {string | undefined} */ (await OUTPUTS[name]()) ?? words[`done.${name}`] ?? "";
  } catch {
    status.textContent = words.failed;
  }
}

by("places").append(...Object.keys(data.places).map((id) => Object.assign(document.createElement("option"), { value: full(id) })));
read();
show();
form.addEventListener("input", ({ target }) => change(() => {
  const box = /** @type {HTMLInputElement} */ (target);
  if (box.name === "example") without[box.checked ? "delete" : "add"](box.value);
}));
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll("[data-do]")) {
  button.addEventListener("click", () => handOut(/** @type {HTMLElement} */ (button).dataset.do ?? ""));
}
