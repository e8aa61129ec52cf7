// An error summary takes the focus, and its links move to the field itself.
import { behaviour, on } from "./page.js";

behaviour("[data-error-summary]", (summary) => {
  summary.focus();
  on(summary, "click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) return;
    event.preventDefault();
    const control = field.matches("input,select,textarea") ? field : field.querySelector("input,select,textarea");
    (field.closest("fieldset,.field") || field).scrollIntoView();
    (control || field).focus({ preventScroll: true });
  });
});
