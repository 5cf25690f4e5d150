// The part of the annotation screen that must not wait for the server: keys, marks, drafts, and what happens while
// the connection is gone. The server decides what is shown; this file only knows an assignment's id.
let isTrial = false; // a trial's drafts have keys of their own, and go with the page
const trialKey = 'workbench.trial.';
const draftOf = assignment => `${isTrial ? trialKey : 'workbench.draft.'}${assignment}`;
const typing = 'textarea, select, [contenteditable="true"], input:not([type="radio"]):not([type="checkbox"])';
const answerDeadline = 6000; // a call into a dead circuit never ends by itself
const patience = 1500;
const keptHere = 'No answer from the server yet. Yours is kept here and goes out by itself.';
const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

let page = null;
let current = null; // { assignment, activeSince, active, changes, first }
let sending = null; // the assignment whose answer is on its way
let autosave = 0;

const form = () => document.querySelector('form.judge-answers');
const rows = () => [...(form()?.querySelectorAll('fieldset[data-criterion]') ?? [])];
const activeRow = () => rows().find(row => 'active' in row.dataset) ?? rows()[0];
const answered = row => row.querySelector('input:checked') !== null;
const inDialog = () => document.querySelector('dialog[open], .mud-dialog') !== null;

function local(key, value) {
  try {
    if (value === undefined) return JSON.parse(localStorage.getItem(key) ?? 'null');
    if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* storage full or forbidden: the server's copy remains */ }
  return null;
}

// Random even where crypto.randomUUID is missing, as on a plain-HTTP address of a laboratory's network.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

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
  const answers = {};
  for (const row of rows()) {
    const chosen = row.querySelector('input:checked');
    if (chosen) answers[row.dataset.criterion] = chosen.value;
  }
  const fields = {};
  for (const field of form().querySelectorAll('[data-field]'))
    if (field.type !== 'checkbox' ? field.value !== '' && (field.type !== 'radio' || field.checked) : field.checked)
      fields[field.dataset.field] = field.type === 'checkbox' ? 'true' : field.value;
  return { assignment: current.assignment, answers, fields, seconds: seconds(), changes: current.changes, first: current.first, persona: current.persona, at: Date.now() };
}

