// Whether everything that takes the focus shows it. To be run after a key was pressed: only then do browsers take a focus that a
// script gives for one of the keyboard. Returns what does not show it.
const css = 'a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex="0"]';
const look = one => {
  const style = getComputedStyle(one);
  return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow].join(' ');
};
const hidden = [];
for (const one of [...document.querySelectorAll(css)].filter(one => one.checkVisibility() && !one.disabled).slice(0, 150)) {
  one.blur();
  const before = look(one);
  one.focus({ preventScroll: true });
  if (document.activeElement !== one) continue;
  const style = getComputedStyle(one);
  const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\)$/.test(style.outlineColor);
  if (look(one) === before || !(isOutlined || style.boxShadow !== 'none')) {
    hidden.push(`${one.localName} "${(one.textContent || one.name || '').trim().slice(0, 40)}"`);
  }
}
return hidden.slice(0, 5);
