// A chart as a component of Streamlit: tells the width that there is, and the chosen mark.

// The widest layout that fits the page, over the edges of whose text a chart reaches.
const widthFor = (text, steps) =>
  (steps.findLast(([step, edge]) => step <= text + 2 * edge) ?? steps[0])[0];

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const host = parentElement.querySelector('.chart');
  host.setAttribute('aria-label', data.alt);
  host.style.minHeight = `${data.chart.height}px`;
  host.show = () => {
    clearTimeout(host.again);
    const width = widthFor(host.parentElement.clientWidth, data.steps);
    if (width === data.chart.width) {
      drawChart(host, data.chart, (id) => setTriggerValue('chosen', id), data.chosen);
    } else {
      delete host.dataset.drawn;  // the page is laid out anew
      // The first tells for all; one with words beside it has a width of its own.
      const first = document.querySelector('.chart') === host;
      if (!first && !data.chosen) return;
      setTriggerValue('width', width);
      // A run that ends another takes along what it was told: without a second time no chart came.
      host.again = setTimeout(host.show, 2000);
    }
  };
  host.show();
  host.observer ??= new ResizeObserver(() => host.show());
  host.observer.observe(host.parentElement);
  return () => {
    host.observer.disconnect();
    clearTimeout(host.again);
  };
}
