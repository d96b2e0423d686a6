// The page's language, for screen readers and hyphenation; the menu's entry of this page; words
// of Streamlit's own that it has in English only, in the reader's language.

// Where Streamlit writes words of its own: of a list, of what takes a file, of a field that is
// typed in, and the link to what the page is about.
const WORDS = [
  '[role="option"] > span:only-child', '[data-testid="stFileUploaderDropzone"] p',
  '[data-testid="stFileUploaderDropzoneInstructions"] span',
  '[data-testid="InputInstructions"] span', '[data-testid="stSkipToContent"]',
].join();

export default function ({ data: [data], parentElement }) {
  // Called again with other words, before what it gave back then is called.
  parentElement.stop?.();
  document.documentElement.lang = data.lang;
  const mark = () => {
    for (const link of document.querySelectorAll('[class*="st-key-menu-"] a')) {
      const here = link.closest('.st-key-menu-here');
      here ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
    }
  };
  // What stood there, to be put back once the page is in English again.
  const translated = new Map();
  const say = (node, said, put) => {
    const before = node.nodeValue ?? node.getAttribute('aria-label');
    put(said);
    translated.set(node, () => put(before));
  };
  const translate = () => {
    for (const node of translated.keys()) if (!node.isConnected) translated.delete(node);
    for (const node of document.querySelectorAll('button[aria-label], a[aria-label]')) {
      const label = node.getAttribute('aria-label');
      const [verb, ...rest] = label.split(' ');
      const own = (word) => Object.hasOwn(data.words, word) && data.words[word];
      const said = own(label) || (own(verb) && [own(verb), ...rest].join(' '));
      if (said) say(node, said, (words) => node.setAttribute('aria-label', words));
    }
    for (const node of document.querySelectorAll(WORDS)) {
      const text = node.firstChild;
      const said = data.words[text?.nodeValue];  // once: each change calls this again
      if (said) say(text, said, (words) => { text.nodeValue = words; });
    }
  };
  const look = () => { mark(); if (Object.keys(data.words).length) translate(); };
  look();
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  const button = parentElement.querySelector('button');
  button.onclick = async () => {
    await navigator.clipboard.writeText(window.location.href);
    const here = ['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname);
    button.textContent = here ? data.here : data.copied;
    setTimeout(() => { button.textContent = data.copy; }, here ? 6000 : 2000);
  };
  button.textContent = data.copy;
  button.hidden = false;
  parentElement.stop = () => {
    observer.disconnect();
    for (const back of translated.values()) back();
  };
  return parentElement.stop;
}
