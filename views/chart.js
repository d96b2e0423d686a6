// A chart as a component of Streamlit: tells the width that there is, and the chosen mark.
let loading;
const load = (address) => loading ??= new Promise((done, failed) => {
  const script = Object.assign(document.createElement('script'), { src: address, onload: done });
  script.onerror = () => { loading = undefined; failed(); };
  document.head.append(script);
});

// The widest layout that fits the page, over the edges of whose text a chart reaches.
const widthFor = (text, steps) =>
  (steps.findLast(([step, edge]) => step <= text + 2 * edge) ?? steps[0])[0];

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const host = parentElement.querySelector('.chart');
  host.setAttribute('aria-label', data.alt);
  host.style.minHeight = `${data.chart.layout.height}px`;
  host.show = () => {
    const width = widthFor(host.parentElement.clientWidth, data.steps);
    if (width !== data.chart.width) {
      delete host.dataset.drawn;  // the page is laid out anew
      if (document.querySelector('.chart') === host) setTriggerValue('width', width);
    } else if (window.Plotly) {
      drawChart(host, data.chart, (id) => setTriggerValue('chosen', id), data.chosen);
    }
  };
  host.show();
  load(data.plotly).then(() => host.show(), () => sayInstead(host, data.chart.words.failed));
  host.observer ??= new ResizeObserver(() => host.show());
  host.observer.observe(host.parentElement);
  return () => host.observer.disconnect();
}
