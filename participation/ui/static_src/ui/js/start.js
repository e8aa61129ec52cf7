// Says that scripts run, and when a request of htmx failed.
import { on } from "./page.js";

document.documentElement.classList.add("js");
on(document, "htmx:responseError htmx:sendError htmx:timeout", () => {
  const status = document.getElementById("page-status");
  if (status) status.textContent = status.dataset.failed;
});
on(document, "htmx:afterSwap", () => {
  const status = document.getElementById("page-status");
  if (status) status.textContent = "";
});
