// The time that is left of a test: counted on from what the server said, never from this device's clock.

/** Counts every `[data-seconds-left]` below `root` down, and loads the page again at the end: the server knows what comes then. */
export function wireCountdown(root) {
  for (const place of root.querySelectorAll("[data-seconds-left]")) {
    const total = Number(place.dataset.secondsLeft);
    const began = performance.now();
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil(total - (performance.now() - began) / 1000));
      place.textContent = `${Math.floor(left / 60)} min ${String(left % 60).padStart(2, "0")} s left`;
      if (left > 0) return;
      clearInterval(timer);
      location.reload();
    }, 1000);
  }
}
