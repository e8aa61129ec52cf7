// A meeting's page: timers on the server's clock, supporting without leaving, and what stays when a part is replaced.
(() => {
  "use strict";
  const told = document.querySelector("[data-server-time]");
  const ahead = told ? Date.parse(told.dataset.serverTime) - Date.now() : 0;
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  const inWords = (seconds) => {
    const rest = Math.abs(seconds);
    return `${Math.floor(rest / 60)}\u00a0min\u00a0${String(rest % 60).padStart(2, "0")}\u00a0s`;
  };

  const count = (timer) => {
    const spent = Math.floor((Date.now() + ahead - Date.parse(timer.dataset.started)) / 1000);
    const left = Number(timer.dataset.seconds) - spent;
    timer.classList.toggle("is-over", left < 0);
    timer.textContent = (left < 0 ? timer.dataset.over : timer.dataset.left).replace("{time}", inWords(left));
  };
  const countAll = () => all(document, "[data-started]").forEach(count);

  // Which questions this reader supports: pushed questions are the same for everybody.
  const list = document.querySelector("[data-supported]");
  const mine = new Set(list ? list.dataset.supported.split(" ") : []);
  const dress = (question) =>
    all(question, "a[data-support]").forEach((link) => {
      link.hidden = mine.has(question.id) === (link.dataset.support === "add");
    });

  const send = (link, html) => {
    const form = new DOMParser().parseFromString(html, "text/html").querySelector("[data-support-form]");
    if (!form) throw new Error("no form");
    const body = new URLSearchParams(new FormData(form));
    body.set("do", link.dataset.support);
    return fetch(form.getAttribute("action"), { method: "POST", body, credentials: "same-origin", headers: { "X-Live": "1" } });
  };

  const supported = (link) => (answer) => {
    if (answer.status !== 204) throw new Error(String(answer.status));
    const question = link.closest("li");
    const isAdded = link.dataset.support === "add";
    if (isAdded) mine.add(question.id);
    else mine.delete(question.id);
    const here = document.getElementById(question.id) || question;
    dress(here);
    const other = here.querySelector("a[data-support]:not([hidden])");
    if (other) other.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-support]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    fetch(link.href, { credentials: "same-origin" })
      .then((answer) => answer.text())
      .then((html) => send(link, html))
      .then(supported(link))
      .catch(() => location.assign(link.href));
  });

  // What a reader had opened, and where the focus was, outlive the part that held them.
  const open = new Set();
  let last = "";
  document.addEventListener(
    "toggle",
    (event) => event.target.id && (event.target.open ? open.add(event.target.id) : open.delete(event.target.id)),
    true,
  );
  document.addEventListener("focusin", (event) => {
    if (event.target.tabIndex >= 0) last = event.target.id;
  });
  document.addEventListener("live:load", (event) => {
    const part = event.target;
    const none = document.querySelector(".hall-none");
    if (none && part.matches(".hall-question")) none.remove();
    if (part.matches(".hall-question")) dress(part);
    all(part, "details[id]").forEach((one) => {
      if (open.has(one.id)) one.open = true;
    });
    const again = last && document.activeElement === part && document.getElementById(last);
    if (again && part.contains(again)) again.focus({ preventScroll: true });
    countAll();
  });

  countAll();
  setInterval(countAll, 1000);
})();
