// Draws the charts of the report: the widest layout that fits, those in sight first, and
// again when the page's width changes.
const charts = JSON.parse(document.getElementById("charts").textContent);
const places = [...document.querySelectorAll(".chart")];
const rest = window.requestIdleCallback ?? ((work) => setTimeout(work, 1));
// Width of a sheet between its margins, in pixels (see @page).
const PAPER = 680;
let waiting = [];

function layoutFor(place) {
  const layouts = charts[place.dataset.metric];
  const { clientWidth } = place.parentElement;
  return layouts.find(({ width, edge }) => width <= clientWidth + 2 * edge) ?? layouts.at(-1);
}

function draw(place) {
  const chart = layoutFor(place);
  place.drawn = chart;
  drawChart(place, chart, (id) => { location.hash = `figure-${id}`; });
}

function drawAll() {
  // A chart's height is kept before it is drawn, so that nothing moves when it is.
  for (const place of places) place.style.minHeight = `${layoutFor(place).layout.height}px`;
  const away = (place) => Math.abs(place.getBoundingClientRect().top);
  const idle = waiting.length === 0;
  waiting = [...places].sort((one, other) => away(one) - away(other));
  document.documentElement.dataset.drawn = "";
  if (idle) drawNext();
}

function drawNext() {
  const place = waiting.shift();
  if (!place) { document.documentElement.dataset.drawn = "all"; return; }
  draw(place);
  rest(drawNext);
}

drawAll();
copyButtons(document);

let timer;
addEventListener("resize", () => {
  clearTimeout(timer);
  timer = setTimeout(drawAll, 150);
});
addEventListener("beforeprint", () => {
  for (const place of places) {
    draw(place);
    const width = place.clientWidth;
    place.style.width = `${width}px`;
    place.style.zoom = Math.min(1, PAPER / width);
  }
});
addEventListener("afterprint", () => {
  for (const place of places) place.style.width = place.style.zoom = "";
});
