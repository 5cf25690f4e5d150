// Light or dark: the system's choice until the user makes one; set before the first paint.
(() => {
  const key = 'workbench.appearance';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const isDark = () => (chosen() ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const apply = () => { document.documentElement.dataset.theme = isDark() ? 'dark' : 'light'; return isDark(); };
  apply();
  let page = null;
  system.addEventListener('change', () => { const dark = apply(); page?.invokeMethodAsync('SetDark', dark).catch(() => {}); });
  window.workbenchAppearance = {
    watch: reference => { page = reference; return apply(); },
    toggle: () => {
      const next = isDark() ? 'light' : 'dark';
      try { localStorage.setItem(key, next); } catch { /* private mode: for this page only */ }
      document.documentElement.dataset.theme = next;
      return next === 'dark';
    },
  };
})();
