// The atlas page: a tap asks the server what lies there, and shows it beside the chart without loading the page again.

/** Wires the explore chart of a page, if there is one; every look has an address of its own, for sharing and going back. */
export function wireExplore(root) {
  const figure = root.querySelector("[data-explore]");
  const panel = root.querySelector("[data-found]");
  if (!figure || !panel) return;
  let layer = new URL(location).searchParams.get("layer") ?? figure.dataset.layer;
  figure.addEventListener("chart-layer", (event) => {
    layer = event.detail;
  });
  figure.addEventListener("chart-ask", async (event) => {
    const address = new URL(location);
    const { x, y } = event.detail;
    for (const [name, value] of Object.entries({ view: figure.dataset.view, layer, u: x.toFixed(1), v: (-y).toFixed(1) })) address.searchParams.set(name, value);
    await show(address, panel, figure);
  });
}

async function show(address, panel, figure) {
  let answer;
  try {
    answer = await fetch(address, { headers: { "X-Partial": "1" } });
  } catch {
    panel.textContent = "The server cannot be reached. Try again in a moment.";
    return;
  }
  panel.innerHTML = await answer.text();
  if (!answer.ok) return;
  history.replaceState(null, "", address);
  const found = panel.querySelector("[data-d]");
  for (const path of figure.querySelectorAll("[data-found-mark]")) {
    path.setAttribute("d", found?.dataset.d ?? "");
  }
}
