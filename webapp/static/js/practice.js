// Practice: measures the time of an answer, sends it once, and gives single-key shortcuts (which the settings can switch off).

/** Wires the question or feedback page below `root`. */
export function wirePractice(root) {
  const question = root.querySelector("form[data-item]");
  if (question) wireQuestion(question);
  const page = root.querySelector("[data-shortcuts]");
  if (page?.dataset.shortcuts === "on") document.addEventListener("keydown", (event) => shortcut(event, page));
  for (const button of root.querySelectorAll("[data-open]")) button.addEventListener("click", () => root.getElementById(button.dataset.open).showModal());
  for (const button of root.querySelectorAll("[data-close]")) button.addEventListener("click", () => root.getElementById(button.dataset.close).close());
}

function wireQuestion(form) {
  let shown = performance.now();
  let hiddenAt = null;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenAt = performance.now();
    else if (hiddenAt !== null) shown += performance.now() - hiddenAt;
  });
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    sent = true;
    form.elements.elapsed_ms.value = Math.round(performance.now() - shown);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

function shortcut(event, page) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (page.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  if (typing) return;
  const pressed = event.target.closest("button, a, summary, [role=checkbox]");
  if (pressed && (event.key === "Enter" || event.key === " ")) return;
  if (event.key === " " && event.target.closest("input")) return; // ticks the box that has the focus
  const name = event.key === " " || event.key === "Enter" ? "go" : event.key.toLowerCase();
  const target = page.querySelector(`[data-key~="${CSS.escape(name)}"]`);
  if (!target || target.disabled) return;
  event.preventDefault();
  target.click();
}
