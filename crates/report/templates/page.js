"use strict";

// A link into a closed document opens it and brings the figure to the middle of the window.
(() => {
  const reveal = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // a hash that is no valid escape leads nowhere
    }
    if (!target || !target.closest(".document")) return;
    target.closest(".document").open = true;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reveal);
  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) setTimeout(reveal);
  });
  reveal();
})();

// The claims table: filters, sorting and paging over the rows of the data island.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const PAGE = 50;
  const [ID, LINKED, SURFACE, VALUE, NUMBER, UNIT, CLASS, INDICATOR, NARROWER, MEASURE, MEASURE_TEXT, PERIOD, END,
    DOCUMENT, SENTENCE, LANG] = Array(16).keys();
  const { strings, rows } = JSON.parse(document.getElementById("claims-data").textContent);
  const table = document.getElementById("claims-table");
  const pager = document.getElementById("pager");
  const count = document.getElementById("claims-count");
  const selects = { indicator: INDICATOR, unit: UNIT, measure: MEASURE };
  const compareText = (field) => (a, b) => strings[rows[a][field]].localeCompare(strings[rows[b][field]], "en");
  const orders = {
    place: (a, b) => a - b,
    number: (a, b) => rows[a][NUMBER] - rows[b][NUMBER],
    indicator: compareText(INDICATOR),
    measure: compareText(MEASURE_TEXT),
    period: (a, b) => (strings[rows[a][END]] < strings[rows[b][END]] ? -1 : +(rows[a][END] !== rows[b][END])),
    document: compareText(DOCUMENT),
  };
  let haystacks = null;
  let sort = { key: "place", sign: 1 };
  let found = [];
  let page = 0;

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const cell = (label, className, ...children) => {
    const made = element("td", { className }, ...children);
    made.dataset.label = label;
    return made;
  };

  const show = (at) => {
    const row = rows[at];
    const text = (field) => strings[row[field]];
    const figure = element("mark", { className: text(CLASS), lang: text(LANG) }, row[SURFACE]);
    const head = element("th", { scope: "row" }, figure);
    if (row[LINKED]) {
      const link = element("a", {}, figure);
      link.setAttribute("href", "#claim-" + row[ID]);
      head.append(link);
    }
    const what = cell("What", "", text(INDICATOR));
    if (text(NARROWER)) what.append(" ", element("span", { className: "soft" }, text(NARROWER)));
    const sentence = cell("Sentence", "sentence", text(SENTENCE));
    sentence.lang = text(LANG);
    return element("tr", {}, head, cell("Value", "number", row[VALUE]), what, cell("Measure", "", text(MEASURE_TEXT)),
      cell("Period", "", text(PERIOD)), cell("Document", "name", text(DOCUMENT)), sentence);
  };

  const draw = () => {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    table.tBodies[0].replaceChildren(...found.slice(page * PAGE, (page + 1) * PAGE).map(show));
    const of = found.length === rows.length ? "" : " of " + rows.length.toLocaleString("en");
    count.textContent = found.length.toLocaleString("en") + of + (rows.length === 1 ? " claim" : " claims");
    pager.hidden = pages === 1;
    pager.querySelector("span").textContent = "Page " + (page + 1) + " of " + pages;
    pager.querySelector("[data-step='-1']").disabled = page === 0;
    pager.querySelector("[data-step='1']").disabled = page === pages - 1;
  };

  const haystack = (row) =>
    [row[SURFACE], row[VALUE], strings[row[INDICATOR]], strings[row[NARROWER]], strings[row[PERIOD]],
      strings[row[SENTENCE]]].join("\n").toLowerCase();

  const search = () => {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const name = form.elements.document.value.trim().toLowerCase();
    const wanted = Object.entries(selects)
      .map(([key, field]) => [field, form.elements[key].value])
      .filter(([, value]) => value !== "")
      .map(([field, value]) => [field, Number(value)]);
    if (words.length) haystacks ??= rows.map(haystack);
    found = [...rows.keys()].filter((at) =>
      wanted.every(([field, value]) => rows[at][field] === value)
      && (!name || strings[rows[at][DOCUMENT]].toLowerCase().includes(name))
      && words.every((word) => haystacks[at].includes(word)));
    found.sort((a, b) => sort.sign * orders[sort.key](a, b) || a - b);
    page = 0;
    draw();
  };

  const fill = (select, field) => {
    const used = [...new Set(rows.map((row) => row[field]))].filter((place) => strings[place]);
    used.sort((a, b) => strings[a].localeCompare(strings[b], "en"));
    select.append(...used.map((place) => element("option", { value: place }, strings[place])));
  };

  const makeSortable = (head) => {
    const button = element("button", { type: "button" }, head.textContent);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const key = head.dataset.key;
      sort = { key, sign: sort.key === key ? -sort.sign : 1 };
      for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sort.sign > 0 ? "ascending" : "descending");
      search();
    });
  };

  for (const [key, field] of Object.entries(selects)) fill(form.elements[key], field);
  table.querySelectorAll("th[data-key]").forEach(makeSortable);
  form.addEventListener("input", search);
  form.addEventListener("reset", () => setTimeout(search));
  form.addEventListener("submit", (event) => event.preventDefault());
  pager.addEventListener("click", (event) => {
    const step = Number(event.target.dataset.step);
    if (!step) return;
    page += step;
    draw();
    table.scrollIntoView({ block: "start" });
  });
  form.hidden = false;
  search();
})();
