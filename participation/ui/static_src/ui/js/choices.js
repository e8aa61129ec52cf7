// The text beside « autre » shows with its box; a long list can be narrowed by typing.
import { behaviour, on } from "./page.js";

behaviour("[data-shown-with]", (part) => {
  const box = document.getElementById(part.dataset.shownWith);
  if (!box) return;
  const show = () => (part.hidden = !box.checked);
  on(box.form || document, "change", show);
  on(window, "pageshow", show);
  show();
});

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

behaviour("select[data-filter]", (list) => {
  const options = [...list.options];
  const label = document.createElement("label");
  const search = document.createElement("input");
  search.type = "search";
  search.autocomplete = "off";
  search.id = `${list.id}_filter`;
  label.htmlFor = search.id;
  label.className = "hint";
  label.textContent = list.dataset.filter;
  list.before(label, search);
  on(search, "input", () => {
    const words = plain(search.value).split(/\s+/);
    const kept = options.filter(
      (option) => option.selected || !option.value || words.every((word) => plain(option.text).includes(word)),
    );
    list.replaceChildren(...kept);
  });
});
