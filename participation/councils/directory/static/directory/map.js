// The map of the councils found. It is loaded by the click of whoever asks to see it.
const place = document.querySelector("[data-map]");
const opener = document.querySelector("[data-map-open]");
let drawn = null;

function load(tag, fields) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), fields);
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
}

function words(council) {
  const box = document.createElement("div");
  const link = Object.assign(document.createElement("a"), {
    href: council.url,
    textContent: council.name,
    rel: "noopener",
  });
  const facts = [council.site, council.state, council.where, council.covers].filter(Boolean);
  const lines = facts.map((text) => Object.assign(document.createElement("p"), { textContent: text }));
  box.append(link, ...lines);
  return box;
}

function mark(feature, at) {
  const council = feature.properties;
  const kind = `map-${council.activity}${council.site ? " map-elsewhere" : ""}`;
  const icon = L.divIcon({ className: `map-mark ${kind}`, iconSize: [24, 24] });
  const marker = L.marker(at, { icon, title: council.name }).bindPopup(() => words(council));
  // Who opened it by keyboard goes on from its link, and comes back to its mark.
  marker.on("popupopen", ({ popup }) => {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close.setAttribute("aria-label", place.dataset.close);
    popup.getElement().querySelector("div a[href]").focus();
  });
  marker.on("popupclose", () => marker.getElement()?.focus());
  return marker;
}

async function draw() {
  const answer = await fetch(place.dataset.map + location.search);
  if (!answer.ok) throw new Error(answer.status);
  const found = await answer.json();
  if (drawn.layer) drawn.layer.remove();
  drawn.layer = L.geoJSON(found, {
    pointToLayer: mark,
    style: ({ properties }) => ({ className: `map-${properties.kind}`, interactive: false }),
  }).addTo(drawn.map);
  const near = drawn.layer.getLayers().filter((one) => one.feature.properties.kind !== "back");
  const bounds = L.featureGroup(near).getBounds();
  if (bounds.isValid()) drawn.map.fitBounds(bounds, { maxZoom: 14, animate: false });
  document.getElementById("carte-dit").textContent = found.said;
}

async function open() {
  const { leaflet, leafletStyle, style, tiles, credit, zoomIn, zoomOut } = place.dataset;
  await Promise.all([
    load("link", { rel: "stylesheet", href: leafletStyle }),
    load("script", { src: leaflet }),
  ]);
  await load("link", { rel: "stylesheet", href: style });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const calm = { zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still };
  const map = L.map(place, { zoomControl: false, ...calm }).setView([46.6, 2.4], 5);
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  if (tiles) L.tileLayer(tiles, { attribution: credit, maxZoom: 18 }).addTo(map);
  drawn = { map, layer: null };
  await draw();
}

function failed() {
  document.getElementById("carte-dit").textContent = place.dataset.failed;
}

function toggle() {
  const box = document.getElementById("carte");
  box.hidden = !box.hidden;
  opener.setAttribute("aria-expanded", String(!box.hidden));
  if (!box.hidden && !drawn) open().catch(failed);
}

opener.addEventListener("click", toggle);
toggle(); // the click that brought this script
place.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawn) drawn.map.closePopup();
});
document.addEventListener("htmx:pushedIntoHistory", () => {
  if (drawn) draw().catch(failed);
});
