// The questions: which of them the keys answer, and how an answer is marked by keys. Where the focus is in a question,
// the keys answer that one and no other.
import { rowsOf } from './judge-draft.js';

export const form = () => document.querySelector('form.judge-answers');
export const rows = () => rowsOf(form());
export const activeRow = () => rows().find(row => 'active' in row.dataset) ?? rows()[0];
export const answered = row => row.querySelector('input:checked') !== null;

const labelOf = input => input.closest('label')?.lastElementChild?.textContent ?? '';
const enter = row => (row.querySelector('input:checked') ?? row.querySelector('input'))?.focus({ preventScroll: true });
const hasFocus = () => document.activeElement?.closest?.('fieldset[data-criterion]') != null;

// What the eye sees of a key, for those who listen.
export function tell(words) {
  const line = document.querySelector('[data-told]');
  if (line) line.textContent = words;
}

export function activate(row) {
  for (const other of rows()) if (other === row) other.dataset.active = ''; else delete other.dataset.active;
  rows().forEach((other, i) => {
    const step = document.querySelector(`[data-step="${i}"]`);
    if (!step) return;
    if (other === row) step.setAttribute('aria-current', 'step'); else step.removeAttribute('aria-current');
    step.toggleAttribute('data-answered', answered(other));
    step.setAttribute('aria-label', `Question ${i + 1}${answered(other) ? ', answered' : ''}`);
  });
}

// The next question that waits for an answer, or this one where none does or the answer is still on the move.
export function advance(row) {
  const stays = 'stay' in row.dataset;
  delete row.dataset.stay;
  const next = stays ? null : rows().slice(rows().indexOf(row) + 1).find(other => !answered(other));
  activate(next ?? row);
  if (hasFocus()) enter(next ?? row);
}

export function choose(input, stays = false) {
  const row = input.closest('fieldset[data-criterion]');
  input.checked = true;
  if (stays) row.dataset.stay = '';
  input.dispatchEvent(new Event('change', { bubbles: true }));
  if (document.activeElement !== input) tell(`${row.dataset.question} ${labelOf(input)}`);
}

// One step along the scale; an answer apart from it is no step of it.
export function move(step) {
  const inputs = [...activeRow().querySelectorAll('.choice:not(.apart) input')];
  const at = inputs.findIndex(input => input.checked);
  const to = inputs[at < 0 ? (inputs.length - 1) >> 1 : at + step];
  if (to) choose(to, true);
}

export function moveRow(step) {
  const all = rows();
  const to = all[all.indexOf(activeRow()) + step];
  if (!to) return;
  activate(to);
  if (hasFocus()) enter(to); else tell(to.dataset.question);
}

export function onFocusIn(event) {
  const row = event.target.closest?.('fieldset[data-criterion]');
  if (row && !('active' in row.dataset)) activate(row);
}

// What is asked besides has keys of its own: the focus goes there, and digits and arrows answer it.
export const groupOf = target => target.closest?.('[data-group]') ?? null;

export function enterGroup(group) {
  (group.querySelector('input:checked') ?? group.querySelector('input') ?? group).focus();
}

// True where the key was for the group that has the focus. Arrows are the browser's own there.
export function onGroupKey(event) {
  const group = groupOf(event.target);
  if (!group) return false;
  if (event.key.startsWith('Arrow')) return true;
  const input = /^[1-9]$/.test(event.key) ? group.querySelectorAll('input')[Number(event.key) - 1] : null;
  if (!input) return /^[1-9]$/.test(event.key);
  event.preventDefault();
  input.focus();
  input.click();
  return true;
}

// The first thing that must be answered and is not, with what to say of it.
export function missing() {
  const row = rows().find(other => 'required' in other.dataset && !answered(other));
  if (row) return { words: `Not answered yet: ${row.dataset.question}`, go: () => { activate(row); row.querySelector('input')?.focus(); } };
  const group = [...(form()?.querySelectorAll('[data-group][data-required]') ?? [])].find(other => !answered(other));
  if (group) return { words: `Not answered yet: ${group.dataset.question}`, go: () => enterGroup(group) };
  const why = form()?.querySelector('textarea[data-least]');
  const least = Number(why?.dataset.least ?? 0);
  return least > 0 && why.value.trim().length < least ? { words: `The reason needs ${least} characters at least.`, go: () => why.focus() } : null;
}
