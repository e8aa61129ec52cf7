// What every behaviour needs: find elements, now and after a fragment has been swapped in.

export const all = (root, selector) => [
  ...(root.matches && root.matches(selector) ? [root] : []),
  ...root.querySelectorAll(selector),
];

export const on = (target, names, listen) =>
  names.split(" ").forEach((name) => target.addEventListener(name, listen));

// Fill {places} of a sentence written in the page, so that words stay in templates.
export const fill = (sentence, places) =>
  (sentence || "").replace(/\{(\w+)\}/g, (whole, name) => (name in places ? places[name] : whole));

const behaviours = [];

// `start(element)` runs once for each element that carries the attribute.
export const behaviour = (selector, start) => behaviours.push([selector, start, new WeakSet()]);

export const enliven = (root) =>
  behaviours.forEach(([selector, start, seen]) =>
    all(root, selector).forEach((element) => {
      if (seen.has(element)) return;
      seen.add(element);
      start(element);
    }),
  );
