// What a site adds to its pages where scripts run, behind equip.js: the search, and word of a newer
// version. All text is there without it.
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

function tellOfNewer(place) {
  const newest = window.versions?.at(-1)?.version;
  if (!newest || newest === place.dataset.version) return;
  place.querySelector('a').href = `${place.dataset.top}index.html`;
  place.hidden = false;
}

document.querySelectorAll('search').forEach(search);
document.querySelectorAll('.newer').forEach(tellOfNewer);
