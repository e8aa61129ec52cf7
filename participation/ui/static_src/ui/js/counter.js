// Says how much room is left in a long answer. It never stops the typing.
import { behaviour, fill, on } from "./page.js";

behaviour("[data-counter]", (counter) => {
  const field = document.getElementById(counter.dataset.counter);
  if (!field) return;
  const most = Number(counter.dataset.most);
  const count = () => {
    const left = most - field.value.length;
    const number = Math.abs(left).toLocaleString(document.documentElement.lang);
    counter.textContent = fill(left < 0 ? counter.dataset.over : counter.dataset.left, { count: number });
    counter.classList.toggle("over", left < 0);
  };
  on(field, "input", count);
  count();
});
