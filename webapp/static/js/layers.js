// The slider "skin → bone": changes the plate of a chart, and tells the form on which layer the answer is given.

/** Wires the layer slider of a stage, if it has one. */
export function wireLayers(stage) {
  const slider = stage.figure.querySelector("[data-layer-slider]");
  if (!slider) return;
  const layers = [...stage.figure.querySelectorAll("[data-layer-plate]")];
  const choose = () => {
    const chosen = layers[Number(slider.value)];
    stage.setPlate(chosen.dataset.small, chosen.dataset.large, chosen.dataset.smallWidth);
    slider.setAttribute("aria-valuetext", chosen.value);
    stage.figure.querySelector("[data-layer-name]").textContent = chosen.value;
    const field = stage.form?.elements.layer;
    if (field) field.value = chosen.dataset.layerPlate;
    stage.figure.dispatchEvent(new CustomEvent("chart-layer", { detail: chosen.dataset.layerPlate }));
  };
  slider.addEventListener("input", choose);
  slider.closest("[data-layer-bar]").hidden = false;
}
