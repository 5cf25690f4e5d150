// The part of the annotation screen that must not wait for the server: keys, marks, drafts, and what happens while
// the connection is gone. The server decides what is shown; this file only knows an assignment's id.
import { beginTrial, draftOf, endTrial, local, newId, onConnection, readForm, rowsOf, wait, writeForm } from './judge-draft.js';
import { differencesAreOn, markDifferences, toggleDifferences } from './judge-diff.js';
import { onScroll, press, resize, toggleSync } from './judge-look.js';
import { currentSpans, onPress, onSelection, onSpanClick, onSpanInput, onSpanKey, setSpans, tellSpans } from './judge-spans.js';
import { panes, turnTo } from './judge-text.js';

const typing = 'textarea, select, [contenteditable="true"], input:not([type="radio"]):not([type="checkbox"])';
const answerDeadline = 6000; // a call into a dead circuit never ends by itself
const patience = 1500;
const keptHere = 'No answer from the server yet. Yours is kept here and goes out by itself.';

let page = null;
let current = null; // { assignment, activeSince, active, changes, first, persona, differences }
let sending = null; // the assignment whose answer is on its way
let autosave = 0;

const form = () => document.querySelector('form.judge-answers');
const rows = () => rowsOf(form());
const activeRow = () => rows().find(row => 'active' in row.dataset) ?? rows()[0];
const answered = row => row.querySelector('input:checked') !== null;
const inDialog = () => document.querySelector('dialog[open], .mud-dialog') !== null;

async function call(method, ...values) {
  const late = wait(answerDeadline).then(() => { throw new Error('no answer'); });
  return Promise.race([page.invokeMethodAsync(method, ...values), late]);
}

function seconds() {
  const now = performance.now();
  if (current.activeSince !== null) {
    current.active += now - current.activeSince;
    current.activeSince = now;
  }
  return Math.round(current.active / 100) / 10;
}

function read() {
  const { assignment, changes, first, persona, differences } = current;
  return { assignment, ...readForm(form()), spans: currentSpans(), seconds: seconds(), changes, first, persona, differences, at: Date.now() };
}

function changed() {
  if (!current) return;
  current.changes++;
  current.first ??= seconds();
  local(draftOf(current.assignment), read());
  say('');
  clearTimeout(autosave);
  autosave = setTimeout(saveNow, 500);
}

async function saveNow() {
  if (!current || sending === current.assignment) return;
  const { assignment } = current;
  try { await call('SaveDraft', assignment, JSON.stringify(read())); } catch { /* offline: the browser's copy remains */ }
}

function activate(row) {
  for (const other of rows()) if (other === row) other.dataset.active = ''; else delete other.dataset.active;
}

function choose(input) {
  if (!input) return;
  input.checked = true;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function move(step) {
  const inputs = [...activeRow().querySelectorAll('input')];
  const at = inputs.findIndex(input => input.checked);
  const to = at < 0 ? (step > 0 ? Math.ceil(inputs.length / 2) - 1 : Math.floor(inputs.length / 2) - 1) : at + step;
  if (inputs[to]) { inputs[to].checked = true; activeRow().dataset.stay = ''; inputs[to].dispatchEvent(new Event('change', { bubbles: true })); }
}

function moveRow(step) {
  const all = rows();
  const to = all[all.indexOf(activeRow()) + step];
  if (to) activate(to);
}

function say(words, isProblem = false) {
  const line = document.querySelector('.judge-message');
  if (!line) return;
  line.toggleAttribute('data-problem', isProblem);
  if (line.textContent !== words) line.textContent = words;
}

async function submit() {
  if (!current || sending === current.assignment) return;
  const missing = rows().find(row => 'required' in row.dataset && !answered(row));
  if (missing) {
    activate(missing);
    missing.querySelector('input')?.focus();
    say(`Not answered yet: ${missing.dataset.question}`, true);
    return;
  }
  clearTimeout(autosave);
  const kept = local(draftOf(current.assignment));
  const body = { ...read(), submission: kept?.pending ? kept.submission : newId(), pending: true };
  local(draftOf(current.assignment), body);
  await send(body);
}

// Sends until it gets an answer: the same submission id makes every repetition harmless.
async function send(body) {
  sending = body.assignment;
  form()?.setAttribute('aria-busy', 'true');
  const impatience = setTimeout(() => say(keptHere), patience);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        const problem = await call('Submit', JSON.stringify(body));
        if (problem) { local(draftOf(body.assignment), { ...body, pending: false, submission: undefined }); say(problem, true); }
        else local(draftOf(body.assignment), null);
        return;
      } catch {
        say(keptHere);
        await wait(Math.min(400 * 2 ** attempt, 5000));
      }
    }
  } finally {
    clearTimeout(impatience);
    if (sending === body.assignment) sending = null;
    form()?.removeAttribute('aria-busy');
  }
}

