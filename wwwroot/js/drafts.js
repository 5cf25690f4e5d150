// Keeps what is typed into a form in this browser until it is saved: a server that restarts reloads the page and
// would lose it. Also tells the server what was typed a moment after the typing stops, and saves on Ctrl+S.
const prefix = 'workbench.draft.';
const pause = 400;

export function attach(form, key, version, page) {
  const storageKey = prefix + key;
  let timer = 0;
  let changed = null;
  let known = new WeakMap();

  // Ticks and choices count by their mark; several of one name stand one a line.
  const isMark = input => input.type === 'radio' || input.type === 'checkbox';
  const stateOf = input => isMark(input) ? input.checked : input.value;
  const look = () => {
    const fields = {};
    known = new WeakMap();
    for (const input of form.querySelectorAll('[name]')) {
      known.set(input, stateOf(input));
      if (!isMark(input)) fields[input.name] = input.value;
      else if (input.checked) fields[input.name] = [fields[input.name], input.value].filter(Boolean).join('\n');
    }
    return fields;
  };
  const keep = () => {
    const fields = look();
    try {
      localStorage.setItem(storageKey, JSON.stringify({ version, at: Date.now(), fields }));
    } catch {
      // No room, or private mode: the page still asks before it is left.
    }
  };
  const settle = () => {
    clearTimeout(timer);
    timer = 0;
    if (changed?.isConnected) changed.dispatchEvent(new Event('change', { bubbles: true }));
    changed = null;
  };
  const onInput = event => {
    if (!event.target.name) return;
    if (changed && changed !== event.target) settle();
    changed = event.target;
    clearTimeout(timer);
    timer = setTimeout(() => { keep(); settle(); }, pause);
  };
  const onChange = event => {
    // The browser's own change says the same: nothing is left to tell.
    if (event.target === changed) { clearTimeout(timer); changed = null; }
    // A field that is left after it was saved says so once more: that is no new draft.
    if (event.target.name && known.get(event.target) !== stateOf(event.target)) keep();
  };
  const onKey = event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault();
      settle();
      page.invokeMethodAsync('SaveByKeyAsync').catch(() => {});
    }
  };
  look();
  form.addEventListener('input', onInput);
  form.addEventListener('change', onChange);
  document.addEventListener('keydown', onKey);
  return {
    // After an entry was added, removed or moved: no input event tells of it.
    touch: () => requestAnimationFrame(keep),
    clear: () => { clearTimeout(timer); timer = 0; changed = null; look(); drop(key); },
    setVersion: next => { version = next; },
    detach: () => {
      clearTimeout(timer);
      form.removeEventListener('input', onInput);
      form.removeEventListener('change', onChange);
      document.removeEventListener('keydown', onKey);
    },
  };
}

export function has(key) {
  try { return localStorage.getItem(prefix + key) !== null; } catch { return false; }
}

// As bytes: a draft with many texts is larger than one message over the circuit may be.
export function read(key) {
  return new TextEncoder().encode(localStorage.getItem(prefix + key) ?? '');
}

export function drop(key) {
  try { localStorage.removeItem(prefix + key); } catch { /* nothing was kept */ }
}
