// Offers names while somebody types after an @. The names are asked for once, when needed.
import { behaviour, fill, on } from "./page.js";

const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

behaviour("[data-mentions]", (part) => {
  const field = part.querySelector("textarea");
  const list = document.createElement("ul");
  const told = document.createElement("p");
  let names = null;
  let chosen = 0;
  list.className = "names";
  list.id = `${field.id}_names`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", part.dataset.label);
  list.hidden = true;
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  field.after(list, told);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);

  const typed = () => field.value.slice(0, field.selectionStart).match(/(^|[\s(])@([^@\n]{0,40})$/);
  const close = () => {
    list.hidden = true;
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    chosen = (place + list.children.length) % list.children.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", index === chosen));
    field.setAttribute("aria-activedescendant", list.children[chosen].id);
  };
  const take = (name) => {
    const end = field.selectionStart;
    field.setRangeText(`${name} `, end - typed()[2].length, end, "end");
    close();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const offer = async () => {
    if (!typed()) return close();
    names = names || fetch(part.dataset.mentions).then((answer) => (answer.ok ? answer.json() : { names: [] }));
    const all = (await names.catch(() => ({ names: [] }))).names;
    const begun = typed();
    const found = begun ? all.filter((name) => bare(name).startsWith(bare(begun[2]))).slice(0, 6) : [];
    if (!found.length) return close();
    list.replaceChildren(
      ...found.map((name, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}_${index}`;
        item.setAttribute("role", "option");
        item.textContent = name;
        on(item, "mousedown", (event) => {
          event.preventDefault();
          take(name);
        });
        return item;
      }),
    );
    list.hidden = false;
    told.textContent = fill(part.dataset.found, { count: found.length });
    choose(0);
  };
  on(field, "input", offer);
  on(field, "blur", close);
  on(field, "keydown", (event) => {
    if (list.hidden) return;
    const act = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      Enter: () => take(list.children[chosen].textContent),
      Escape: close,
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
});
