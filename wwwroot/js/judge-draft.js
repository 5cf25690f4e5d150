// Drafts: what is on the form, and where the browser keeps it.
let isTrial = false; // a trial's drafts have keys of their own, and go with the page
const trialKey = 'workbench.trial.';
export const draftOf = assignment => `${isTrial ? trialKey : 'workbench.draft.'}${assignment}`;

export function beginTrial(trial) {
  isTrial = trial === true;
  endTrial();
}

// Forms keep their drafts under the rater's name, which is "trial" there.
export function endTrial() {
  if (!isTrial) return;
  try { for (const key of Object.keys(localStorage)) if (key.startsWith(trialKey) || key.includes('/trial/')) localStorage.removeItem(key); } catch { /* storage forbidden: nothing was kept */ }
}

export function local(key, value) {
  try {
    if (value === undefined) return JSON.parse(localStorage.getItem(key) ?? 'null');
    if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, JSON.stringify(value));
  } catch { /* storage full or forbidden: the server's copy remains */ }
  return null;
}

// Random even where crypto.randomUUID is missing, as on a plain-HTTP address of a laboratory's network.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export const rowsOf = form => [...(form?.querySelectorAll('fieldset[data-criterion]') ?? [])];

export function readForm(form) {
  const answers = {};
  for (const row of rowsOf(form)) {
    const chosen = row.querySelector('input:checked');
    if (chosen) answers[row.dataset.criterion] = chosen.value;
  }
  const fields = {};
  for (const field of form.querySelectorAll('[data-field]'))
    if (field.type !== 'checkbox' ? field.value !== '' && (field.type !== 'radio' || field.checked) : field.checked)
      fields[field.dataset.field] = field.type === 'checkbox' ? 'true' : field.value;
  return { answers, fields };
}

export function writeForm(form, draft) {
  for (const row of rowsOf(form))
    for (const input of row.querySelectorAll('input'))
      input.checked = draft?.answers?.[row.dataset.criterion] === input.value;
  for (const field of form.querySelectorAll('[data-field]')) {
    const value = draft?.fields?.[field.dataset.field];
    if (field.type === 'radio') field.checked = field.value === value;
    else if (field.type === 'checkbox') field.checked = value === 'true';
    else field.value = value ?? '';
  }
}

export const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

// The server was restarted: the circuit is gone, but drafts are in the browser and the same pair comes back.
export async function onConnection(event) {
  const state = event.detail?.state;
  if (state !== 'rejected' && state !== 'failed') return;
  for (;;) {
    try { if ((await fetch('/health/ready', { cache: 'no-store' })).ok) { location.reload(); return; } } catch { /* not yet */ }
    await wait(1000);
  }
}
