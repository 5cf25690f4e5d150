// Passages that the annotator marks: by mouse or touch, or with H and the arrow keys; each is tied to something
// that is known about the person, or called unsupported.
import { bringIntoView, draw, letters, nameOf, paneOf, panes, rangeOf, selected, sides, textOf } from './judge-text.js';

let spans = [];
let chosen = null; // the passage that waits for its tie
let cursor = null; // marking by keys: { side, words, sentences, anchor, focus }
let told = { changed: () => {}, say: () => {} };

const box = () => document.querySelector('[data-passages]');
const sheet = () => document.getElementById('judge-tie');
const pill = () => document.querySelector('.judge-pill');
const limit = name => Number(box()?.dataset[name] ?? 0);
const shortened = words => (words.length <= 40 ? words : `${words.slice(0, 39)}…`);
const same = (a, b) => a.side === b.side && a.start === b.start && a.length === b.length && a.field === b.field && a.item === b.item;

export function tellSpans(handlers) { told = handlers; }
export const currentSpans = () => spans;

export function setSpans(kept) {
  [spans, chosen] = [kept ?? [], null];
  leave();
  pill()?.setAttribute('hidden', '');
  show();
}

function tieOf(span) {
  const button = [...(sheet()?.querySelectorAll('[data-tie]') ?? [])]
    .find(b => (span.field ? b.dataset.tie === span.field && Number(b.dataset.item) === span.item : b.dataset.tie === ''));
  return button?.dataset.label ?? 'unsupported';
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function show() {
  draw('judge-passage', spans);
  const list = box()?.querySelector('.judge-marked');
  if (!list) return;
  list.replaceChildren(...spans.map((span, i) => element('li', {},
    element('button', { type: 'button', class: 'judge-go', 'data-span': i, title: span.quote },
      ...(panes().length > 1 ? [element('span', { class: 'judge-where' }, letters[span.side]), ' '] : []), element('q', { dir: 'auto' }, shortened(span.quote)), ' ',
      element('span', { class: 'judge-tied' }, tieOf(span))),
    element('button', { type: 'button', class: 'judge-remove', 'data-unmark': i, 'aria-label': `Remove the passage “${shortened(span.quote)}”` }, '×'))));
}

// Asks what the passage draws on.
function ask(passage) {
  if (spans.length >= limit('most')) { told.say(`A judgment can have ${limit('most')} passages. Remove one first.`, true); return; }
  if (passage.length > limit('longest')) { told.say(`A passage can have ${limit('longest')} characters; this one has ${passage.length}.`, true); return; }
  if (spans.reduce((sum, s) => sum + s.length, passage.length) > limit('longestSum')) {
    told.say(`All passages together can have ${limit('longestSum')} characters. Mark less, or remove one.`, true);
    return;
  }
  chosen = passage;
  pill().hidden = true;
  const dialog = sheet();
  dialog.querySelector('[data-quote]').textContent = passage.quote;
  const search = dialog.querySelector('[data-filters]');
  if (search) { search.value = ''; filter(search); }
  dialog.showModal();
  dialog.querySelector('[data-tie]').focus();
}

function tie(button) {
  const field = button.dataset.tie || undefined;
  const { side, start, length, quote } = chosen;
  const span = { side, start, length, quote, ...(field ? { field, item: Number(button.dataset.item) } : {}) };
  sheet().close();
  document.querySelector('form.judge-answers').focus({ preventScroll: true }); // so that Enter submits
  getSelection()?.removeAllRanges();
  leave();
  if (!spans.some(other => same(other, span))) spans = [...spans, span];
  show();
  told.changed();
  spoken(`Marked in ${nameOf(side)}: ${tieOf(span)}`);
  told.say('');
}

function filter(search) {
  const wanted = search.value.trim().toLowerCase();
  for (const item of sheet().querySelectorAll('li')) item.hidden = wanted !== '' && !item.textContent.toLowerCase().includes(wanted);
}

function spoken(words) {
  const line = document.querySelector('[data-spoken]');
  if (line) line.textContent = words;
}

// H: what is selected, or else the keys begin to mark.
export function mark() {
  if (!box()) return;
  const passage = cursor ? passageOfCursor() : selected() ?? (pill().hidden ? null : chosen);
  if (passage) ask(passage);
  else enter(document.activeElement === paneOf('right') ? 'right' : 'left');
}

function pieces(side, granularity) {
  const text = textOf(side)?.textContent ?? '';
  return [...new Intl.Segmenter(undefined, { granularity }).segment(text)]
    .filter(piece => (granularity === 'word' ? piece.isWordLike : piece.segment.trim() !== ''))
    .map(piece => [piece.index, piece.index + piece.segment.trimEnd().length]);
}

function enter(side) {
  const words = pieces(side, 'word');
  if (words.length === 0) return;
  cursor = { side, words, sentences: pieces(side, 'sentence'), anchor: 0, focus: 0 };
  told.say(`Marking in ${nameOf(side)}: ← → by words, ↑ ↓ by sentences, Shift takes more, Enter ties, Esc leaves.`);
  follow();
}

function leave() {
  if (!cursor) return;
  cursor = null;
  draw('judge-cursor', []);
  told.say('');
}

function passageOfCursor() {
  const { side, words } = cursor;
  const [from, to] = [Math.min(cursor.anchor, cursor.focus), Math.max(cursor.anchor, cursor.focus)];
  const start = words[from][0];
  const length = words[to][1] - start;
  return { side, start, length, quote: textOf(side).textContent.slice(start, start + length) };
}

function follow() {
  const passage = passageOfCursor();
  draw('judge-cursor', [passage]);
  const word = cursor.words[cursor.focus];
  bringIntoView({ side: cursor.side, start: word[0], length: word[1] - word[0] });
  spoken(passage.quote);
}

// The word at or after the next sentence's beginning; with Shift the last word of the sentence.
function bySentence(step, extends_) {
  const { words, sentences, focus } = cursor;
  const at = Math.max(0, sentences.findLastIndex(s => s[0] <= words[focus][0]));
  if (extends_ && step > 0) {
    const lastOf = s => words.findLastIndex(w => w[0] < s[1]);
    return lastOf(sentences[at]) > focus ? lastOf(sentences[at]) : lastOf(sentences[Math.min(at + 1, sentences.length - 1)]);
  }
  const firstOf = s => words.findIndex(w => w[0] >= s[0]);
  const target = step < 0 && firstOf(sentences[at]) < focus ? at : at + step;
  return target < 0 ? 0 : target >= sentences.length ? words.length - 1 : firstOf(sentences[target]);
}

function onMarkingKey(event) {
  const word = cursor.words[cursor.focus];
  const block = rangeOf(textOf(cursor.side), word[0], 1)?.startContainer.parentElement;
  const forward = block && getComputedStyle(block).direction === 'rtl' ? -1 : 1;
  const last = cursor.words.length - 1;
  const within = word => Math.min(last, Math.max(0, word));
  const targets = {
    ArrowRight: () => cursor.focus + forward,
    ArrowLeft: () => cursor.focus - forward,
    ArrowDown: () => bySentence(1, event.shiftKey),
    ArrowUp: () => bySentence(-1, event.shiftKey),
    Home: () => 0,
    End: () => last,
  };
  const { key } = event;
  if (targets[key]) {
    cursor.focus = within(targets[key]());
    if (!event.shiftKey) cursor.anchor = cursor.focus;
    follow();
  } else if (key === 'Tab') enter(sides.find(s => s !== cursor.side));
  else if (key === 'Enter' || key === 'h' || key === 'H') mark();
  else if (key === 'Escape') leave();
  else return key.length === 1 && key !== '?'; // other letters do nothing while words are chosen
  return true;
}

// True where the key was for the passages.
export function onSpanKey(event) {
  if (sheet()?.open) return onSheetKey(event);
  return cursor !== null && onMarkingKey(event);
}

function onSheetKey(event) {
  if (event.target.matches('[data-filters]') || event.ctrlKey || event.metaKey || event.altKey) return false;
  const buttons = [...sheet().querySelectorAll('li:not([hidden]) [data-tie]')];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) { buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length]?.focus(); return true; }
  const byDigit = /^[1-9]$/.test(event.key) ? [...sheet().querySelectorAll('[data-tie]')][Number(event.key) - 1] : null;
  if (byDigit) { tie(byDigit); return true; }
  return false;
}

