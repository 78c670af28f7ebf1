// What the chat's page does in the browser beside Gradio: its language, copying, moving to a source, and telling
// screen readers when an answer is whole.
"use strict";
(() => {
  const { language, words: inJson } = document.currentScript.dataset;
  const words = JSON.parse(inJson);

  function keepLanguage() { // Gradio sets that of the browser; the page's own is what its words are in
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
  }
  keepLanguage();
  new MutationObserver(keepLanguage).observe(document.documentElement, { attributeFilter: ["lang"] });

  const live = document.createElement("div");
  live.id = "k-live";
  live.className = "k-unseen";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");

  async function copy(button, text) {
    let message = words.copied;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      message = words.failed;
    }
    const before = button.innerHTML;
    button.textContent = message;
    live.textContent = message;
    setTimeout(() => { button.innerHTML = before; }, 2000);
  }

  function absolute(text) {
    return text.replace(/(^|\s)(\/documents\/\S+)$/gm, (_, gap, path) => gap + location.origin + path);
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  function show(leaf, number) { // another page of the source's document; the quote's own pages keep their marks
    const { document: id, title, marks, marked, numbers, at } = leaf.dataset;
    const all = numbers.split(" ").map(Number);
    const query = new URLSearchParams();
    for (const mark of marks.split(" ")) {
      const [page, range] = mark.split(":");
      if (Number(page) === number) query.append("highlight", range);
    }
    query.append("scale", "2");
    const picture = leaf.querySelector("img");
    leaf.dataset.shown = number;
    picture.alt = number === Number(at) ? marked : fill(words.page, { number, title, count: all.length });
    picture.src = `/api/v1/documents/${encodeURIComponent(id)}/pages/${number}/image?${query}`;
    leaf.querySelector(".k-place").textContent = fill(words.place, { number, count: all.length });
    live.textContent = picture.alt;
    mark(leaf);
  }

  function mark(leaf) { // which way there are more pages; a button in focus is not switched off under the reader
    const all = leaf.dataset.numbers.split(" ").map(Number);
    const place = all.indexOf(Number(leaf.dataset.shown ?? leaf.dataset.at));
    for (const button of leaf.querySelectorAll("[data-turn]")) {
      button.setAttribute("aria-disabled", String(all[place + Number(button.dataset.turn)] === undefined));
    }
  }

  function turn(button) {
    const leaf = button.closest(".k-leaf");
    const all = leaf.dataset.numbers.split(" ").map(Number);
    const place = all.indexOf(Number(leaf.dataset.shown ?? leaf.dataset.at));
    const number = all[place + Number(button.dataset.turn)];
    if (number !== undefined) show(leaf, number);
  }

  function onKey(event) { // from source to source with the arrows, back to the answer with Esc
    const source = event.target.closest?.(".k-sources > ol > li");
    if (!source || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (step && event.target === source && source[step]) {
      event.preventDefault();
      go(source[step]);
    } else if (event.key === "Escape") {
      go(document.getElementById(source.id.replace("kalla", "svar")));
    }
  }

  function go(target) {
    if (!target) return;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.offsetHeight > innerHeight * 0.8 ? "start" : "center" });
  }

  function lose(picture) { // a document that is gone takes its pictures along: the text stands in for them
    // Only where it is not told already: adding a class again is a change that onChange would see.
    picture.closest?.(":is(.k-shot, .k-leaf):not(.k-lost)")?.classList.add("k-lost");
  }

  function loseBroken() { // one that broke before it stood in the page told nobody
    for (const picture of document.querySelectorAll(".k-shot img, .k-leaf img")) {
      if (picture.complete && picture.naturalWidth === 0) lose(picture);
    }
  }

  function onClick(event) {
    const part = event.target.closest?.("[data-copy], [data-link], [data-turn], a[href^='#']");
    if (!part) return;
    if (part.dataset.turn !== undefined) turn(part);
    else if (part.dataset.copy !== undefined) copy(part, absolute(part.dataset.copy));
    else if (part.dataset.link !== undefined) copy(part, absolute(part.dataset.link));
    else {
      const target = document.getElementById(part.getAttribute("href").slice(1));
      if (!target) return;
      event.preventDefault(); // the page's <base> would load it anew
      go(target);
    }
  }

  function name() { // Gradio gives a group of boxes no name and its fold no state
    for (const group of document.querySelectorAll("fieldset:not([aria-label])")) {
      const title = group.querySelector("span[data-testid='block-info'], span");
      if (title) group.setAttribute("aria-label", title.innerText.trim());
    }
    const fold = document.querySelector("#k-filters > button");
    const open = String(fold?.classList.contains("open") ?? false);
    if (fold && fold.getAttribute("aria-expanded") !== open) fold.setAttribute("aria-expanded", open);
  }

  let told = "";
  function onChange() {
    name();
    loseBroken();
    thank();
    const newest = document.querySelector("#k-talk article");
    const now = newest ? `${newest.dataset.exchange} ${newest.dataset.complete}` : "";
    if (now === told) return;
    told = now;
    if (!newest) marked.clear();
    if (!newest) live.textContent = "";
    else if (newest.dataset.complete === "no") live.textContent = words.searching;
    else {
      const sources = newest.querySelectorAll(".k-sources:not(.k-nearest) > ol > li").length;
      const parts = [...newest.querySelectorAll("[data-understood], [data-said]")].map((part) => part.innerText);
      if (sources) parts.push(words.sources.replace("{count}", sources));
      live.textContent = parts.join(" ");
    }
    if (document.activeElement === document.body) document.querySelector("#k-question textarea")?.focus();
  }

  function onOpen(event) { // a page that is shown begins at its quote
    const page = event.target.open && event.target.querySelector(".k-page");
    const leaf = event.target.open && event.target.querySelector(".k-leaf");
    if (leaf) mark(leaf);
    const quote = page?.querySelector("mark");
    if (quote) page.scrollTop += quote.getBoundingClientRect().top - page.getBoundingClientRect().top - page.clientHeight / 3;
  }

  const marked = new Map(); // by exchange: what was said when it was sent, since the conversation is drawn anew

  async function onSubmit(event) { // a reader's word on an answer
    const form = event.target.closest?.("[data-feedback]");
    if (!form) return;
    event.preventDefault();
    const sent = new FormData(form);
    const body = { ...JSON.parse(form.dataset.feedback), verdict: sent.get("verdict"), comment: sent.get("comment") };
    let told = form.dataset.failed;
    try {
      const headers = { "Content-Type": "application/json" };
      const response = await fetch("/api/v1/feedback", { method: "POST", headers, body: JSON.stringify(body) });
      if (response.ok) told = form.dataset.thanks;
    } catch { /* told below */ }
    live.textContent = told;
    if (told !== form.dataset.thanks) {
      form.querySelector("[data-sent]").textContent = told;
      return;
    }
    marked.set(form.closest("article").dataset.exchange, told);
    thank();
    document.querySelector("#k-question textarea")?.focus();
  }

  function thank() { // an answer is marked once
    for (const form of document.querySelectorAll("[data-feedback]:not([data-done])")) {
      const told = marked.get(form.closest("article")?.dataset.exchange);
      if (told === undefined) continue;
      form.dataset.done = "";
      form.querySelector("details").remove();
      form.querySelector("[data-sent]").textContent = told;
    }
  }

  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
  document.addEventListener("toggle", onOpen, true);
  document.addEventListener("keydown", onKey);
  document.addEventListener("error", (event) => lose(event.target), true);
  document.body.append(live);
  new MutationObserver(onChange).observe(document.body, { childList: true, subtree: true, attributeFilter: ["class"] });
})();
