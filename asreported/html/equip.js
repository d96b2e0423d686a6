// Adds hints, a camera and buttons to copy to a page that is a file (the report, those of a site):
// its text and charts need no script.
function equipAll() {
  for (const host of document.querySelectorAll('.chart')) {
    const plot = [...host.querySelectorAll('.plot')].find((layout) => layout.clientWidth);
    if (!plot) continue;
    equipChart(host, plot, JSON.parse(plot.dataset.about), (figure) => {
      location = plot.querySelector(`[data-figure="${figure}"]`).parentElement.href.baseVal;
    });
  }
}

equipAll();
copyButtons(document);

let timer;
addEventListener('resize', () => {
  clearTimeout(timer);
  timer = setTimeout(equipAll, 150);
});
