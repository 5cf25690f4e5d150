// Copies what a field holds. Where a page may not write to the clipboard (no secure context, no permission), the text
// is left selected, so that one key does it.
export async function copy(input) {
  input.select();
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    return document.execCommand('copy');
  }
}
