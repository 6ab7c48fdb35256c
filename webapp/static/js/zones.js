// Zones on the chart mirror the check boxes of the list: the list is what the form sends, so it works without this script.

/** Wires every zone below `root`; taps arrive through the stage, so that panning and zooming never tick a zone. */
export function wireZones(root, stages) {
  for (const set of root.querySelectorAll("[data-chart-set]")) wireViews(set, stages);
  for (const stage of stages) {
    const zones = [...stage.svg.querySelectorAll("[data-zone]")];
    if (!zones.length) continue;
    stage.figure.addEventListener("chart-tap", (event) => {
      const zone = event.detail.target.closest?.("[data-zone]");
      if (zone) toggle(stage.form, zone.dataset.zone);
    });
    for (const zone of zones) {
      zone.addEventListener("keydown", (event) => key(event, stage, zones, zone));
      zone.addEventListener("focus", () => stage.say(zone.getAttribute("aria-label")));
      zone.addEventListener("pointerenter", () => stage.say(zone.getAttribute("aria-label")));
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
      if (!stage.figure.hidden) stage.sharpen();
    }
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.showView === view));
  };
  for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.showView));
  set.querySelector("[data-view-tabs]").hidden = false;
  choose(buttons[0].dataset.showView);
}

function toggle(form, id) {
  const box = form.querySelector(`input[name=ids][value="${CSS.escape(id)}"]`);
  box.checked = !box.checked;
  show(form);
}

function show(form) {
  const chosen = new Set([...form.querySelectorAll("input[name=ids]:checked")].map((box) => box.value));
  for (const zone of form.querySelectorAll("[data-zone]")) zone.setAttribute("aria-checked", String(chosen.has(zone.dataset.zone)));
  for (const count of form.querySelectorAll("[data-chosen-count]")) count.textContent = chosen.size ? `${chosen.size} marked` : "";
}

function key(event, stage, zones, zone) {
  if (event.key === " " || event.key === "Enter") toggle(stage.form, zone.dataset.zone);
  else if (event.key.startsWith("Arrow")) nearest(zones, zone, event.key)?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The next zone in the direction of an arrow key: near along it, not far beside it. */
function nearest(zones, from, arrow) {
  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const sign = arrow === "ArrowLeft" || arrow === "ArrowUp" ? -1 : 1;
  const along = arrow === "ArrowLeft" || arrow === "ArrowRight" ? "x" : "y";
  const beside = along === "x" ? "y" : "x";
  const start = middle(from);
  let best = null;
  let least = Infinity;
  for (const zone of zones) {
    const place = middle(zone);
    const forward = (place[along] - start[along]) * sign;
    if (zone === from || forward <= 1) continue;
    const cost = forward + 2.5 * Math.abs(place[beside] - start[beside]);
    if (cost < least) [best, least] = [zone, cost];
  }
  return best;
}
