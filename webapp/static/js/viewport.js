// The visible window of a chart as pure arithmetic on {x, y, w, h} in millimetres (y downward).

export const MAX_ZOOM = 14;

/** The window scaled by `factor` (below 1 zooms in) about a fixed place, kept inside `full`. */
export function zoomed(view, full, factor, at = { x: view.x + view.w / 2, y: view.y + view.h / 2 }) {
  const w = Math.min(full.w, Math.max(full.w / MAX_ZOOM, view.w * factor));
  const scale = w / view.w;
  const h = view.h * scale;
  return kept({ x: at.x - (at.x - view.x) * scale, y: at.y - (at.y - view.y) * scale, w, h }, full);
}

/** The window moved by (dx, dy), kept so that its middle stays inside `full`. */
export function moved(view, full, dx, dy) {
  return kept({ ...view, x: view.x + dx, y: view.y + dy }, full);
}

/** The window moved by the least that brings the place (x, y) into its inner nine tenths. */
export function showing(view, full, x, y) {
  const mx = view.w * 0.05;
  const my = view.h * 0.05;
  const dx = Math.max(x - (view.x + view.w - mx), 0) + Math.min(x - (view.x + mx), 0);
  const dy = Math.max(y - (view.y + view.h - my), 0) + Math.min(y - (view.y + my), 0);
  return moved(view, full, dx, dy);
}

function kept(view, full) {
  const cx = Math.min(full.x + full.w, Math.max(full.x, view.x + view.w / 2));
  const cy = Math.min(full.y + full.h, Math.max(full.y, view.y + view.h / 2));
  return { ...view, x: cx - view.w / 2, y: cy - view.h / 2 };
}

/** Reads "x y w h". */
export function parse(text) {
  const [x, y, w, h] = text.split(/[\s,]+/).map(Number);
  return { x, y, w, h };
}

/** Writes "x y w h". */
export function format({ x, y, w, h }) {
  return [x, y, w, h].map((n) => n.toFixed(2)).join(" ");
}
