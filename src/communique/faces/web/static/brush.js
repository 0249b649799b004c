// Lets a period be drawn with a pointer over the strip of years. Without it, each bar is a link all the same.
"use strict";
for (const strip of document.querySelectorAll("svg.strip")) {
  const bars = [...strip.querySelectorAll("a[data-since]")];
  let from = -1;
  let to = -1;

  const at = (event) => {
    const box = strip.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * strip.viewBox.baseVal.width;
    return bars.findIndex((bar) => x >= Number(bar.dataset.x) && x < Number(bar.dataset.x) + Number(bar.dataset.width));
  };
  const show = () => {
    const [low, high] = from <= to ? [from, to] : [to, from];
    bars.forEach((bar, place) => bar.classList.toggle("picked", from >= 0 && place >= low && place <= high));
  };

  strip.addEventListener("dragstart", (event) => event.preventDefault());
  strip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    from = to = at(event);
  });
  window.addEventListener("pointermove", (event) => {
    if (from < 0) return;
    const place = at(event);
    if (place >= 0 && place !== to) {
      to = place;
      show();
    }
  });
  window.addEventListener("pointerup", (event) => {
    if (from < 0) return;
    const [low, high] = from <= to ? [from, to] : [to, from];
    if (low !== high) {
      event.preventDefault();
      const address = new URL(window.location.href);
      address.searchParams.set("since", bars[low].dataset.since);
      address.searchParams.set("until", bars[high].dataset.until);
      address.hash = "timeline";
      window.location.assign(address);
    }
    from = to = -1;
    show();
  });
}
