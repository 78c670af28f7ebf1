// How far somebody has come in the tour: kept in their own browser and nowhere else. The pages work without it.
"use strict";
(() => {
  const KEY = "kallan-tour";
  const overview = document.querySelector("[data-tour]");
  const page = document.querySelector("[data-step-page]");
  const live = document.querySelector("[data-live]");

  function read() { // what is there may be of another version, or another's doing
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      const done = Array.isArray(kept?.done) ? kept.done.filter((id) => typeof id === "string") : [];
      return { done: new Set(done), last: typeof kept?.last === "string" ? kept.last : null };
    } catch {
      return { done: new Set(), last: null };
    }
  }

  function keep(kept) { // a browser that keeps nothing (full, or told not to) shows the pages all the same
    try {
      localStorage.setItem(KEY, JSON.stringify({ done: [...kept.done], last: kept.last }));
    } catch {
      // nothing to do: the mark lasts as long as the page
    }
  }

  function mark(done) {
    for (const row of document.querySelectorAll("[data-step]")) {
      row.querySelector("[data-mark]").hidden = !done.has(row.dataset.step);
    }
  }

  function showOverview(kept) {
    const rows = [...document.querySelectorAll("[data-step]")];
    const count = rows.filter((row) => kept.done.has(row.dataset.step)).length;
    const told = count === rows.length ? overview.dataset.all : overview.dataset.told;
    const begun = count > 0 || kept.last !== null;
    const here = rows.find((row) => row.dataset.step === kept.last && !kept.done.has(kept.last));
    const next = here ?? rows.find((row) => !kept.done.has(row.dataset.step)) ?? rows[0];
    const link = overview.querySelector("[data-continue]");
    overview.querySelector("[data-progress]").textContent = begun
      ? told.replace("{done}", count).replace("{count}", rows.length)
      : "";
    overview.querySelector("[data-bar]").hidden = !begun;
    overview.querySelector("[data-bar]").value = count;
    overview.querySelector("[data-actions]").hidden = false;
    overview.querySelector("[data-reset]").hidden = !begun;
    link.href = next.querySelector("a").href;
    link.textContent = begun && count < rows.length
      ? `${link.dataset.again} ${next.querySelector("a").textContent}`
      : link.dataset.begin;
    mark(kept.done);
  }

  function showStep(kept) {
    const button = page.querySelector("[data-done]");
    button.hidden = false;
    button.setAttribute("aria-pressed", String(kept.done.has(page.dataset.stepPage)));
    mark(kept.done);
  }

  function toggle() {
    const kept = read();
    const id = page.dataset.stepPage;
    const marked = !kept.done.delete(id);
    if (marked) kept.done.add(id);
    keep(kept);
    showStep(kept);
    live.textContent = marked ? live.dataset.marked : live.dataset.unmarked;
  }

  function reset() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // as in keep
    }
    showOverview(read());
    overview.querySelector("[data-progress]").textContent = overview.dataset.resetTold;
    overview.querySelector("[data-continue]").focus();
  }

  function show() {
    const kept = read();
    if (overview) showOverview(kept);
    if (page) showStep(kept);
  }

  if (page) keep({ ...read(), last: page.dataset.stepPage });
  show();
  page?.querySelector("[data-done]").addEventListener("click", toggle);
  overview?.querySelector("[data-reset]").addEventListener("click", reset);
  window.addEventListener("pageshow", (event) => { if (event.persisted) show(); });
  window.addEventListener("storage", (event) => { if (event.key === KEY) show(); });
})();
