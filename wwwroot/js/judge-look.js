// How the annotator likes to read: text size, and both answers scrolling together.
import { local } from './judge-draft.js';
import { noteTurn, panes } from './judge-text.js';

// Both panes move together, each by its own share of its own length.
let together = false;
export function toggleSync() {
  together = !together;
  press();
}

export function press() {
  for (const button of document.querySelectorAll('[data-act="sync"]')) button.setAttribute('aria-pressed', String(together));
}

export function onScroll(event) {
  const pane = event.target;
  if (pane.matches?.('.judge-panes')) noteTurn();
  if (!together || !pane.matches?.('.judge-pane:hover, .judge-pane:focus, .judge-pane:focus-within')) return;
  const share = pane.scrollTop / Math.max(1, pane.scrollHeight - pane.clientHeight);
  for (const other of panes())
    if (other !== pane) other.scrollTop = share * (other.scrollHeight - other.clientHeight);
}

const sizes = ['100%', '112.5%', '125%', '150%'];
export function resize(step) {
  const at = Math.min(sizes.length - 1, Math.max(0, (local('workbench.textsize') ?? 0) + step));
  local('workbench.textsize', at);
  document.documentElement.style.fontSize = sizes[at];
}
