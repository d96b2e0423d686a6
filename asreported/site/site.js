// What a site adds to its pages where scripts run, behind equip.js: the search, boxes that choose
// what stands in a table or a list, and word of a newer version. All text is there without it.
// One width, one case, no separators in numbers.
const plain = (words) => words.normalize('NFKC').toLowerCase().replaceAll('−', '-')
  .replace(/(\d),(?=\d{3})/g, '$1');

// Whether words hold another as it is, and a number not as a part of one.
function holds(words, word) {
  const [before, after] = [/^\d/.test(word) ? '(?<![\\d.])' : '', /\d$/.test(word) ? '(?!\\d|\\.\\d)' : ''];
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(before + literal + after).test(words);
}

function search(place) {
  const MOST = 12;
  const [field, list] = [place.querySelector('input'), place.querySelector('ul')];
  const { lang } = document.documentElement;
  const source = document.createElement('script');
  source.src = `${place.dataset.top}search-${lang}.js`;
  source.onload = () => { place.hidden = false; };
  document.head.append(source);
  field.oninput = () => {
    const wanted = plain(field.value).split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const found = wanted.length === 0 ? [] : window.figures.filter((figure) => {
      const words = plain(figure.join('\n'));
      return wanted.every((word) => holds(words, word));
    });
    list.replaceChildren(...found.slice(0, MOST).map(([id, city, metric, , value]) => {
      const [item, link] = [document.createElement('li'), document.createElement('a')];
      link.href = `${place.dataset.top}${place.dataset.pages}f/${id}/index.html`;
      link.textContent = `${city} · ${metric} · ${value}`;
      item.append(link);
      return item;
    }));
  };
}

// Leaves what is ticked: columns of one table, rows of another, lines of a list.
function choose(boxes) {
  const labels = [...boxes.querySelectorAll('label:not(.every)')];
  const inputs = labels.map((label) => label.firstElementChild);
  const every = boxes.querySelector('.every input');  // ticks all or none
  const target = boxes.parentElement.querySelector('.overview, .figures, .index');
  const heads = target.matches('.overview') ? [...target.tHead.rows[0].cells] : [];
  const named = heads.length
    ? [...target.rows].flatMap((row) => [...row.cells].map((cell, i) => [cell, heads[i]]))
    : [...target.querySelectorAll('tbody tr, li')]
      .map((line) => [line, line.cells?.[0] ?? line.querySelector('small')]);
  const show = () => {
    const unticked = labels.filter((_, i) => !inputs[i].checked).map((label) => label.textContent);
    if (every) {
      every.checked = unticked.length === 0;
      every.indeterminate = unticked.length > 0 && unticked.length < labels.length;
    }
    for (const [part, name] of named) part.hidden = unticked.includes(name.textContent);
    const left = heads.filter((head) => !head.hidden).length;
    for (const across of target.querySelectorAll('.theme th')) across.colSpan = left;
  };
  // On a narrow screen the style sheet shows the columns of two cities.
  if (heads.length && matchMedia('(min-width: 761px)').matches) {
    boxes.classList.add('all');
    for (const input of inputs) input.checked = true;
  }
  boxes.hidden = false;
  boxes.onchange = ({ target }) => {
    if (target === every) for (const input of inputs) input.checked = every.checked;
    show();
  };
  addEventListener('pageshow', show);  // a browser may come back with boxes as they were left
}

function tellOfNewer(place) {
  const newest = window.versions?.at(-1)?.version;
  if (!newest || newest === place.dataset.version) return;
  place.querySelector('a').href = `${place.dataset.top}index.html`;
  place.hidden = false;
}

document.querySelectorAll('search').forEach(search);
document.querySelectorAll('.boxes, .columns').forEach(choose);
document.querySelectorAll('.newer').forEach(tellOfNewer);
