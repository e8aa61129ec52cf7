// Saves a draft on the server three seconds after the last key, and when the page is left. Never in the browser.
import { behaviour, fill, on } from "./page.js";

const RETRIES = { failed: 10000, busy: 60000, 429: 60000 }; // what passes with time, in milliseconds
const KEPT_ALIVE = 60000; // bytes; above 64 KiB a browser refuses a request that may outlive its page

behaviour("form[data-autosave]", (form) => {
  const find = (name) => form.querySelector(name) || document.querySelector(name);
  const status = find("[data-autosave-status]");
  const offline = find("[data-offline]");
  const words = status ? status.dataset : {};
  let timer = 0;
  let dirty = false;
  let leaving = false;

  const tell = (kind) => {
    const now = new Date();
    const time = `${now.getHours()}\u00a0h\u00a0${String(now.getMinutes()).padStart(2, "0")}`;
    if (status) status.textContent = fill(words[kind], { time });
    if (offline) offline.hidden = kind !== "failed";
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  const kindOf = (answer) => {
    if (answer.ok) return "saved";
    if (answer.status >= 500) return "busy";
    return answer.status in words ? answer.status : "refused";
  };

  const save = () => {
    clearTimeout(timer);
    if (!dirty || leaving) return;
    dirty = false;
    const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    const body = new URLSearchParams(typed);
    const keepalive = String(body).length < KEPT_ALIVE;
    fetch(form.dataset.autosave, { method: "POST", body, credentials: "same-origin", keepalive })
      .then(kindOf, () => "failed")
      .then((kind) => {
        tell(kind);
        if (kind === "saved") return;
        dirty = true;
        if (kind in RETRIES) later(RETRIES[kind]);
      });
  };

  on(form, "input change", () => {
    dirty = true;
    later(3000);
  });
  on(form, "submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  on(window, "pageshow", () => (leaving = false));
  on(window, "online", save);
  on(document, "visibilitychange", () => document.hidden && save());
});
