// Shows a chart (asreported/drawing/browser.py). Over each mark of its drawing lies a button, so
// that a click, a tap, a key and a screen reader find the same thing.

// Shows ``chart`` in its host, if that is not what stands there. ``choose`` takes the id of a
// figure; that of ``chosen`` is shown as pressed.
function drawChart(host, chart, choose, chosen = '') {
  const plot = host.querySelector('.plot')
    ?? host.appendChild(Object.assign(document.createElement('div'), { className: 'plot' }));
  host.style.marginInline = `${-chart.edge}px`;
  if (host.drawing !== chart.svg) {
    plot.innerHTML = host.drawing = chart.svg;
    delete host.dataset.drawn;
  }
  equipChart(host, plot, chart, choose);
  for (const button of host.parts.buttons.children) {
    button.setAttribute('aria-pressed', button.dataset.figure === chosen);
  }
}

// Lays buttons over the marks of the drawing in ``plot``, and a camera at its top.
function equipChart(host, plot, about, choose) {
  const parts = host.parts ??= makeParts(host);
  // What is under a button is not come to a second time; its words can be found and selected.
  plot.ariaHidden = 'true';
  for (const link of plot.querySelectorAll('a')) link.tabIndex = -1;
  const drawn = `${host.clientWidth}`;
  if (host.dataset.drawn !== drawn || parts.plot !== plot) {
    parts.plot = plot;
    placeButtons(host, parts);
    prepareCamera(parts, about);
    host.dataset.drawn = drawn;
  }
  for (const button of parts.buttons.children) {
    button.onclick = () => { parts.hint.hidden = true; choose(button.dataset.figure); };
  }
}

function makeParts(host) {
  const add = (tag, className, more = {}) =>
    host.appendChild(Object.assign(document.createElement(tag), { className, ...more }));
  return {
    buttons: add('div', 'marks'),
    copy: add('button', 'copy-picture', { type: 'button' }),
    camera: add('button', 'camera', { type: 'button' }),
    saved: add('span', 'saved', { role: 'status' }),
    hint: add('div', 'hint', { role: 'tooltip', hidden: true }),
  };
}

// Lays a button over each mark, at least as large as a finger can be told to hit.
function placeButtons(host, { plot, buttons, hint }) {
  const LEAST = 24;
  hint.hidden = true;
  const frame = host.getBoundingClientRect();
  const focused = buttons.contains(document.activeElement) && document.activeElement.dataset.figure;
  buttons.replaceChildren(...[...plot.querySelectorAll('.point')].map((drawn) => {
    const { left, top, width, height } = drawn.getBoundingClientRect();
    const { figure, name } = drawn.dataset;
    const words = drawn.textContent;
    const button = Object.assign(document.createElement('button'), { type: 'button' });
    button.dataset.figure = figure;
    button.setAttribute('aria-label', name);
    const more = [Math.max(0, LEAST - width) / 2, Math.max(0, LEAST - height) / 2];
    Object.assign(button.style, {
      left: `${left - frame.left - more[0]}px`, top: `${top - frame.top - more[1]}px`,
      width: `${width + 2 * more[0]}px`, height: `${height + 2 * more[1]}px`,
    });
    const show = () => {  // of one whose passage is open all is there to be read
      if (button.ariaPressed !== 'true') showHint(host, button, words);
    };
    const hide = () => { hint.hidden = true; };
    button.onpointerenter = ({ pointerType }) => { if (pointerType === 'mouse') show(); };
    button.onfocus = () => { if (button.matches(':focus-visible')) show(); };
    button.onpointerleave = button.onblur = hide;
    button.onkeydown = ({ key }) => {
      if (key !== 'Escape') return;
      hide();
      if (button.ariaPressed === 'true') button.click();
    };
    return button;
  }));
  if (focused) buttons.querySelector(`[data-figure="${focused}"]`)?.focus({ preventScroll: true });
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
  const texts = [...plot.querySelectorAll('text')]
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
function prepareCamera({ plot, camera, copy, saved }, about) {
  const { edge, words, camera: picture } = about;
  const say = (sentence) => {
    saved.textContent = sentence;
    setTimeout(() => { saved.textContent = ''; }, 5000);
  };
  camera.innerHTML ||= '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M9 4 7.2 6H4a2 2 0 0 0-2'
    + ' 2v10a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-3.2L15 4H9Zm3 13.5a5 5 0 1 1 0-10'
    + ' 5 5 0 0 1 0 10Zm0-2a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z"/></svg>';
  copy.innerHTML ||= '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M16 1H5a2 2 0 0 0-2 2v13h2V3h11'
    + 'V1Zm3 4H9a2 2 0 0 0-2 2v14c0 1.1.9 2 2 2h10a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2Zm0 16H9V7h10v14Z"/></svg>';
  // Their pictures are 5 px smaller than they.
  camera.style.top = camera.style.right = copy.style.top = `${edge - 5}px`;
  copy.style.right = `${edge + 25}px`;
  for (const [button, name] of [[camera, words.save], [copy, words.copy]]) {
    button.title = name;
    button.setAttribute('aria-label', name);
  }
  copy.onclick = async () => {
    try {
      // Handed over before it is drawn: Safari takes it within the click only.
      const drawn = photograph(plot.firstElementChild, about);
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': drawn })]);
      say(words.copied);
    } catch {
      say(words.uncopied);
    }
  };
  camera.onclick = async () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await photograph(plot.firstElementChild, about));
    link.download = picture.filename;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(words.saved);
  };
}

// Gives a drawing as a PNG picture, on paper as wide as its camera says.
async function photograph(drawing, { height, margins: [left, right], camera: { width, scale } }) {
  const plot = drawing.cloneNode(true);
  plot.removeAttribute('style');
  plot.setAttribute('x', left);
  plot.setAttribute('width', width - left - right);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`
    + `<rect width="100%" height="100%" fill="#fff"/>${new XMLSerializer().serializeToString(plot)}</svg>`;
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  await picture.decode();
  const canvas = Object.assign(document.createElement('canvas'),
    { width: width * scale, height: height * scale });
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
