// A chart as a component of Streamlit: tells the width that there is, and the chosen mark.

// The widest layout that fits the page, over the edges of whose text a chart reaches.
const widthFor = (text, steps) =>
  (steps.findLast(([step, edge]) => step <= text + 2 * edge) ?? steps[0])[0];

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const host = parentElement.querySelector('.chart');
  host.setAttribute('aria-label', data.alt);
  host.style.minHeight = `${data.chart.height}px`;
  host.show = () => {
    const width = widthFor(host.parentElement.clientWidth, data.steps);
    if (width === data.chart.width) {
      drawChart(host, data.chart, (id) => setTriggerValue('chosen', id), data.chosen);
    } else {
      delete host.dataset.drawn;  // the page is laid out anew
      if (document.querySelector('.chart') === host) setTriggerValue('width', width);
    }
  };
  host.show();
  host.observer ??= new ResizeObserver(() => host.show());
  host.observer.observe(host.parentElement);
  return () => host.observer.disconnect();
}
