// Draws the charts of the report: the widest layout that fits, again when the page's width
// changes, and for paper the widest of all.
const charts = JSON.parse(document.getElementById("charts").textContent);
const places = [...document.querySelectorAll(".chart")];

function layoutFor(place, printing) {
  const layouts = charts[place.dataset.metric];
  const fits = layouts.filter((layout) => printing || layout.least <= place.clientWidth);
  return fits[0] ?? layouts[layouts.length - 1];
}

function draw(place, printing = false) {
  const chart = layoutFor(place, printing);
  if (place.drawn === chart) return;
  place.drawn = chart;
  Plotly.react(place, chart.data, chart.layout, { ...chart.config, responsive: true });
  place.removeAllListeners?.("plotly_click");
  place.on("plotly_click", ({ points }) => {
    const id = points[0]?.customdata;
    if (id) location.hash = `figure-${id}`;
  });
}

// The height is kept before a chart is drawn, so that nothing moves when it is.
for (const place of places) place.style.minHeight = `${layoutFor(place).layout.height}px`;

const waiting = [...places];
const rest = window.requestIdleCallback ?? ((work) => setTimeout(work, 1));
function drawNext() {
  const place = waiting.shift();
  if (!place) { document.documentElement.dataset.drawn = "all"; return; }
  draw(place);
  rest(drawNext);
}
drawNext();

let timer;
addEventListener("resize", () => {
  clearTimeout(timer);
  timer = setTimeout(() => places.forEach((place) => {
    place.style.minHeight = "";
    draw(place);
  }), 150);
});
addEventListener("beforeprint", () => {
  document.querySelectorAll(".verdict details").forEach((more) => { more.open = true; });
  places.forEach((place) => { place.style.minHeight = ""; draw(place, true); });
});
addEventListener("afterprint", () => places.forEach((place) => draw(place)));
