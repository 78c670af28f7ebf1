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

  function onClick(event) {
    const part = event.target.closest?.("[data-copy], [data-link], a[href^='#']");
    if (!part) return;
    if (part.dataset.copy !== undefined) copy(part, absolute(part.dataset.copy));
    else if (part.dataset.link !== undefined) copy(part, absolute(part.dataset.link));
    else {
      const target = document.getElementById(part.getAttribute("href").slice(1));
      if (!target) return;
      event.preventDefault(); // the page's <base> would load it anew
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "center" });
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
    const newest = document.querySelector("#k-talk article");
    const now = newest ? `${newest.dataset.exchange} ${newest.dataset.complete}` : "";
    if (now === told) return;
    told = now;
    if (!newest) live.textContent = "";
    else if (newest.dataset.complete === "no") live.textContent = words.searching;
    else {
      const sources = newest.querySelectorAll(".k-sources:not(.k-nearest) > ol > li").length;
      const said = newest.querySelector("[data-said]").innerText;
      live.textContent = sources ? `${said} ${words.sources.replace("{count}", sources)}` : said;
    }
    if (document.activeElement === document.body) document.querySelector("#k-question textarea")?.focus();
  }

  function onOpen(event) { // a page that is shown begins at its quote
    const page = event.target.open && event.target.querySelector(".k-page");
    const mark = page?.querySelector("mark");
    if (mark) page.scrollTop += mark.getBoundingClientRect().top - page.getBoundingClientRect().top - page.clientHeight / 3;
  }

  document.addEventListener("click", onClick);
  document.addEventListener("toggle", onOpen, true);
  document.body.append(live);
  new MutationObserver(onChange).observe(document.body, { childList: true, subtree: true, attributeFilter: ["class"] });
})();
