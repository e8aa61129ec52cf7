// A list that grows while one looks: what is new is told politely, can be paused, and moves nothing.
import { all, behaviour, fill, on } from "./page.js";
import { follow, pollNow } from "./following.js";

const BREATH = 10000; // milliseconds between two announcements

const parse = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.firstElementChild;
};

behaviour("[data-topic]", (list) => {
  const data = list.dataset;
  const bar = document.querySelector(`[data-live-bar="${list.id}"]`);
  const part = (name) => bar.querySelector(`[data-${name}]`);
  const [said, link, manner, pause] = ["said", "new", "how", "pause"].map(part);
  const reading = document.querySelector(`[data-read="${list.id}"]`);
  const held = [];
  let last = Number(data.seq);
  let isPaused = false;
  let fresh = 0;
  let told = 0;
  let timer = 0;
  let kind = "";

  const personal = (item) => {
    const isMine = Boolean(data.me) && item.dataset.by === data.me;
    if (isMine) item.classList.add("is-mine");
    all(item, "[data-mine]").forEach((one) => {
      one.hidden = false;
      one.removeAttribute("data-mine");
      if (!isMine) one.remove();
    });
    all(item, "[data-theirs]").forEach((one) => {
      one.removeAttribute("data-theirs");
      if (isMine) one.remove();
    });
    return isMine;
  };

  const replace = (old, item) => {
    const hadFocus = old.contains(document.activeElement);
    const stays = old.querySelector("[data-stays]");
    if (stays) item.prepend(stays);
    old.replaceWith(item);
    if (!hadFocus) return;
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
  };

  const announce = () => {
    timer = 0;
    told = Date.now();
    link.hidden = !fresh;
    link.textContent = fill(fresh > 1 ? said.dataset.many : said.dataset.one, { count: fresh });
  };
  const forget = () => {
    fresh = 0;
    link.hidden = true;
  };
  const tellLater = () => {
    if (!timer) timer = setTimeout(announce, Math.max(500, told + BREATH - Date.now()));
  };

  const count = (item) => {
    if (!fresh) link.href = "grows" in data ? `#${item.id}` : bar.dataset.end;
    fresh += 1;
    tellLater();
  };
  // An item may say in which part of the list it stands, and the number of its last answer.
  const place = ({ seq, html }) => {
    const item = parse(html);
    const old = document.getElementById(item.id);
    const isMine = personal(item);
    const number = Number(item.dataset.last || seq);
    if (old) {
      replace(old, item);
      if (number > Number(old.dataset.last)) count(item);
    } else if (seq > last) {
      if ("grows" in data) (list.querySelector(`[data-side="${item.dataset.in}"]`) || list).append(item);
      if (!isMine) count(item);
    }
    last = Math.max(last, seq);
    item.dispatchEvent(new Event("live:load", { bubbles: true }));
  };

  const apply = (frame) => {
    frame.items.forEach(place);
    document.querySelectorAll("[data-when]").forEach((one) => (one.hidden = !one.dataset.when.split(" ").includes(frame.state)));
    seen();
  };

  const show = () => {
    bar.hidden = false;
    bar.dataset.kind = kind;
    manner.textContent = fill(bar.dataset[isPaused ? "paused" : kind], { count: held.length });
    pause.textContent = isPaused ? pause.dataset.resume : pause.dataset.pause;
    pause.hidden = !isPaused && (kind === "ended" || kind === "reload");
  };

  // What stands on the screen to its end is read; what was new there is new no more.
  const seen = () => {
    const end = list.getBoundingClientRect().bottom;
    if (document.hidden || end > innerHeight || end < 0 || !("grows" in data)) return;
    if (!timer) forget();
  };
  const mark = () => {
    if (!reading || document.hidden || list.getBoundingClientRect().bottom > innerHeight) return;
    const number = reading.elements.number;
    const reached = "grows" in data ? Math.max(last, Number(number.value)) : Number(number.value);
    if (reached <= Number(reading.dataset.reached || 0) || isPaused) return;
    number.value = reading.dataset.reached = reached;
    const body = new URLSearchParams(new FormData(reading));
    fetch(reading.action, { method: "POST", body, credentials: "same-origin", headers: { "X-Live": "1" } }).then(
      (answer) => (reading.hidden = answer.ok),
      () => (reading.dataset.reached = 0),
    );
  };
  const look = () => {
    seen();
    mark();
  };

  on(pause, "click", () => {
    isPaused = !isPaused;
    if (!isPaused) held.splice(0).forEach(apply);
    show();
    look();
  });
  on(link, "click", () => setTimeout(forget));
  on(window, "scroll", look);
  on(document, "visibilitychange", look);

  follow(data.topic, {
    at: Number(data.at),
    poll: data.poll,
    take: (frame) => {
      if (isPaused) held.push(frame);
      else apply(frame);
      show();
      look();
    },
    how: (now) => {
      kind = now;
      show();
    },
  });
  look();
});

// A form whose answer arrives with the others'. Whatever else happens, it is sent as any form.
behaviour("form[data-live-form]", (form) => {
  const text = form.querySelector("textarea");
  const again = () => {
    form.elements.key.value = crypto.randomUUID();
    text.value = "";
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  };
  const wasSent = (answer) => {
    if (answer.status !== 201) return form.submit();
    again();
    return pollNow(form.dataset.liveForm);
  };
  const failed = () => {
    const status = document.getElementById("page-status");
    if (status) status.textContent = status.dataset.failed;
  };
  let isSending = false;
  on(form, "submit", (event) => {
    if (!window.crypto || !crypto.randomUUID) return;
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    const body = new URLSearchParams(new FormData(form));
    fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { "X-Live": "1" } })
      .then(wasSent, failed)
      .then(() => (isSending = false));
  });
});
