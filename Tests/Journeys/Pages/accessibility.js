// The rules of accessibility, on the page that is shown. Arguments: the language that is wanted, whether somebody is signed in.
// Returns what breaks a rule, as {rule, what}; the rules have their numbers of WCAG in AccessibilityRule.swift.
const [language, isSignedIn] = arguments;
const found = [];
const width = document.documentElement.clientWidth;
const all = (css, root = document) => [...root.querySelectorAll(css)];
const words = text => (text ?? '').replace(/\s+/g, ' ').trim();

function name(element) {
  const own = element.id ? `#${element.id}` : element.className && typeof element.className === 'string'
    ? `.${element.className.trim().split(/\s+/)[0]}` : '';
  return `${element.localName}${own} "${words(element.textContent || element.name).slice(0, 40)}"`;
}
function report(rule, what) {
  if (found.filter(one => one.rule === rule).length < 5) found.push({ rule, what: String(what) });
}
function box(element) { return element.getBoundingClientRect(); }
// Seen by eyes: not what is only read aloud, and not what waits outside of the window until it has the focus.
function isSeen(element) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  if (element.closest('.visually-hidden')) return false;
  const { width, height, right, bottom } = box(element);
  return width > 1 && height > 1 && right > 0 && bottom + scrollY > 0;
}
function accessibleName(element) {
  const ids = words(element.getAttribute('aria-labelledby')).split(' ').filter(Boolean);
  const named = ids.map(id => document.getElementById(id)?.textContent ?? '').join(' ');
  const labels = [...(element.labels ?? [])].map(label => label.textContent).join(' ');
  const pictures = all('img[alt], svg[aria-label]', element).map(one => one.alt ?? one.ariaLabel).join(' ');
  const own = element.matches('input, select, textarea') ? '' : element.textContent;
  return words([named, element.ariaLabel, labels, own, pictures, element.title].join(' '));
}

// MARK: Structure

function structure() {
  const headings = all('h1, h2, h3, h4, h5, h6').filter(one => one.checkVisibility());
  const first = headings.filter(one => one.localName === 'h1');
  if (first.length !== 1) report('oneHeading', `${first.length} h1`);
  headings.reduce((before, one) => {
    const level = Number(one.localName[1]);
    if (level > before + 1) report('headingOrder', `${name(one)} follows h${before}`);
    return level;
  }, 0);
  if (document.documentElement.lang !== language) report('language', document.documentElement.lang);
  if (!words(document.title)) report('title', 'empty');
  if (all('main').length !== 1) report('landmarks', `${all('main').length} main`);
  const navigation = all('nav');
  if (isSignedIn && navigation.length === 0) report('landmarks', 'no nav');
  const names = navigation.map(accessibleOwnName);
  if (navigation.length > 1 && new Set(names.filter(Boolean)).size < names.length) report('landmarks', `nav: ${names}`);
  const ids = all('[id]').map(one => one.id);
  ids.filter((id, place) => ids.indexOf(id) !== place).forEach(id => report('uniqueIDs', id));
  for (const attribute of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']) {
    for (const one of all(`[${attribute}]`)) {
      for (const id of words(one.getAttribute(attribute)).split(' ')) {
        if (!document.getElementById(id)) report('uniqueIDs', `${attribute}="${id}" leads nowhere`);
      }
    }
  }
  for (const one of all('[tabindex]')) if (one.tabIndex > 0) report('tabOrder', name(one));
}
function accessibleOwnName(element) {
  const id = element.getAttribute('aria-labelledby');
  return words(id ? document.getElementById(id)?.textContent : element.ariaLabel);
}

// MARK: Names

