// In a private space: shows the current entry of a sliding menu, and says when the page is left.
import { behaviour, on } from "./page.js";

behaviour("[data-strip]", (strip) => {
  const current = strip.querySelector("[aria-current]");
  if (current) strip.scrollLeft = current.offsetLeft - strip.clientWidth / 3;
});

behaviour("[data-leaving]", (form) => {
  on(window, "pagehide", () => navigator.sendBeacon(form.dataset.leaving, new FormData(form)));
});
