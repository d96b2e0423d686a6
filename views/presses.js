// What is pressed is clicked, also where it moves meanwhile; the keys of Curate.

export default function () {
  let pressed = null;
  const placeOf = (control) => {
    const { left, top } = control.getBoundingClientRect();
    return `${left} ${top}`;
  };
  const press = (event) => {
    const { target, clientX: x, clientY: y } = event;
    const control = target.closest('button, summary, a, label, mark, [role="option"]');
    pressed = control && { control, x, y, place: placeOf(control) };
  };
  // What is drawn between press and release, or unfolds meanwhile, moves a control away from
  // under the pointer: to the browser it is not clicked then, to the reader it is. So does a list
  // that shows all of an option at its edge as that is pressed.
  const click = (event) => {
    const { x, y, place, ...then } = pressed ?? {};
    pressed = null;
    // A list writes its rows anew as it moves, and may move back.
    const known = then.control;
    const isOption = known?.matches('[role="option"]');
    const control = isOption ? document.getElementById(known.id) : known;
    if (!control?.isConnected || control.contains(event.target)) return;
    const still = Math.hypot(event.clientX - x, event.clientY - y) < 10;
    const moved = placeOf(control) !== place || isOption;
    if (!still || !moved) return;
    event.stopPropagation();
    control.click();
  };
  // A shortcut of Curate takes what is being typed along: a field tells it when it is left.
  const leave = ({ altKey, ctrlKey, code }) => {
    const form = document.querySelector('.st-key-curate-form');
    const places = {
      KeyV: '[class*="st-key-curate-value-"] input, [class*="st-key-curate-why-"] input',
      KeyG: '[class*="st-key-curate-gloss-"] input',
      KeyK: '[role="radio"][aria-checked="true"]',
    };
    if (form && altKey && !ctrlKey && places[code]) form.querySelector(places[code])?.focus();
    const ours = altKey && !ctrlKey && /^(Key[NPS]|Digit[1-8])$/.test(code);
    if (ours && form) document.activeElement.blur();
  };
  // A link in words that tell a fault leads to its field, which may be folded.
  const lead = (event) => {
    const link = event.target.closest?.('[data-lead]');
    if (!link || (event.key && event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    const name = link.dataset.lead.trim().replace(/[^a-zA-Z0-9_-]/g, '-');
    const place = document.querySelector(`.st-key-${name}`);
    const folded = place?.closest('details:not([open])');
    folded?.querySelector('summary').click();
    place?.scrollIntoView({ block: 'center' });
    place?.querySelector(':is(input, textarea, button:enabled)')?.focus({ preventScroll: true });
  };
  document.addEventListener('click', lead);
  document.addEventListener('keydown', lead);
  document.addEventListener('keydown', leave, true);
  document.addEventListener('pointerdown', press, true);
  document.addEventListener('click', click, true);
  return () => {
    document.removeEventListener('click', lead);
    document.removeEventListener('keydown', lead);
    document.removeEventListener('keydown', leave, true);
    document.removeEventListener('pointerdown', press, true);
    document.removeEventListener('click', click, true);
  };
}