async function skip(dialog) {
  if (!current || sending === current.assignment) return;
  const { assignment } = current;
  const reason = dialog.querySelector('input:checked')?.value ?? '';
  const words = dialog.querySelector('textarea')?.value ?? '';
  dialog.close();
  clearTimeout(autosave);
  sending = assignment;
  try {
    await call('Skip', newId(), assignment, [reason, words].filter(Boolean).join(': '));
    local(draftOf(assignment), null);
  } catch { say('No connection. The pair was not skipped.', true); } finally { if (sending === assignment) sending = null; }
}

function onKey(event) {
  const { target, key } = event;
  if (event.defaultPrevented || event.isComposing) return;
  if (onSpanKey(event)) { event.preventDefault(); return; }
  if (inDialog()) return;
  if (key === 'Enter' && (event.ctrlKey || event.metaKey) && current) { event.preventDefault(); submit(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches?.(typing)) { if (key === 'Escape') target.blur(); return; }
  const named = document.querySelector(`[data-keys~="${CSS.escape(key.length === 1 ? key.toLowerCase() : key)}"]`);
  if (key === 'Enter' && target.closest?.('button, a, summary')) return;
  if (named) { event.preventDefault(); named.click(); return; }
  if (!current || !form()) return;
  const inputs = [...activeRow().querySelectorAll('input')];
  const byDigit = /^[1-9]$/.test(key) ? inputs[Number(key) - 1] : null;
  const byLetter = inputs.find(input => input.dataset.letter === key.toLowerCase());
  const scrolls = target.closest?.('[data-scrolls]');
  const actions = {
    Enter: submit,
    ArrowLeft: () => move(-1),
    ArrowRight: () => move(1),
    ...(rows().length > 1 && !scrolls ? { ArrowUp: () => moveRow(-1), ArrowDown: () => moveRow(1) } : {}),
  };
  const action = byDigit || byLetter ? () => choose(byDigit ?? byLetter) : actions[key];
  if (action) { event.preventDefault(); action(); }
}

function onChange(event) {
  const row = event.target.closest('fieldset[data-criterion]');
  changed();
  if (!row) return;
  const stay = 'stay' in row.dataset;
  delete row.dataset.stay;
  const next = rows().slice(rows().indexOf(row) + 1).find(other => !answered(other));
  activate(stay || !next ? row : next);
}

function onClick(event) {
  // Clicked, not pressed by a key: the next Enter should submit and not click again.
  if (event.detail > 0 && event.target.closest('.judge-foot .quiet-button, [data-pane]')) form()?.focus({ preventScroll: true });
  if (onSpanClick(event)) return;
  const pane = event.target.closest('[data-pane]');
  if (pane) turnTo(Number(pane.dataset.pane));
  const open = event.target.closest('[data-opens]');
  if (open) document.getElementById(open.dataset.opens)?.showModal();
  const close = event.target.closest('[data-closes]');
  if (close) close.closest('dialog').close();
  const act = event.target.closest('[data-act]')?.dataset.act;
  if (act === 'submit') submit();
  if (act === 'skip') skip(event.target.closest('dialog'));
  if (act === 'sync') toggleSync();
  if (act === 'differences') differ(toggleDifferences);
  if (act === 'larger') resize(1);
  if (act === 'smaller') resize(-1);
  if (act === 'persona') { const card = document.querySelector('details.judge-persona'); if (card) card.open = !card.open; }
  const row = event.target.closest('fieldset[data-criterion]');
  if (row) activate(row);
}

// Marks what differs, and keeps that it was seen.
async function differ(how) {
  if (!current || panes().length < 2) return;
  const { assignment } = current;
  try {
    const words = await how(() => call('Differences', assignment), () => current?.assignment === assignment);
    if (current?.assignment !== assignment) return;
    if (differencesAreOn()) current.differences = true;
    if (how === toggleDifferences) say(words ?? '');
  } catch { say('No answer from the server. What differs cannot be shown now.'); }
}

function onToggle(event) {
  if (!current?.settled || !event.isTrusted || !event.target.matches?.('details.judge-persona')) return;
  local('workbench.persona', event.target.open);
  if (event.target.open) current.persona++;
}

function onFocus() {
  if (!current) return;
  const visible = document.visibilityState === 'visible' && document.hasFocus();
  if (visible && current.activeSince === null) current.activeSince = performance.now();
  else if (!visible && current.activeSince !== null) { seconds(); current.activeSince = null; }
}

const listeners = [
  [document, 'keydown', onKey],
  [document, 'click', onClick],
  [document, 'change', event => { if (event.target.closest('form.judge-answers')) onChange(event); }],
  [document, 'input', event => { onSpanInput(event); if (event.target.matches('form.judge-answers textarea')) changed(); }],
  [document, 'selectionchange', onSelection],
  [document, 'pointerdown', onPress],
  [document, 'submit', event => event.preventDefault()],
  [document, 'scroll', onScroll, true],
  [document, 'toggle', onToggle, true],
  [document, 'visibilitychange', onFocus],
  [window, 'focus', onFocus],
  [window, 'blur', onFocus],
  [window, 'pagehide', endTrial],
];

// The pair turns when its form is in the page: no call from the server is waited for, and no key is lost between.
const pages = new MutationObserver(look);
function look() {
  const next = form();
  if (next?.dataset.assignment === current?.assignment && (!next || next === current.form)) return;
  if (next) take(next); else { current = null; setSpans(null); }
}

// Takes charge of the pair on the screen. Its draft comes back, the newer of the server's and the browser's.
function take(next) {
  const { assignment, draft: fromServer, undone } = next.dataset;
  if (undone !== undefined) local(draftOf(assignment), null);
  const kept = local(draftOf(assignment));
  const sent = fromServer ? JSON.parse(fromServer) : null;
  const draft = kept && (kept.at ?? 0) >= (sent?.at ?? 0) ? kept : sent;
  current = {
    form: next, assignment, activeSince: null, active: (draft?.seconds ?? 0) * 1000, changes: draft?.changes ?? 0,
    first: draft?.first ?? undefined, persona: draft?.persona ?? 0, differences: draft?.differences ?? false,
  };
  onFocus();
  writeForm(next, draft);
  setSpans(draft?.spans);
  activate(rows().find(row => !answered(row)) ?? rows()[0]);
  const card = document.querySelector('details.judge-persona');
  if (card) card.open = local('workbench.persona') ?? !matchMedia('(max-width: 899px)').matches;
  setTimeout(() => { if (current?.assignment === assignment) current.settled = true; }, 300);
  window.scrollTo(0, 0);
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) next.focus({ preventScroll: true });
  press();
  differ(markDifferences);
  if (kept?.pending) send(kept);
}

export function attach(reference, trial) {
  page = reference;
  beginTrial(trial);
  for (const [target, name, handler, early] of listeners) target.addEventListener(name, handler, early ?? false);
  resize(0);
  tellSpans({ changed, say });
  document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', onConnection);
  pages.observe(document.querySelector('main.judge'), { childList: true, subtree: true });
  look();
}

export function detach() {
  pages.disconnect();
  for (const [target, name, handler, early] of listeners) target.removeEventListener(name, handler, early ?? false);
  document.documentElement.style.fontSize = '';
  document.getElementById('components-reconnect-modal')?.removeEventListener('components-reconnect-state-changed', onConnection);
  clearTimeout(autosave);
  setSpans(null);
  [page, current] = [null, null];
  endTrial();
}
