// Has the buttons of sentences and questions copy their text, or what is shown beside them with
// the line that cites it.
function copyButtons(host) {
  const beside = (card) => {
    const shown = [...card.querySelectorAll('p')].find((text) => text.offsetParent);
    return [...shown.childNodes].map((part) => part.textContent).join('\n');
  };
  for (const button of host.querySelectorAll('button.copy')) {
    const label = button.textContent;
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText(button.dataset.text ?? beside(button.parentElement));
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
    };
  }
}
