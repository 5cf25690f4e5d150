// The part of the annotation screen that must not wait for the server: keys, marks, drafts, and what happens while
// the connection is gone. The server decides what is shown; this file only knows an assignment's id.
import { beginTrial, draftOf, endTrial, local, newId, onConnection, readForm, wait, writeForm } from './judge-draft.js';
import { differencesAreOn, markDifferences, toggleDifferences } from './judge-diff.js';
import { onScroll, press, resize, toggleSync } from './judge-look.js';
import { activate, activeRow, advance, answered, choose, enterGroup, form, missing, move, moveRow, onFocusIn, onGroupKey, rows, tell } from './judge-rows.js';
import { currentSpans, onPress, onSelection, onSpanClick, onSpanInput, onSpanKey, setSpans, tellSpans } from './judge-spans.js';
import { panes, turnTo } from './judge-text.js';

const typing = 'textarea, select, [contenteditable="true"], input:not([type="radio"]):not([type="checkbox"])';
const answerDeadline = 6000; // a call into a dead circuit never ends by itself
const patience = 1500;
const kept = what => `No answer from the server yet. ${what} is kept here and goes out by itself.`;

let page = null;
let current = null; // { assignment, activeSince, active, changes, first, persona, shown, differences }
let sending = null; // the assignment whose answer is on its way
let autosave = 0;

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
  const { assignment, changes, first, persona, shown, differences } = current;
  return { assignment, ...readForm(form()), spans: currentSpans(), seconds: seconds(), changes, first, persona, shown, differences, at: Date.now() };
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

function say(words, isProblem = false) {
  const line = document.querySelector('.judge-message');
  if (!line) return;
  line.toggleAttribute('data-problem', isProblem);
  if (line.textContent !== words) line.textContent = words;
}

// Under one id for as long as it is on its way, so that every repetition is harmless.
async function hand(besides) {
  clearTimeout(autosave);
  const before = local(draftOf(current.assignment));
  const body = { ...read(), submission: before?.pending ? before.submission : newId(), pending: true, ...besides };
  local(draftOf(current.assignment), body);
  await send(body);
}

async function submit() {
  if (!current || sending === current.assignment) return;
  const lacks = missing();
  if (!lacks) { await hand({}); return; }
  lacks.go();
  say(lacks.words, true);
}

async function skip(dialog) {
  if (!current || sending === current.assignment) return;
  const reason = dialog.querySelector('input:checked')?.value ?? '';
  const words = dialog.querySelector('textarea')?.value ?? '';
  dialog.close();
  await hand({ skip: [reason, words].filter(Boolean).join(': ') });
}

// Sends until it gets an answer.
async function send(body) {
  const { assignment, submission, skip: reason } = body;
  const isSkip = reason !== undefined;
  const waits = kept(isSkip ? 'Your skip' : 'Yours');
  sending = assignment;
  form()?.setAttribute('aria-busy', 'true');
  const impatience = setTimeout(() => say(waits), patience);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        const problem = await (isSkip ? call('Skip', submission, assignment, reason) : call('Submit', JSON.stringify(body)));
        if (problem) { local(draftOf(assignment), { ...body, pending: false, submission: undefined, skip: undefined }); say(problem, true); }
        else local(draftOf(assignment), null);
        return;
      } catch {
        say(waits);
        await wait(Math.min(400 * 2 ** attempt, 5000));
      }
    }
  } finally {
    clearTimeout(impatience);
    if (sending === assignment) sending = null;
    form()?.removeAttribute('aria-busy');
  }
}

// The reasons stand in the page throughout: the next skip begins without those of the last.
function clearSkip() {
  const dialog = document.getElementById('judge-skip');
  dialog?.querySelectorAll('input').forEach((input, i) => { input.checked = i === 0; });
  const words = dialog?.querySelector('textarea');
  if (words) words.value = '';
}

function use(named) {
  if (named.matches('[data-group], textarea')) { enterGroup(named); return; }
  named.click();
  if (named.matches('input')) tell(named.checked ? 'Flagged' : 'Not flagged');
}

