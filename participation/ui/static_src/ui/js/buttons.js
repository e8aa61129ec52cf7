// Print, copy, and a form that is not sent twice by a double click, yet can always be tried again.
import { behaviour, on } from "./page.js";

behaviour("[data-print]", (button) => {
  button.hidden = false;
  on(button, "click", () => print());
});

behaviour("[data-copy]", (button) => {
  const source = document.querySelector(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  button.hidden = false;
  on(button, "click", () =>
    navigator.clipboard.writeText((source.value || source.textContent).trim()).then(() => {
      button.textContent = button.dataset.done || button.textContent;
    }),
  );
});

const patience = 4000;

on(document, "submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  const now = Date.now();
  if (now - Number(form.dataset.sentAt || 0) < patience) event.preventDefault();
  else form.dataset.sentAt = now;
});
on(window, "pageshow", () => document.querySelectorAll("form[data-sent-at]").forEach((form) => delete form.dataset.sentAt));

// What a button opens may need a script of its own: it comes with the first click, and acts on it.
behaviour("[data-module]", (button) => {
  button.hidden = false;
  on(button, "click", () => {
    const script = document.createElement("script");
    script.type = "module"; // fetched and run once, however often it is asked for
    script.src = button.dataset.module;
    on(script, "error", () => document.dispatchEvent(new Event("htmx:sendError")));
    document.head.append(script);
  });
});
