// Draws a chart (asreported/drawing/browser.py) with Plotly. Over each mark lies a button, so that
// a click, a tap, a key and a screen reader find the same thing; Plotly only draws.

// Draws ``chart`` as wide as its host, if that is not what stands there. ``choose`` takes the id
// of a figure; that of ``chosen`` is shown as pressed.
function drawChart(host, chart, choose, chosen = '') {
  const parts = host.parts ??= makeParts(host);
  host.style.marginInline = `${-chart.edge}px`;
  const width = host.clientWidth;
  chart.look ??= JSON.stringify([chart.data, chart.layout]);  // before Plotly writes into them
  const look = `${width} ${chart.look}`;
  if (host.look !== look) {
    try {
      Plotly.react(parts.plot, chart.data, { ...chart.layout, width }, { staticPlot: true });
    } catch (fault) {
      sayInstead(host, chart.words.failed);
      throw fault;
    }
    host.look = look;
    parts.failure.textContent = '';
    placeButtons(host, parts, chart);
  }
  for (const button of parts.buttons.children) {
    button.onclick = () => { parts.hint.hidden = true; choose(button.dataset.figure); };
    button.setAttribute('aria-pressed', button.dataset.figure === chosen);
  }
  prepareCamera(parts, chart);
  host.dataset.drawn = width;
}

// Says in a chart's place that it cannot be drawn.
function sayInstead(host, words) {
  const { failure } = host.parts ??= makeParts(host);
  failure.textContent = words;
  host.dataset.drawn = 'no';
}

function makeParts(host) {
  const add = (tag, className, more = {}) =>
    host.appendChild(Object.assign(document.createElement(tag), { className, ...more }));
  return {
    plot: add('div', 'plot', { ariaHidden: 'true' }),
    buttons: add('div', 'marks'),
    camera: add('button', 'camera', { type: 'button' }),
    saved: add('span', 'saved', { role: 'status' }),
    failure: add('p', 'note', { role: 'status' }),
    hint: add('div', 'hint', { role: 'tooltip', hidden: true }),
  };
}

// Lays a button over each mark, at least as large as a finger can be told to hit.
function placeButtons(host, { plot, buttons, hint }, chart) {
  const LEAST = 24;
  hint.hidden = true;
  const frame = host.getBoundingClientRect();
  const marks = chart.data.flatMap(({ customdata, hovertext, meta }) =>
    customdata.map((figure, i) => ({ figure, words: plainWords(hovertext[i]), name: meta[i] })));
  buttons.replaceChildren(...[...plot.querySelectorAll('.point')].map((drawn, i) => {
    const { left, top, width, height } = drawn.getBoundingClientRect();
    const { figure, words, name } = marks[i];
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    button.dataset.figure = figure;
    button.setAttribute('aria-label', name);
    const more = [Math.max(0, LEAST - width) / 2, Math.max(0, LEAST - height) / 2];
    Object.assign(button.style, {
      left: `${left - frame.left - more[0]}px`, top: `${top - frame.top - more[1]}px`,
      width: `${width + 2 * more[0]}px`, height: `${height + 2 * more[1]}px`,
    });
    const show = () => showHint(host, button, words);
    const hide = () => { hint.hidden = true; };
    button.onpointerenter = ({ pointerType }) => { if (pointerType === 'mouse') show(); };
    button.onfocus = () => { if (button.matches(':focus-visible')) show(); };
    button.onpointerleave = button.onblur = hide;
    button.onkeydown = ({ key }) => { if (key === 'Escape') hide(); };
    return button;
  }));
}

// Plotly's markup as plain text.
function plainWords(markup) {
  const lines = markup.replaceAll('<br>', '\n');
  return new DOMParser().parseFromString(lines, 'text/html').body.textContent;
}

// Shows words beside a mark: at the nearest place where they cover nothing that stands in a row.
function showHint(host, button, words) {
  const { plot, buttons, hint } = host.parts;
  hint.textContent = words;
  hint.hidden = false;
  const GAP = 8;
  const frame = host.getBoundingClientRect();
  const own = button.getBoundingClientRect();
  const { width, height } = hint.getBoundingClientRect();
  const rows = [...buttons.children].map((one) => one.getBoundingClientRect());
  const top = Math.min(...rows.map((row) => row.top)) - 40;  // its name may stand above a mark
  const bottom = Math.max(...rows.map((row) => row.bottom));
  const texts = [...plot.querySelectorAll('.annotation-text')]
    .map((text) => text.getBoundingClientRect());
  const kept = [...rows, ...texts.filter((text) => text.bottom > top && text.top < bottom)];
  const within = (x) => Math.max(frame.left, Math.min(x, frame.right - width));
  const lefts = [own.left, ...kept.map((box) => box.right + GAP)].map(within);
  const tops = kept.flatMap((box) => [box.bottom + GAP, box.top - GAP - height]);
  const covered = (boxes, x, y) => boxes.filter((box) =>
    x < box.right && x + width > box.left && y < box.bottom && y + height > box.top).length;
  const away = (x, y) => Math.max(own.left - x - width, x - own.right, 0)
    + Math.max(own.top - y - height, y - own.bottom, 0) + 40 * covered(texts, x, y)
    + (y < 0 || y + height > innerHeight ? 10_000 : 0);
  const places = lefts.flatMap((x) => tops.map((y) => [x, y, away(x, y)]))
    .sort((one, other) => one[2] - other[2]);
  const [x, y] = places.find(([left, y]) => !covered(kept, left, y));
  hint.style.left = `${x - frame.left}px`;
  hint.style.top = `${y - frame.top}px`;
}

// The camera saves the chart in its light colours, in any browser.
function prepareCamera({ camera, saved }, chart) {
  const { data, layout, edge, words } = chart;
  if (!camera.firstChild) {
    const { width, height, path, transform } = Plotly.Icons.camera;
    camera.innerHTML = `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">`
      + `<path d="${path}" transform="${transform ?? ''}"/></svg>`;
  }
  camera.style.top = camera.style.right = `${edge - 5}px`;  // its picture is 5 px smaller
  camera.title = words.save;
  camera.setAttribute('aria-label', words.save);
  camera.onclick = async () => {
    await Plotly.downloadImage({ data, layout }, chart.camera);
    saved.textContent = words.saved;
    setTimeout(() => { saved.textContent = ''; }, 3000);
  };
}
