// The basket, which lives in this tab's own storage and nowhere else, and telling that a draft is being checked.
// Text comes into the page as text alone.
"use strict";
(() => {
  const KEY = "kallan-basket";
  const basket = document.querySelector("[data-basket]");
  const draft = document.querySelector(".k-draft");
  const live = document.querySelector("[data-live]");

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  function read() { // what is there may be of another version, or another's doing
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
      return kept.filter((each) => ["place", "quote", "credit"].every((name) => typeof each?.[name] === "string"));
    } catch {
      return [];
    }
  }

  function keep(items, told, values = {}) {
    sessionStorage.setItem(KEY, JSON.stringify(items));
    show(items);
    live.textContent = fill(told, { count: items.length, ...values });
  }

  function line(item, at, items) {
    const row = basket.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelector("blockquote").textContent = item.quote;
    row.querySelector("p").textContent = item.credit;
    for (const unseen of row.querySelectorAll(".k-unseen")) unseen.textContent = ` (${at + 1})`;
    for (const button of row.querySelectorAll("[data-move]")) {
      const to = at + Number(button.dataset.move);
      button.setAttribute("aria-disabled", String(to < 0 || to >= items.length));
    }
    return row;
  }

  function field(item) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "quote", value: item.place });
    return input;
  }

  function show(items) {
    basket.querySelector("[data-items]").replaceChildren(...items.map(line));
    basket.querySelector("[data-fields]").replaceChildren(...items.map(field));
    basket.querySelector("[data-empty]").hidden = items.length > 0;
    basket.querySelector("[data-save]").hidden = items.length === 0;
    for (const count of document.querySelectorAll("[data-count]")) count.textContent = items.length;
    for (const button of document.querySelectorAll("button[data-pick]")) {
      const picked = items.some((item) => item.place === button.dataset.pick);
      button.hidden = false;
      button.setAttribute("aria-pressed", String(picked));
      button.querySelector("[data-label]").textContent = picked ? basket.dataset.picked : basket.dataset.pick;
    }
  }

  function pick(button) { // a second press takes it out again
    const { pick: place, quote, credit } = button.dataset;
    const items = read();
    const others = items.filter((item) => item.place !== place);
    if (others.length < items.length) keep(others, basket.dataset.removed);
    else if (items.length >= Number(basket.dataset.most)) live.textContent = basket.dataset.full;
    else keep([...items, { place, quote, credit }], basket.dataset.added);
  }

  function move(row, step) { // the button that was pressed keeps the focus, so that it can be pressed again
    const items = read();
    const at = [...row.parentNode.children].indexOf(row);
    const to = at + step;
    if (to < 0 || to >= items.length) return;
    items.splice(to, 0, ...items.splice(at, 1));
    keep(items, basket.dataset.moved, { place: to + 1 });
    basket.querySelectorAll("[data-items] > li")[to].querySelector(`[data-move="${step}"]`).focus();
  }

  function remove(row) {
    const at = [...row.parentNode.children].indexOf(row);
    keep(read().filter((_, place) => place !== at), basket.dataset.removed);
    const left = basket.querySelectorAll("[data-items] > li");
    (left[Math.min(at, left.length - 1)]?.querySelector("[data-remove]") ?? document.getElementById("korg")).focus();
  }

  function clear() {
    keep([], basket.dataset.cleared);
    document.getElementById("korg").focus();
  }

  function onClick(event) {
    const button = event.target.closest?.("button");
    const row = button?.closest("[data-items] > li");
    if (button?.dataset.pick !== undefined) pick(button);
    else if (row && button.dataset.move) move(row, Number(button.dataset.move));
    else if (row && button.dataset.remove !== undefined) remove(row);
    else if (button?.dataset.clear !== undefined) clear();
  }

  function onCheck(event) { // one that is too long is told here; the service refuses it all the same
    const wrong = document.getElementById("wrong");
    const length = [...document.getElementById("text").value].length;
    const long = length > Number(draft.dataset.most);
    wrong.hidden = !long;
    wrong.textContent = long ? fill(draft.dataset.long, { count: length }) : "";
    if (long) event.preventDefault();
    else live.textContent = draft.dataset.working;
  }

  if (basket) {
    basket.querySelector("[data-no-script]").hidden = true;
    show(read());
    document.addEventListener("click", onClick);
    basket.querySelector("[data-save]").addEventListener("submit", () => { live.textContent = basket.dataset.saving; });
  }
  draft?.addEventListener("submit", onCheck);
  if (location.hash === "#resultat") document.getElementById("resultat")?.focus();
  window.addEventListener("pageshow", (event) => { // back from another page, things may have changed
    if (event.persisted && basket) show(read());
    if (event.persisted && draft) live.textContent = "";
  });
})();
