// Ranking by buttons beside the numbers: up, down, and a spoken result. No dragging.
import { all, behaviour, fill, on } from "./page.js";

behaviour("[data-ranking]", (list) => {
  const items = () => [...list.children];
  const field = (item) => item.querySelector("select,input");
  const name = (item) => item.querySelector("[data-ranking-name]").textContent.trim();
  const say = document.getElementById(list.dataset.ranking);

  const move = (item, step, button) => {
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    step < 0 ? other.before(item) : other.after(item);
    items().forEach((each, index) => (field(each).value = index + 1));
    field(item).dispatchEvent(new Event("change", { bubbles: true }));
    button.focus();
    const places = { name: name(item), rank: items().indexOf(item) + 1, count: items().length };
    if (say) say.textContent = fill(list.dataset.moved, places);
  };

  const rank = (item) => Number(field(item).value) || 999;
  list.append(...items().sort((one, two) => rank(one) - rank(two)));
  items().forEach((item) =>
    [["↑", -1, "up"], ["↓", 1, "down"]].forEach(([sign, step, words]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", fill(list.dataset[words], { name: name(item) }));
      on(button, "click", () => move(item, step, button));
      item.append(button);
    }),
  );
});
