// Zones on the chart mirror the check boxes of the list: the list is what the form sends, so it works without this script.

const LINE = 45; // millimetres: zones whose middles lie in one such strip form a line of the reading order
const middles = new WeakMap();

/** Wires every zone below `root`; taps arrive through the stage, so that panning and zooming never tick a zone. */
export function wireZones(root, stages) {
  for (const set of root.querySelectorAll("[data-chart-set]")) wireViews(set, stages);
  for (const stage of stages) {
    const zones = [...stage.svg.querySelectorAll("[data-zone]")];
    if (!zones.length) continue;
    stage.figure.addEventListener("chart-tap", (event) => {
      const zone = event.detail.target.closest?.("[data-zone]");
      if (zone) toggle(stage, zone);
    });
    for (const zone of zones) {
      zone.addEventListener("keydown", (event) => key(event, stage, zones, zone));
      zone.addEventListener("focus", () => arrive(stage, zones, zone));
      zone.addEventListener("pointerenter", () => tell(stage, zone));
    }
    const list = stage.form.querySelector("[data-zone-list]");
    list.addEventListener("change", () => show(stage.form));
    show(stage.form);
  }
}

/** Shows one view of a set at a time; without this script all stand below each other. */
function wireViews(set, stages) {
  const buttons = [...set.querySelectorAll("[data-show-view]")];
  const choose = (view) => {
    for (const stage of stages) {
      if (!set.contains(stage.figure)) continue;
      stage.figure.hidden = stage.figure.dataset.view !== view;
      if (!stage.figure.hidden) stage.open();
    }
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.showView === view));
  };
  for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.showView));
  set.querySelector("[data-view-tabs]").hidden = false;
  choose(buttons[0].dataset.showView);
}

/** Tells the zone that has the focus, and lets Tab come back to it. */
function arrive(stage, zones, zone) {
  for (const each of zones) each.setAttribute("tabindex", each === zone ? "0" : "-1");
  tell(stage, zone);
}

/** Writes the name of a zone below the chart, and whether it is marked. */
function tell(stage, zone) {
  stage.say(zone.getAttribute("aria-label") + (zone.getAttribute("aria-checked") === "true" ? ": marked" : ""));
}

function toggle(stage, zone) {
  const box = stage.form.querySelector(`input[name=ids][value="${CSS.escape(zone.dataset.zone)}"]`);
  box.checked = !box.checked;
  show(stage.form);
  tell(stage, zone);
}

function show(form) {
  const chosen = new Set([...form.querySelectorAll("input[name=ids]:checked")].map((box) => box.value));
  for (const zone of form.querySelectorAll("[data-zone]")) zone.setAttribute("aria-checked", String(chosen.has(zone.dataset.zone)));
  for (const count of form.querySelectorAll("[data-chosen-count]")) count.textContent = chosen.size ? `${chosen.size} marked` : "";
}

function key(event, stage, zones, zone) {
  if (event.key === " " || event.key === "Enter") toggle(stage, zone);
  else if (event.key.startsWith("Arrow")) go(stage, zones, zone, event.key);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function go(stage, zones, from, arrow) {
  const target = arrow === "ArrowUp" || arrow === "ArrowDown" ? above(zones, from, arrow) : beside(zones, from, arrow);
  if (!target) return;
  target.focus();
  stage.reveal(middle(target));
}

/** The zone before or after in reading order, line by line: so that each zone can be reached. */
function beside(zones, from, arrow) {
  const line = (zone) => Math.round(middle(zone).y / LINE);
  const order = [...zones].sort((a, b) => line(a) - line(b) || middle(a).x - middle(b).x);
  return order[order.indexOf(from) + (arrow === "ArrowLeft" ? -1 : 1)];
}

/** The nearest zone above or below: near along the way, not far beside it. */
function above(zones, from, arrow) {
  const sign = arrow === "ArrowUp" ? -1 : 1;
  const start = middle(from);
  let best;
  let least = Infinity;
  for (const zone of zones) {
    const place = middle(zone);
    const forward = (place.y - start.y) * sign;
    if (zone === from || forward <= 1) continue;
    const cost = forward + 2.5 * Math.abs(place.x - start.x);
    if (cost < least) [best, least] = [zone, cost];
  }
  return best;
}

/** Middle of a zone in millimetres; of a paired one, of the side that is drawn first, or all of them would lie on one line. */
function middle(zone) {
  if (!middles.has(zone)) {
    const box = zone.querySelector("path").getBBox();
    middles.set(zone, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }
  return middles.get(zone);
}
