// Drawing an area: the table of corners is what the form sends; the plate shows it and changes it by mouse, touch and keys.

const SVG = "http://www.w3.org/2000/svg";
const DOT = 6; // CSS pixels
const TOUCH = 22; // CSS pixels within which a finger takes hold of a corner
const MOST = 60;

/** Wires the editor below `root` to the stage of its plate. */
export function wireOutline(root, stages) {
  const editor = root.querySelector("[data-outline-editor]");
  const stage = editor && stages.find((each) => editor.contains(each.figure));
  if (stage) new Outline(editor, stage);
}

class Outline {
  constructor(editor, stage) {
    this.stage = stage;
    this.body = editor.querySelector("[data-corners]");
    this.layer = stage.svg.querySelector("[data-outline]");
    for (const drawn of stage.svg.querySelectorAll(".mark-asked")) {
      drawn.previousElementSibling?.remove();
      drawn.remove();
    }
    this.corners = this.read();
    this.chosen = this.corners.length - 1;
    this.tell();
    stage.figure.addEventListener("chart-ask", (event) => this.add(event.detail));
    editor.addEventListener("input", () => this.typed());
    editor.addEventListener("click", (event) => this.pressed(event));
    new MutationObserver(() => this.draw()).observe(stage.svg, { attributeFilter: ["viewBox"] });
    window.addEventListener("resize", () => this.draw());
  }

  /** Corners of the table that are pairs of numbers, y downward. */
  read() {
    const value = (input) => (input.value.trim() ? Number(input.value.replace(",", ".")) : Number.NaN);
    const rows = [...this.body.rows].map((row) => [...row.querySelectorAll("input")].map(value));
    return rows.filter(([u, v]) => Number.isFinite(u) && Number.isFinite(v)).map(([u, v]) => ({ x: u, y: -v }));
  }

  typed() {
    this.corners = this.read();
    this.chosen = Math.min(this.chosen, this.corners.length - 1);
    this.draw();
  }

  pressed(event) {
    const button = event.target.closest("button[name=act]");
    if (!button) return;
    event.preventDefault();
    const [act, row] = button.value.split("-");
    if (act === "add") this.add(this.beyond());
    else if (act === "insert") this.insert(Number(row) - 1);
    else this.remove(Number(row) - 1);
    this.body.querySelector(`tr:nth-child(${this.chosen + 1}) input`)?.focus();
  }

  /** Where a corner goes that is added without a place: the middle of what is seen, or beside the chosen one. */
  beyond() {
    const from = this.corners[this.chosen];
    return from ? { x: from.x + 10, y: from.y } : { x: this.stage.view.x + this.stage.view.w / 2, y: this.stage.view.y + this.stage.view.h / 2 };
  }

  add({ x, y }) {
    if (this.corners.length >= MOST) return this.stage.say(`An area has at most ${MOST} corners.`);
    this.chosen += 1;
    this.corners.splice(this.chosen, 0, { x, y });
    this.tell("added");
  }

