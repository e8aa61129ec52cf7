// Wakes the page, and each fragment htmx brings; says when a request of htmx failed.
import { enliven, on } from "./page.js";

document.documentElement.classList.add("js");
enliven(document);
on(document, "htmx:load", (event) => enliven(event.target));
on(document, "htmx:responseError htmx:sendError htmx:timeout", () => {
  const status = document.getElementById("page-status");
  if (status) status.textContent = status.dataset.failed;
});
on(document, "htmx:afterSwap", () => {
  const status = document.getElementById("page-status");
  if (status) status.textContent = "";
});
