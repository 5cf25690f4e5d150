// The texts in the panes: places in them are counted in characters of the text as it is shown, and drawn without a
// change to the page, so that nothing the server renders is ever in the way.
export const sides = ['left', 'right'];
export const letters = { left: 'A', right: 'B' };
export const panes = () => [...document.querySelectorAll('.judge-pane')];
// One answer that stands alone has no letter.
export const nameOf = side => (panes().length > 1 ? `answer ${letters[side]}` : 'the answer');
export const paneOf = side => panes()[sides.indexOf(side)];
export const textOf = side => paneOf(side)?.querySelector('.reading') ?? null;

export function rangeOf(root, start, length) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = at + node.data.length;
    if (!begun && start < end) { range.setStart(node, start - at); begun = true; }
    if (begun && start + length <= end) { range.setEnd(node, start + length - at); return range; }
    at = end;
  }
  return null;
}

// What is selected, within the answer that the selection begins in and without the blanks around it.
export function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const side = sides.find(s => textOf(s)?.contains(range.startContainer)) ?? sides.find(s => textOf(s)?.contains(range.endContainer));
  const root = side && textOf(side);
  if (!root) return null;
  if (!root.contains(range.startContainer)) range.setStart(root, 0);
  if (!root.contains(range.endContainer)) range.setEnd(root, root.childNodes.length);
  const before = document.createRange();
  before.selectNodeContents(root);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const quote = words.trim();
  if (!quote) return null;
  return { side, start: before.toString().length + words.length - words.trimStart().length, length: quote.length, quote };
}

// Draws places in both panes alike. Browsers without the highlight API still list what is marked.
export function draw(name, places) {
  if (!globalThis.CSS?.highlights || typeof Highlight === 'undefined') return;
  const ranges = places.map(p => textOf(p.side) && rangeOf(textOf(p.side), p.start, p.length)).filter(Boolean);
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges)); else CSS.highlights.delete(name);
}

export function bringIntoView({ side, start, length }) {
  const [pane, root] = [paneOf(side), textOf(side)];
  const range = root && rangeOf(root, start, length);
  if (!range) return;
  turnTo(sides.indexOf(side));
  const [place, frame] = [range.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (pane.scrollHeight > pane.clientHeight + 1) {
    if (place.top < frame.top + 24 || place.bottom > frame.bottom - 24) pane.scrollTop += place.top - frame.top - frame.height / 3;
  } else if (place.top < 24 || place.bottom > innerHeight - 240) scrollBy(0, place.top - innerHeight / 3);
}

// On a phone the answers lie side by side like two pages.
export function turnTo(number) {
  const strip = document.querySelector('.judge-panes');
  const pane = panes()[number];
  if (strip && pane && strip.scrollWidth > strip.clientWidth + 1)
    strip.scrollTo({ left: pane.offsetLeft - strip.offsetLeft, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
}

export function noteTurn() {
  const strip = document.querySelector('.judge-panes');
  if (!strip) return;
  const second = strip.scrollWidth > strip.clientWidth + 1 && Math.abs(strip.scrollLeft) > strip.clientWidth / 2;
  document.querySelectorAll('[data-pane]').forEach((button, i) => button.setAttribute('aria-pressed', String(second === (i === 1))));
}