  insert(index) {
    const [one, other] = [this.corners[index], this.corners[(index + 1) % this.corners.length]];
    if (!one || this.corners.length >= MOST) return;
    this.chosen = index + 1;
    this.corners.splice(this.chosen, 0, { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
    this.tell("inserted");
  }

  remove(index) {
    if (index >= this.corners.length) return;
    this.corners.splice(index, 1);
    this.chosen = Math.min(Math.max(index - 1, 0), this.corners.length - 1);
    this.tell();
    this.stage.say(`Corner ${index + 1} deleted; ${this.corners.length} left.`);
  }

  moveTo(index, { x, y }) {
    this.corners[index] = { x, y };
    this.chosen = index;
    this.tell("at");
  }

  /** Writes the corners into the table, draws them, and says where the chosen one is. */
  tell(what) {
    const rows = Math.max(3, this.corners.length);
    while (this.body.rows.length > rows) this.body.rows[this.body.rows.length - 1].remove();
    while (this.body.rows.length < rows) this.body.append(this.body.rows[0].cloneNode(true));
    [...this.body.rows].forEach((row, index) => this.write(row, index, this.corners[index]));
    this.draw();
    const corner = this.corners[this.chosen];
    if (what && corner) this.stage.say(`Corner ${this.chosen + 1} ${what}: ${corner.x.toFixed(1)} across, ${(-corner.y).toFixed(1)} up`);
  }

  write(row, index, corner) {
    const number = index + 1;
    const [u, v] = row.querySelectorAll("input");
    const [insert, remove] = row.querySelectorAll("button");
    row.cells[0].textContent = number;
    row.classList.toggle("chosen", index === this.chosen && Boolean(corner));
    u.value = corner ? corner.x.toFixed(1) : "";
    v.value = corner ? (-corner.y).toFixed(1) : "";
    u.setAttribute("aria-label", `Corner ${number}, across`);
    v.setAttribute("aria-label", `Corner ${number}, up`);
    insert.value = `insert-${number}`;
    insert.setAttribute("aria-label", `Insert a corner after ${number}`);
    remove.value = `delete-${number}`;
    remove.setAttribute("aria-label", `Delete corner ${number}`);
  }

  draw() {
    const focused = [...this.layer.querySelectorAll(".outline-corner")].indexOf(document.activeElement);
    const pixel = 1 / this.stage.svg.getScreenCTM().a;
    const d = this.corners.length > 1 ? `M${this.corners.map(({ x, y }) => `${x} ${y}`).join("L")}Z` : "";
    const shapes = ["outline-area-under", "outline-area"].map((name) => make("path", { class: name, d }));
    const handles = this.corners.map((corner, index) => this.handle(corner, index, pixel));
    this.layer.replaceChildren(...shapes, ...handles);
    if (focused >= 0) handles[Math.min(this.chosen, handles.length - 1)]?.focus();
  }

  handle({ x, y }, index, pixel) {
    const label = `Corner ${index + 1}: ${x.toFixed(1)} across, ${(-y).toFixed(1)} up`;
    const handle = make("g", { class: `outline-corner${index === this.chosen ? " chosen" : ""}`, tabindex: "0", role: "button", "aria-label": label });
    handle.append(make("circle", { class: "touch", cx: x, cy: y, r: TOUCH * pixel }), make("circle", { class: "dot", cx: x, cy: y, r: DOT * pixel }));
    handle.addEventListener("keydown", (event) => this.key(event, index));
    handle.addEventListener("pointerdown", (event) => this.drag(event, index));
    return handle;
  }

  key(event, index) {
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrows[event.key]) {
      const far = event.shiftKey ? 10 : 1;
      const { x, y } = this.corners[index];
      this.moveTo(index, { x: x + far * arrows[event.key][0], y: y + far * arrows[event.key][1] });
      this.stage.reveal(this.corners[index]);
    } else if (event.key === "Insert") this.insert(index);
    else if (event.key === "Delete" || event.key === "Backspace") this.remove(index);
    else if (event.key === "Enter" || event.key === " ") this.moveTo(index, this.corners[index]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Takes hold of a corner, wherever within reach of it: the stage must not pan, nor take it for a tap. One finger alone moves it. */
  drag(event, index) {
    if (event.button > 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.chosen = index;
    this.tell("at");
    const [from, grip] = [this.corners[index], this.stage.place(event)];
    const move = (moved) => {
      if (moved.pointerId !== event.pointerId) return;
      const to = this.stage.place(moved);
      this.moveTo(index, { x: from.x + to.x - grip.x, y: from.y + to.y - grip.y });
    };
    const end = (ended) => {
      if (ended.pointerId !== event.pointerId) return;
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      this.layer.querySelectorAll(".outline-corner")[index]?.focus();
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  }
}

function make(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