function onKey(event) {
  const { target, key } = event;
  if (event.defaultPrevented || event.isComposing) return;
  // A key that is held down does one thing once, and does not press a button again and again.
  if (event.repeat && !key.startsWith('Arrow') && !target.matches?.(typing)) { if (key === 'Enter') event.preventDefault(); return; }
  if (onSpanKey(event)) { event.preventDefault(); return; }
  if (inDialog()) return;
  if (key === 'Enter' && (event.ctrlKey || event.metaKey) && current) { event.preventDefault(); submit(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches?.(typing)) { if (key === 'Escape') target.blur(); return; }
  const named = document.querySelector(`[data-keys~="${CSS.escape(key.length === 1 ? key.toLowerCase() : key)}"]`);
  if (key === 'Enter' && target.closest?.('button, a, summary')) return;
  if (named) { event.preventDefault(); use(named); return; }
  if (!current || !form() || onGroupKey(event)) return;
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
  if (row) advance(row);
}

function onClick(event) {
  // Clicked, not pressed by a key: the next Enter should submit and not click again.
  if (event.detail > 0 && event.target.closest('.judge-foot .quiet-button, .judge-persona summary, [data-pane], [data-step]')) form()?.focus({ preventScroll: true });
  if (onSpanClick(event)) return;
  const pane = event.target.closest('[data-pane]');
  if (pane) turnTo(Number(pane.dataset.pane));
  const step = event.target.closest('[data-step]');
  if (step) activate(rows()[Number(step.dataset.step)]);
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
  if (act === 'persona') { const card = document.querySelector('details.judge-persona'); if (card) { card.open = !card.open; notePersona(card.open); } }
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

// Toggle events come late and several as one: what changed is told by what was known before.
function notePersona(open) {
  if (!current || current.open === undefined || current.open === open) return;
  current.open = open;
  local('workbench.persona', open);
  if (open) current.persona++;
}

function onToggle(event) {
  if (event.target.matches?.('details.judge-persona')) notePersona(event.target.open);
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
  [document, 'focusin', onFocusIn],
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

const isNowhere = () => document.activeElement === null || document.activeElement === document.body;

// The pair turns when its form is in the page: no call from the server is waited for, and no key is lost between.
const pages = new MutationObserver(look);
let heading = null;
function look() {
  const next = form();
  const title = document.querySelector('main.judge h1');
  // Another page than a pair's took the place of what had the focus: it is read from its title on.
  if (title && title !== heading && !next && isNowhere()) title.focus({ preventScroll: true });
  heading = title;
  if (next?.dataset.assignment === current?.assignment && (!next || next === current.form)) return;
  if (next) take(next); else { current = null; setSpans(null); }
}

// Takes charge of the pair on the screen. Its draft comes back, the newer of the server's and the browser's.
function take(next) {
  const { assignment, draft: fromServer, undone } = next.dataset;
  if (undone !== undefined) local(draftOf(assignment), null);
  const own = local(draftOf(assignment));
  const sent = fromServer ? JSON.parse(fromServer) : null;
  const draft = own && (own.at ?? 0) >= (sent?.at ?? 0) ? own : sent;
  current = {
    form: next, assignment, activeSince: null, active: (draft?.seconds ?? 0) * 1000, changes: draft?.changes ?? 0,
    first: draft?.first ?? undefined, persona: draft?.persona ?? 0, shown: draft?.shown, differences: draft?.differences ?? false,
  };
  onFocus();
  writeForm(next, draft);
  setSpans(draft?.spans);
  activate(rows().find(row => !answered(row)) ?? rows()[0]);
  const card = document.querySelector('details.judge-persona');
  if (card) {
    card.open = local('workbench.persona') ?? !matchMedia('(max-width: 899px)').matches;
    current.open = card.open;
    current.shown ??= card.open;
  }
  clearSkip();
  window.scrollTo(0, 0);
  if (isNowhere()) next.focus({ preventScroll: true });
  press();
  differ(markDifferences);
  if (own?.pending) send(own);
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
  [page, current, heading] = [null, null, null];
  endTrial();
}
