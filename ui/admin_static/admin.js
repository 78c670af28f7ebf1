// The editors' pages: files that are too large are told of before they are sent, and a change is followed as it goes
// on. Without this the pages do the same, only less at once. Text comes into the page as text alone.
"use strict";
(() => {
  const upload = document.querySelector(".k-upload");
  const work = document.getElementById("arbete");

  function onFiles(event) { // the service refuses them all the same
    const { files } = document.getElementById("files");
    const size = [...files].reduce((sum, file) => sum + file.size, 0);
    const { most, mostFiles, large, many } = upload.dataset;
    const wrong = files.length > Number(mostFiles) ? many : size > Number(most) ? large : "";
    const told = document.getElementById("wrong");
    told.textContent = wrong;
    told.hidden = !wrong;
    if (event.type === "submit" && wrong) event.preventDefault();
    else if (event.type === "submit") upload.querySelector("[data-live]").textContent = upload.dataset.sending;
  }

  function show(fresh) { // only what has changed, so that a reader of the page keeps the place
    const told = work.querySelector("[data-told]");
    const now = fresh.querySelector("[data-told]");
    if (told.textContent !== now.textContent) told.textContent = now.textContent;
    const bar = work.querySelector("progress");
    const value = fresh.querySelector("progress")?.getAttribute("value");
    if (bar && value) bar.setAttribute("value", value);
    if (fresh.dataset.running === "yes") return;
    const focused = work.querySelector("[data-rest]").contains(document.activeElement);
    work.dataset.running = "no";
    told.className = now.className;
    work.querySelector("[data-rest]").replaceWith(document.adoptNode(fresh.querySelector("[data-rest]")));
    if (focused || document.activeElement === document.body) document.getElementById("rubrik").focus();
  }

  async function follow() {
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("arbete");
      if (!fresh) return location.reload(); // signed out meanwhile
      document.title = page.title;
      show(fresh);
    } catch {
      work.querySelector("[data-told]").textContent = work.dataset.lost;
    }
    if (work.dataset.running === "yes") setTimeout(follow, 1000);
  }

  if (upload) {
    upload.addEventListener("submit", onFiles);
    document.getElementById("files").addEventListener("change", onFiles);
    window.addEventListener("pageshow", () => { upload.querySelector("[data-live]").textContent = ""; });
  }
  if (work?.dataset.running === "yes") setTimeout(follow, 500);
})();
