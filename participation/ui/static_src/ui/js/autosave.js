// Saves a draft on the server three seconds after the last key, and when the page is left. Never in the browser.
import { behaviour, fill, on } from "./page.js";

behaviour("form[data-autosave]", (form) => {
  const find = (name) => form.querySelector(name) || document.querySelector(name);
  const status = find("[data-autosave-status]");
  const offline = find("[data-offline]");
  let timer = 0;
  let dirty = false;
  let leaving = false;

  const tell = (kind) => {
    const now = new Date();
    const time = `${now.getHours()}\u00a0h\u00a0${String(now.getMinutes()).padStart(2, "0")}`;
    if (status) status.textContent = fill(status.dataset[kind], { time });
    if (offline) offline.hidden = kind !== "failed";
  };

  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  };

  const save = () => {
    clearTimeout(timer);
    if (!dirty || leaving) return;
    dirty = false;
    const body = new FormData(form);
    [...body].forEach(([name, value]) => value instanceof File && body.delete(name));
    fetch(form.dataset.autosave, { method: "POST", body, credentials: "same-origin", keepalive: true })
      .then((answer) => {
        if (!answer.ok) throw answer;
        tell("saved");
      })
      .catch(() => {
        dirty = true;
        tell("failed");
        later(10000);
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
