// The chart's stage: zoom and pan by wheel, pinch, buttons and keys; a tap or the cross-hair marks a place. Zooming never answers.
import { wireLayers } from "./layers.js";
import { Loupe } from "./loupe.js";
import { format, moved, parse, settled, showing, zoomed } from "./viewport.js";

const SLOP = 8; // CSS pixels a finger may wander and still tap
const STEP = 0.005; // share of the visible width that an arrow key moves the cross-hair
const BLUR = 1.15; // times its own size at which the small plate is still sharp enough
const SHARPEST = 2; // device pixels a CSS pixel beyond which no eye sees more on a plate

/** Makes a Stage of every chart below `root`. */
export function wireStages(root) {
  return [...root.querySelectorAll("[data-chart]")].map((figure) => new Stage(figure));
}

export class Stage {
  constructor(figure) {
    this.figure = figure;
    this.svg = figure.querySelector("svg[data-full]");
    this.full = parse(this.svg.dataset.full);
    this.view = parse(this.svg.getAttribute("viewBox"));
    this.home = this.view;
    this.at = { x: this.view.x + this.view.w / 2, y: this.view.y + this.view.h / 2 };
    this.pointers = new Map();
    this.form = figure.closest("form");
    this.caption = figure.querySelector("[data-caption]");
    this.tappable = figure.hasAttribute("data-tappable");
    this.explores = figure.hasAttribute("data-explore");
    this.loupe = new Loupe(this);
    this.svg.addEventListener("pointerdown", (event) => this.down(event));
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, (event) => this.up(event));
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("keydown", (event) => this.key(event));
    for (const button of figure.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => this.button(button.dataset.zoom));
    const tools = figure.querySelector(".chart-tools");
    if (tools) tools.hidden = false;
    wireLayers(this);
    if (!figure.hidden) this.open();
  }

  /** Begins to be seen: a plate that waited is fetched, and the window is laid so that little beside the plate shows. */
  open() {
    const image = this.svg.querySelector("image");
    if (image.dataset.href) {
      image.setAttribute("href", image.dataset.href);
      image.removeAttribute("data-href");
    }
    if (!this.isOpen) {
      this.home = settled(this.home, this.full, this.svg.clientWidth / this.svg.clientHeight);
      this.at = { x: this.home.x + this.home.w / 2, y: this.home.y + this.home.h / 2 };
      this.isOpen = true;
      this.view = this.home;
      this.svg.setAttribute("viewBox", format(this.home));
      this.drawCrosshair();
    }
    // The first sight of a page costs the small plate only.
    if (document.readyState === "complete") this.sharpen();
    else window.addEventListener("load", () => this.sharpen(), { once: true });
  }

  /** Shows another plate: small first, the large one as soon as it is worth it. */
  setPlate(small, large, smallWidth) {
    const image = this.svg.querySelector("image");
    image.setAttribute("href", small);
    image.dataset.large = large;
    image.dataset.smallWidth = smallWidth;
    this.sharpen();
  }

  apply(view) {
    this.view = view;
    this.svg.setAttribute("viewBox", format(view));
    this.drawCrosshair();
    this.sharpen();
  }

  /** Moves the window so far that a place (millimetres, y downward) is seen. */
  reveal({ x, y }) {
    const view = showing(this.view, this.full, x, y);
    if (view.x !== this.view.x || view.y !== this.view.y) this.apply(view);
  }

  /** Millimetres (y downward) of a pointer event. */
  place(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  }

  /** Loads the large plate once the small one would be shown too large to be sharp. */
  sharpen() {
    const image = this.svg.querySelector("image[data-large]");
    if (!image || !this.svg.clientWidth) return;
    const pixelsPerMm = Math.min(this.svg.clientWidth / this.view.w, this.svg.clientHeight / this.view.h) * Math.min(devicePixelRatio, SHARPEST);
    if (pixelsPerMm * this.full.w > BLUR * Number(image.dataset.smallWidth)) {
      const large = new Image();
      const href = image.dataset.large;
      image.removeAttribute("data-large");
      const wanted = image.getAttribute("href");
      large.onload = () => {
        if (image.getAttribute("href") === wanted) image.setAttribute("href", href);
      };
      large.src = href;
    }
  }

  button(what) {
    if (what === "home") this.apply(this.home);
    else this.apply(zoomed(this.view, this.full, what === "in" ? 0.7 : 1 / 0.7));
  }

  wheel(event) {
    if (!event.ctrlKey && document.activeElement !== this.svg) return;
    event.preventDefault();
    this.apply(zoomed(this.view, this.full, Math.exp(event.deltaY * 0.0015), this.place(event)));
  }

  down(event) {
    if (event.button > 0) return;
    this.svg.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.pointers.size === 1) this.start = { x: event.clientX, y: event.clientY, tap: true, target: event.target };
    else this.start.tap = false;
    if ((this.tappable || this.explores) && event.pointerType === "touch" && this.start.tap) this.loupe.show(this.place(event), { x: event.clientX, y: event.clientY });
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    if (Math.hypot(now.x - this.start.x, now.y - this.start.y) > SLOP) this.start.tap = false;
    if (!this.start.tap) this.loupe.hide();
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, p]) => p);
    this.pointers.set(event.pointerId, now);
    const perPixel = this.svg.getScreenCTM().inverse().a;
    if (others.length === 1) this.pinch(before, now, others[0]);
    else if (!this.start.tap) this.apply(moved(this.view, this.full, (before.x - now.x) * perPixel, (before.y - now.y) * perPixel));
  }

  pinch(before, now, other) {
    const ratio = Math.hypot(before.x - other.x, before.y - other.y) / Math.max(1, Math.hypot(now.x - other.x, now.y - other.y));
    const middle = this.place({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 });
    this.apply(zoomed(this.view, this.full, ratio, middle));
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size) return;
    this.loupe.hide();
    if (this.start.tap && event.type === "pointerup") this.tap(this.place(event), this.start.target);
  }

  tap(at, target) {
    this.figure.dispatchEvent(new CustomEvent("chart-tap", { detail: { at, target } }));
    if (this.tappable) this.mark(at, true);
    else if (this.explores) this.ask(at);
    else this.follow(target);
  }

  /** Goes where a shape leads: the stage holds the pointer, so the link itself hears no click. */
  follow(target) {
    const link = target.closest("a[href]");
    if (link) location.assign(link.href.baseVal ?? link.href);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (arrows[event.key]) this.step(arrows[event.key], event.shiftKey ? 10 : 1);
    else if (event.key === "+" || event.key === "=") this.button("in");
    else if (event.key === "-") this.button("out");
    else if (event.key === "0") this.button("home");
    else if (event.key === "Enter" && this.tappable) this.mark(this.at, false);
    else if (event.key === "Enter" && this.explores) this.ask(this.at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  step([dx, dy], times) {
    const reach = this.view.w * STEP * times;
    this.at = {
      x: Math.min(this.full.x + this.full.w, Math.max(this.full.x, this.at.x + dx * reach)),
      y: Math.min(this.full.y + this.full.h, Math.max(this.full.y, this.at.y + dy * reach)),
    };
    this.drawCrosshair();
    this.reveal(this.at);
    const across = Math.round(((this.at.x - this.full.x) / this.full.w) * 100);
    const up = Math.round((1 - (this.at.y - this.full.y) / this.full.h) * 100);
    this.say(`Cross-hair ${across} % across, ${up} % up`);
  }

  /** Marks a place; a second mark at the same spot, or at once where the setting says so, answers. */
  mark(at, byPointer) {
    const again = this.marked && this.pixels(this.marked, at) < (byPointer ? 24 : 2);
    this.marked = again ? this.marked : at;
    this.at = this.marked;
    this.form.elements.u.value = this.marked.x.toFixed(1);
    this.form.elements.v.value = (-this.marked.y).toFixed(1);
    this.drawMark();
    this.drawCrosshair();
    for (const button of this.form.querySelectorAll("[data-needs-mark]")) button.disabled = false;
    if (again || this.figure.dataset.confirm === "no") this.form.requestSubmit(this.form.querySelector("[data-needs-mark]"));
    else this.say("Marked. Mark it again, or press Answer.");
  }

  /** Puts the mark at a place and asks the page to say what lies there. */
  ask(at) {
    this.marked = at;
    this.at = at;
    this.drawMark();
    this.drawCrosshair();
    this.figure.dispatchEvent(new CustomEvent("chart-ask", { detail: at, bubbles: true }));
  }

  pixels(a, b) {
    const scale = this.svg.getScreenCTM().a;
    return Math.hypot(a.x - b.x, a.y - b.y) * scale;
  }

  drawMark() {
    const r = 9 / this.svg.getScreenCTM().a;
    const { x, y } = this.marked;
    const d = `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0M${x - 1.8 * r} ${y}h${3.6 * r}M${x} ${y - 1.8 * r}v${3.6 * r}`;
    for (const path of this.svg.querySelectorAll("[data-own-mark]")) path.setAttribute("d", d);
  }

  drawCrosshair() {
    const path = this.svg.querySelector("[data-crosshair]");
    if (path) path.setAttribute("d", `M${this.full.x} ${this.at.y}h${this.full.w}M${this.at.x} ${this.full.y}v${this.full.h}`);
    if (this.marked) this.drawMark();
  }

  say(words) {
    if (this.caption) this.caption.textContent = words;
  }
}
