// One socket for all that a page follows. When it fails, the same frames are asked for, again and again.
import { on } from "./page.js";

const POLL = 15000; // milliseconds between two questions without a socket
const DEAD = 70000; // a socket that says nothing for so long is dead: it says that it lives every 30 s
const ENDED = 4403; // the right to read has ended or changed

const followed = new Map(); // topic -> { at, poll, take(frame), how(kind) }
let socket = null;
let isLive = false;
let tries = 0;
let heard = 0;
let timer = 0;

const each = (act) => followed.forEach((one, topic) => act(one, topic));
const isOpen = () => socket && socket.readyState === 1;
const how = (kind) => each((one) => one.how(kind));
const ask = (one, topic) => isOpen() && socket.send(JSON.stringify({ follow: topic, after: one.at }));

const end = () => {
  how("ended");
  followed.clear();
};

const take = (frame) => {
  const one = followed.get(frame.topic || frame.reload || frame.refused);
  if (!one) return;
  if (frame.html !== undefined) {
    const old = document.getElementById(frame.target);
    if (old) old.outerHTML = frame.html;
  } else if (frame.reload || frame.refused) {
    one.how(frame.reload ? "reload" : "ended");
    followed.delete(frame.reload || frame.refused);
  } else if (frame.since > one.at) {
    ask(one, frame.topic); // something between was lost
  } else if (frame.at > one.at) {
    one.at = frame.at;
    one.take(frame);
  }
};

// Ask once, by address, for what became of one topic.
const poll = (one, topic) =>
  fetch(`${one.poll}?after=${one.at}`, { credentials: "same-origin" })
    .then((answer) => (answer.status === 404 ? { refused: topic } : answer.json()))
    .then(take)
    .then(() => isLive || one.how("polled"), () => isLive || one.how("off"));

export const pollNow = (topic) => {
  const one = followed.get(topic);
  return one && !isLive ? poll(one, topic) : Promise.resolve();
};

const hear = (event) => {
  heard = Date.now();
  const frame = JSON.parse(event.data);
  if (frame.following) {
    isLive = true;
    tries = 0;
    how("live");
  }
  take(frame);
};

const connect = () => {
  clearTimeout(timer);
  if (socket || !followed.size) return;
  const here = location.origin.replace(/^http/, "ws");
  const mine = new WebSocket(`${here}/ws/?lang=${document.documentElement.lang}`);
  socket = mine;
  heard = Date.now();
  on(mine, "open", () => each(ask));
  on(mine, "message", hear);
  on(mine, "close", (event) => lose(mine, event.code));
};

// Come back after a while that differs for each page: a thousand of them must not come at once.
const lose = (mine, code) => {
  if (mine !== socket) return;
  socket = null;
  isLive = false;
  if (code === ENDED) return end();
  how(navigator.onLine ? "polled" : "off");
  timer = setTimeout(connect, 500 + Math.random() * Math.min(30000, 10000 * 2 ** tries));
  tries += 1;
};

const drop = () => {
  const mine = socket;
  if (!mine) return;
  mine.close();
  lose(mine, 0);
};

// `one` has `at`, `poll`, `take(frame)` for what is new, and `how(kind)`: live, polled, off, reload, ended.
export const follow = (topic, one) => {
  followed.set(topic, one);
  if (isOpen()) ask(one, topic);
  else connect();
};

setInterval(() => {
  if (socket && Date.now() - heard > DEAD) drop();
}, 10000);
setInterval(() => isLive || each(poll), POLL);
on(window, "offline", drop);
on(window, "online", () => {
  each(poll);
  connect();
});
on(window, "pageshow", (event) => event.persisted && connect());
on(document, "visibilitychange", () => document.hidden || connect());
