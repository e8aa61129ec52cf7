// Wakes the page, and each fragment that is brought to it.
import { enliven, on } from "./page.js";

enliven(document);
on(document, "htmx:load live:load", (event) => enliven(event.target));
