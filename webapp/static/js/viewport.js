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

/** The window moved so that what a stage of some ratio (width / height) shows of its surroundings lies inside `full` where it can. */
export function settled(view, full, ratio) {
  if (!(ratio > 0)) return view;
  const seen = { w: Math.max(view.w, view.h * ratio), h: Math.max(view.h, view.w / ratio) };
  const middle = (start, length, shown, from, all) =>
    shown >= all ? from + all / 2 : Math.min(from + all - shown / 2, Math.max(from + shown / 2, start + length / 2));
  return {
    ...view,
    x: middle(view.x, view.w, seen.w, full.x, full.w) - view.w / 2,
    y: middle(view.y, view.h, seen.h, full.y, full.h) - view.h / 2,
  };
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