// True where the click was for the passages.
export function onSpanClick(event) {
  const { target } = event;
  if (target.closest('[data-act="mark"]')) { mark(); return true; }
  const tied = target.closest('[data-tie]');
  if (tied) { tie(tied); return true; }
  const go = target.closest('[data-span]');
  if (go) { bringIntoView(spans[Number(go.dataset.span)]); return true; }
  const remove = target.closest('[data-unmark]');
  if (!remove) return false;
  const at = Number(remove.dataset.unmark);
  spans = spans.filter((_, i) => i !== at);
  show();
  told.changed();
  (box().querySelectorAll('[data-unmark]')[Math.min(at, spans.length - 1)] ?? document.querySelector('form.judge-answers')).focus({ preventScroll: true });
  spoken('Removed');
  return true;
}

export function onSpanInput(event) {
  if (event.target.matches?.('[data-filters]')) filter(event.target);
}

// A selection in an answer offers to mark it, beneath its last line.
let settling = 0;
export function onSelection() {
  clearTimeout(settling);
  settling = setTimeout(() => {
    const button = pill();
    if (!button || !box() || sheet().open) return;
    const passage = selected();
    button.hidden = !passage;
    if (!passage) return;
    chosen = passage;
    const place = getSelection().getRangeAt(0).getBoundingClientRect();
    button.style.top = `${Math.min(innerHeight - 56, Math.max(8, place.bottom + 8))}px`;
    button.style.left = `${Math.min(innerWidth - 120, Math.max(8, place.left))}px`;
  }, 200);
}

// A tap on the offer must not take the selection away first.
export function onPress(event) {
  if (event.target.closest?.('.judge-pill')) event.preventDefault();
}
