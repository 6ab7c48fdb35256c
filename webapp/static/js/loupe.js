// A magnifying glass above the finger while it rests on the chart, so that the finger does not hide what it marks.

const RADIUS = 60; // CSS pixels
const MAGNIFY = 2.2;

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
    const x = Math.min(box.width - 2 * RADIUS, Math.max(0, client.x - box.left - RADIUS));
    const above = client.y - box.top - 2 * RADIUS - 28;
    this.svg.style.left = `${x}px`;
    this.svg.style.top = `${above > -RADIUS ? Math.max(0, above) : client.y - box.top + 36}px`;
    this.svg.removeAttribute("hidden");
  }

  hide() {
    this.svg?.setAttribute("hidden", "");
  }
}