function namesOfThings() {
  for (const one of all('input:not([type=hidden], [type=submit], [type=button]), select, textarea')) {
    if (!accessibleName(one)) report('labels', name(one));
  }
  for (const one of all('img, input[type=image]')) if (!one.hasAttribute('alt')) report('alternatives', one.src);
  for (const one of all('svg')) {
    const isSaid = one.ariaHidden === 'true' || one.ariaLabel || one.getAttribute('aria-labelledby');
    if (!isSaid && !one.closest('[aria-hidden=true]') && !one.querySelector(':scope > title')) report('alternatives', name(one));
  }
  for (const one of all('a[href], button, summary, input[type=submit], input[type=button]')) {
    if (!accessibleName(one) && !one.value) report('names', `${name(one)} ${one.getAttribute('href') ?? ''}`);
  }
  for (const table of all('table')) {
    const heads = all('th', table);
    if (heads.length === 0) report('tables', `${name(table)} has no th`);
    const isTied = all('td[headers]', table).length > 0;
    for (const one of heads) if (!one.scope && !isTied) report('tables', `${name(one)} has no scope`);
  }
}

// MARK: Room

function room(root) {
  if (root === document && document.documentElement.scrollWidth > width) {
    report('reflow', `the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);
  }
  for (const one of all('*', root === document ? document.body : root)) {
    if (!isSeen(one) || box(one).right <= width + 1) continue;
    let scroller = one.parentElement;
    while (scroller && getComputedStyle(scroller).overflowX === 'visible') scroller = scroller.parentElement;
    if (!scroller || scroller === document.body || scroller === document.documentElement) report('reflow', name(one));
  }
}
// At least 24 px each way; or a link in a line of text; or nothing else within 12 px of its middle.
function targets(root) {
  const list = all('a[href], button, summary, select, textarea, input:not([type=hidden])', root).filter(isSeen);
  const small = list.filter(one => box(one).width < 23.9 || box(one).height < 23.9);
  for (const one of small) {
    const around = words([...one.parentElement.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join(''));
    if (getComputedStyle(one).display === 'inline' && /\p{L}/u.test(around)) continue;
    const mine = box(one);
    const [x, y] = [(mine.left + mine.right) / 2, (mine.top + mine.bottom) / 2];
    const isCrowded = list.some(other => {
      if (other === one || other.contains(one) || one.contains(other)) return false;
      const its = box(other);
      if (small.includes(other)) return Math.hypot((its.left + its.right) / 2 - x, (its.top + its.bottom) / 2 - y) < 24;
      const [dx, dy] = [Math.max(its.left - x, x - its.right, 0), Math.max(its.top - y, y - its.bottom, 0)];
      return Math.hypot(dx, dy) < 12;
    });
    if (isCrowded) report('targets', `${name(one)} is ${Math.round(mine.width)} by ${Math.round(mine.height)}`);
  }
}

// MARK: Colours

function colour(text) {
  const parts = text.match(/[\d.]+/g)?.map(Number) ?? [];
  const scale = text.startsWith('color(') ? 255 : 1;
  return parts.length < 3 ? [0, 0, 0, 0] : [parts[0] * scale, parts[1] * scale, parts[2] * scale, parts[3] ?? 1];
}
function over(top, below) { return [0, 1, 2].map(part => top[part] * top[3] + below[part] * (1 - top[3])).concat(1); }
function ground(element) {
  const layers = [];
  for (let one = element; one; one = one.parentElement) {
    const layer = colour(getComputedStyle(one).backgroundColor);
    layers.push(layer);
    if (layer[3] === 1) break;
  }
  return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
}
function brightness(rgb) {
  const [red, green, blue] = rgb.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function ratio(one, other) {
  const [dark, light] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
function contrast(root) {
  for (const one of all('*', root === document ? document.body : root)) {
    const isField = one.matches('input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea');
    const speaks = [...one.childNodes].some(node => node.nodeType === 3 && words(node.data));
    if (!(speaks || isField) || one.disabled || one.closest('option, :disabled, script, style') || !isSeen(one)) continue;
    const style = getComputedStyle(one);
    const below = ground(one);
    const ink = colour(one instanceof SVGElement ? style.fill : style.color);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const has = ratio(over(ink, below), below);
    if (has < (isLarge ? 3 : 4.5)) report('contrast', `${name(one)} has ${has.toFixed(2)}:1`);
  }
}

// MARK: The page, and each menu unfolded

all('main details').forEach(one => { one.open = true; });
structure();
namesOfThings();
room(document);
targets(document);
contrast(document);
for (const menu of all('nav details')) {
  menu.open = true;
  room(menu);
  targets(menu);
  contrast(menu);
  menu.open = false;
}
return found;
