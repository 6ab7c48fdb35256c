// A magnifying glass above the finger while it rests on the chart, so that the finger does not hide what it marks.

const RADIUS = 60; // CSS pixels
const MAGNIFY = 2.2;
const APART = 28; // CSS pixels between the finger and the glass

/** A loupe that shows what lies under a touch on the stage. */
export class Loupe {
  constructor(stage) {
    this.stage = stage;
    this.svg = stage.figure.querySelector("svg[data-loupe]");
  }

  /** Shows the place (millimetres, y downward) under a pointer at client coordinates. */
  show(at, client) {
    if (!this.svg) return;
    const half = RADIUS / (this.stage.svg.getScreenCTM().a * MAGNIFY);
    this.svg.setAttribute("viewBox", `${at.x - half} ${at.y - half} ${2 * half} ${2 * half}`);
    const cross = this.svg.querySelector("[data-loupe-cross]");
    cross.setAttribute("d", `M${at.x - half / 3} ${at.y}h${(2 * half) / 3}M${at.x} ${at.y - half / 3}v${(2 * half) / 3}`);
    const box = this.stage.svg.getBoundingClientRect();
    const { left, top } = corner(client.x - box.left, client.y - box.top, box.width);
    this.svg.style.left = `${left}px`;
    this.svg.style.top = `${top}px`;
    this.svg.removeAttribute("hidden");
  }

  hide() {
    this.svg?.setAttribute("hidden", "");
  }
}

/** Where the glass stands for a finger at (x, y) of a stage: above it, or beside it where there is no room above. */
function corner(x, y, width) {
  const top = y - 2 * RADIUS - APART;
  if (top >= 0) return { left: Math.min(width - 2 * RADIUS, Math.max(0, x - RADIUS)), top };
  const left = x > width / 2 ? x - 2 * RADIUS - APART : x + APART;
  return { left, top: Math.max(0, y - RADIUS) };
}
