// Words of an article that are chosen by click or by key tell their figures.

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector('.host');
  if (host.shown !== data.html) {
    host.innerHTML = data.html;
    host.shown = data.html;
    delete host.dataset.figure;
  }
  const marks = [...host.querySelectorAll('mark')];
  const show = (id) => marks.forEach((mark) => {
    mark.toggleAttribute('data-chosen', mark.dataset.figures.split(' ').includes(id));
  });
  const choose = (mark) => {
    show(mark.dataset.figures.split(' ')[0]);
    setTriggerValue('chosen', mark.dataset.figures);
    // Where the form of Curate stands below the text, a reader would not see it.
    const form = document.querySelector('.st-key-curate-form');
    const end = host.getBoundingClientRect().bottom;
    if (form?.getBoundingClientRect().top >= end) form.scrollIntoView({ block: 'start' });
  };
  for (const mark of marks) {
    mark.onclick = () => choose(mark);
    mark.onkeydown = (event) => {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(mark); }
    };
  }
  // Words that are chosen around the number in hand, by their places in the article.
  const pane = host.querySelector('.curated');
  // In Chromium what takes the focus from the mouse begins no selection: words may begin with it.
  if (pane) pane.onmousedown = ({ target }) => {
    const mark = target.closest('mark');
    mark?.removeAttribute('tabindex');
    document.addEventListener('mouseup', () => mark?.setAttribute('tabindex', '0'), { once: true });
  };
  if (pane) pane.onmouseup = () => {
    const mark = pane.querySelector('mark[data-chosen]');
    const selection = window.getSelection();
    if (!mark || selection.isCollapsed || !selection.containsNode(mark, true)) return;
    const chosen = selection.getRangeAt(0);
    if (!mark.closest('p').contains(chosen.commonAncestorContainer)) return;
    const before = document.createRange();
    before.setStart(chosen.startContainer, chosen.startOffset);
    before.setEndBefore(mark);
    const start = Number(data.figure) - [...before.toString()].length;
    setTriggerValue('words', [start, start + [...chosen.toString()].length]);
  };
  if (data.figure && host.dataset.figure !== data.figure) {
    host.dataset.figure = data.figure;
    show(data.figure);
    const first = host.querySelector('mark[data-chosen]');
    const top = (element) => element.getBoundingClientRect().top;
    // The pane scrolls by itself: the page stays where it is.
    if (pane && first) pane.scrollTop += top(first) - top(pane) - pane.clientHeight / 2;
    else first?.scrollIntoView({ block: 'center' });
  }
}