function write(draft) {
  for (const row of rows())
    for (const input of row.querySelectorAll('input'))
      input.checked = draft?.answers?.[row.dataset.criterion] === input.value;
  for (const field of form().querySelectorAll('[data-field]')) {
    const value = draft?.fields?.[field.dataset.field];
    if (field.type === 'radio') field.checked = field.value === value;
    else if (field.type === 'checkbox') field.checked = value === 'true';
    else field.value = value ?? '';
  }
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

function say(words) {
  const line = document.querySelector('.judge-message');
  if (line && line.textContent !== words) line.textContent = words;
}

async function submit() {
  if (!current || sending === current.assignment) return;
  const missing = rows().find(row => 'required' in row.dataset && !answered(row));
  if (missing) {
    activate(missing);
    missing.querySelector('input')?.focus();
    say(`Not answered yet: ${missing.dataset.question}`);
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
  form().setAttribute('aria-busy', 'true');
  const impatience = setTimeout(() => say(keptHere), patience);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        const problem = await call('Submit', JSON.stringify(body));
        if (problem) { local(draftOf(body.assignment), { ...body, pending: false, submission: undefined }); say(problem); }
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
  } catch { say('No connection. The pair was not skipped.'); } finally { if (sending === assignment) sending = null; }
}

function onKey(event) {
  const { target, key } = event;
  if (event.defaultPrevented || inDialog() || event.isComposing) return;
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
  const open = event.target.closest('[data-opens]');
  if (open) document.getElementById(open.dataset.opens)?.showModal();
  const close = event.target.closest('[data-closes]');
  if (close) close.closest('dialog').close();
  const act = event.target.closest('[data-act]')?.dataset.act;
  if (act === 'submit') submit();
  if (act === 'skip') skip(event.target.closest('dialog'));
  if (act === 'sync') toggleSync();
  if (act === 'larger') resize(1);
  if (act === 'smaller') resize(-1);
  if (act === 'persona') { const card = document.querySelector('details.judge-persona'); if (card) card.open = !card.open; }
  const row = event.target.closest('fieldset[data-criterion]');
  if (row) activate(row);
}

// Both panes move together, each by its own share of its own length.
let together = false;
function toggleSync() {
  together = !together;
  for (const button of document.querySelectorAll('[data-act="sync"]')) button.setAttribute('aria-pressed', String(together));
}

function onScroll(event) {
  const pane = event.target;
  if (!together || !pane.matches?.('.judge-pane:hover, .judge-pane:focus, .judge-pane:focus-within')) return;
  const share = pane.scrollTop / Math.max(1, pane.scrollHeight - pane.clientHeight);
  for (const other of document.querySelectorAll('.judge-pane'))
    if (other !== pane) other.scrollTop = share * (other.scrollHeight - other.clientHeight);
}

const sizes = ['100%', '112.5%', '125%', '150%'];
function resize(step) {
  const at = Math.min(sizes.length - 1, Math.max(0, (local('workbench.textsize') ?? 0) + step));
  local('workbench.textsize', at);
  document.documentElement.style.fontSize = sizes[at];
}

function onToggle(event) {
  if (current && event.target.matches?.('details.judge-persona') && event.target.open && event.isTrusted && current.settled) current.persona++;
}

function onFocus() {
  if (!current) return;
  const visible = document.visibilityState === 'visible' && document.hasFocus();
  if (visible && current.activeSince === null) current.activeSince = performance.now();
  else if (!visible && current.activeSince !== null) { seconds(); current.activeSince = null; }
}

// The server was restarted: the circuit is gone, but drafts are in the browser and the same pair comes back.
async function onConnection(event) {
  const state = event.detail?.state;
  if (state !== 'rejected' && state !== 'failed') return;
  for (;;) {
    try { if ((await fetch('/health/ready', { cache: 'no-store' })).ok) { location.reload(); return; } } catch { /* not yet */ }
    await wait(1000);
  }
}

const listeners = [
  [document, 'keydown', onKey],
  [document, 'click', onClick],
  [document, 'change', event => { if (event.target.closest('form.judge-answers')) onChange(event); }],
  [document, 'input', event => { if (event.target.matches('form.judge-answers textarea')) changed(); }],
  [document, 'submit', event => event.preventDefault()],
  [document, 'scroll', onScroll, true],
  [document, 'toggle', onToggle, true],
  [document, 'visibilitychange', onFocus],
  [window, 'focus', onFocus],
  [window, 'blur', onFocus],
  [window, 'pagehide', () => { if (isTrial) forgetTrial(); }],
];

// Forms keep their drafts under the rater's name, which is "trial" there.
function forgetTrial() {
  try { for (const key of Object.keys(localStorage)) if (key.startsWith(trialKey) || key.includes('/trial/')) localStorage.removeItem(key); } catch { /* storage forbidden: nothing was kept */ }
}

export function attach(reference, trial) {
  page = reference;
  isTrial = trial === true;
  if (isTrial) forgetTrial();
  for (const [target, name, handler, early] of listeners) target.addEventListener(name, handler, early ?? false);
  resize(0);
  document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', onConnection);
}

// A pair is on the screen: its draft comes back, the newer of the server's and the browser's.
export async function show(assignment, serverDraft, undone) {
  if (undone) local(draftOf(assignment), null);
  const kept = local(draftOf(assignment));
  const fromServer = serverDraft ? JSON.parse(serverDraft) : null;
  const draft = kept && (kept.at ?? 0) >= (fromServer?.at ?? 0) ? kept : fromServer;
  current = { assignment, activeSince: null, active: (draft?.seconds ?? 0) * 1000, changes: draft?.changes ?? 0, first: draft?.first ?? undefined, persona: draft?.persona ?? 0 };
  onFocus();
  write(draft);
  activate(rows().find(row => !answered(row)) ?? rows()[0]);
  say('');
  const card = document.querySelector('details.judge-persona');
  if (card && matchMedia('(max-width: 899px)').matches) card.open = false;
  setTimeout(() => { if (current?.assignment === assignment) current.settled = true; }, 300);
  for (const pane of document.querySelectorAll('[data-scrolls]')) pane.scrollTop = 0;
  window.scrollTo(0, 0);
  if (document.activeElement === null || document.activeElement === document.body || document.activeElement.closest('form.judge-answers')) form().focus({ preventScroll: true });
  if (kept?.pending) await send(kept);
}

// No pair is on the screen.
export function rest() {
  current = null;
}

export function detach() {
  for (const [target, name, handler, early] of listeners) target.removeEventListener(name, handler, early ?? false);
  document.documentElement.style.fontSize = '';
  document.getElementById('components-reconnect-modal')?.removeEventListener('components-reconnect-state-changed', onConnection);
  clearTimeout(autosave);
  [page, current] = [null, null];
  if (isTrial) forgetTrial();
}
