// The words that only one of the two answers has. The server compares the texts as they are shown; both panes are
// marked alike, so that nothing tells one answer from the other but its words.
import { local } from './judge-draft.js';
import { draw, sides, textOf } from './judge-text.js';

const remembered = 'workbench.differences';
const mostly = 0.8; // two texts with less in common are different throughout: underlining all of both tells nothing
let on = false;

export const differencesAreOn = () => on;

function press() {
  for (const button of document.querySelectorAll('[data-act="differences"]')) button.setAttribute('aria-pressed', String(on));
}

const places = (side, numbers) => Array.from({ length: numbers.length / 2 }, (_, i) => ({ side, start: numbers[2 * i], length: numbers[2 * i + 1] }));

// Marks the pair, if that is wished, and says in words what there was. `isCurrent` says whether the pair is still there when the answer comes.
export async function markDifferences(ask, isCurrent) {
  draw('judge-differs', []);
  on = local(remembered) === true;
  press();
  if (!on) return null;
  const found = await ask();
  if (!found || !on || !isCurrent()) return null;
  const all = [...places('left', found.left), ...places('right', found.right)];
  const apart = sides.every(side => all.filter(p => p.side === side).reduce((sum, p) => sum + p.length, 0) > mostly * (textOf(side)?.textContent.length ?? 0));
  if (!apart) draw('judge-differs', all);
  return apart ? 'These are different texts throughout; nothing is underlined.'
    : all.length === 0 ? 'The answers do not differ in a word.' : `${all.length} ${all.length === 1 ? 'passage differs; it is' : 'passages differ; they are'} underlined.`;
}

export function toggleDifferences(ask, isCurrent) {
  local(remembered, local(remembered) === true ? null : true);
  return markDifferences(ask, isCurrent);
}
