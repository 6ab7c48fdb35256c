// The slider of days: says the day while it moves, and asks for the page once it rests. Without this, the button asks.
const words = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

for (const form of document.querySelectorAll("[data-day-slider]")) {
  const slider = form.querySelector("input[type=range]");
  const name = form.querySelector("[data-day-name]");
  const first = Date.parse(slider.dataset.firstDay);
  slider.addEventListener("input", () => {
    name.textContent = words.format(new Date(first + slider.valueAsNumber * 86_400_000)).replaceAll(",", "");
    slider.setAttribute("aria-valuetext", name.textContent);
  });
  slider.addEventListener("change", () => form.requestSubmit());
}
