// Custom elements that show parts of a trust centre in a page of any other site:
//
//   <script src="https://trust.example.com/trust/embed.js" async></script>
//   <annex-subprocessors service="website" lang="de" theme="auto">
//     <a href="https://trust.example.com/trust/subprocessors">Our sub-processors</a>
//   </annex-subprocessors>
//
// and <annex-changes limit="5">, <annex-controls>, <annex-subscribe> likewise. What stands inside is shown
// until the data is there, and stays when it cannot be had. Attributes of all: src (address of the
// document that is shown), lang (en, de; the page's unless said), theme (light, dark, auto; font and
// colours are the page's unless said). Colours and type can be set by --annex-font, --annex-color,
// --annex-quiet, --annex-line, --annex-link, --annex-announced, --annex-gap; parts are table, caption,
// head, row, name, purpose, place, status, list, form, label, input, button, foot and link.

// The files of this folder are served as one script (../script.ts).

const script =
  document.currentScript ??
  document.querySelector('script[src$="/embed.js"], script[src$="/annex.js"]');
/** Where the trust centre stands: above the moving address of this script, and above a pinned one. */
const root = script?.src.replace(/embed(\.js|\/[^/]+\/annex\.js)([?#].*)?$/, '');

const css = `
:host { display: block !important }
:host([hidden]) { display: none !important }
::slotted(*) { display: revert !important; visibility: visible !important }
.annex { all: initial; display: block; font-family: inherit;
  font-size: min(1em, 40px); line-height: 1.5; color: inherit; color-scheme: inherit;
  overflow-wrap: anywhere; font-variant-numeric: tabular-nums }
:host([theme]) .annex { padding: 1em; color-scheme: light dark; font-family: system-ui, sans-serif;
  color: light-dark(#15191c, #eceff0); background: light-dark(#fff, #101314) }
:host([theme=light]) .annex { color-scheme: light }
:host([theme=dark]) .annex { color-scheme: dark }
:host([theme]) a { color: var(--annex-link, light-dark(#00585f, #76c7c9)) }
.body { font: var(--annex-font, inherit); color: var(--annex-color, inherit) }
table { width: 100%; border-collapse: collapse; text-align: start }
table + table { margin-top: 1.5em }
caption { text-align: start; padding-bottom: .5em; color: var(--annex-quiet, inherit) }
th, td { padding: var(--annex-gap, .5em 1em .5em 0); vertical-align: top; text-align: start }
th, td, li.row { border-bottom: 1px solid var(--annex-line, color-mix(in srgb, currentColor 25%, transparent)) }
thead th { font-weight: normal; color: var(--annex-quiet, inherit) }
small { display: block; font-weight: normal; color: var(--annex-quiet, inherit) }
p, ul { margin: 0; padding: 0; list-style: none }
li.row { padding: .5em 0 }
.foot { margin-top: .75em }
a { color: var(--annex-link, revert) }
.foot a { display: inline-block; min-height: 24px }
[data-state=announced] { color: var(--annex-announced, inherit); font-weight: 600 }
form > * + * { margin-top: .5em }
label { display: block; font-weight: 600 }
input, button { box-sizing: border-box; max-width: 100%; min-height: 2.5em; padding: .25em .75em; font: inherit }
input { width: 28em }
@media (max-width: 36rem) {
  table, tbody, tr, th, td { display: block; padding: 0; border: 0 }
  caption { display: block }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  tr { padding: .5em 0; border-bottom: 1px solid var(--annex-line, color-mix(in srgb, currentColor 25%, transparent)) }
}
`;

/** What its heirs say: `document` below the trust centre, `words` by language, and how it is drawn. */
export class AnnexElement extends HTMLElement {
  static observedAttributes = ['src', 'service', 'limit', 'lang'];
  #root = this.attachShadow({ mode: 'open' });
  #request;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(make('slot'));
  }

  connectedCallback() {
    this.#load();
  }

  disconnectedCallback() {
    this.#request?.abort();
  }

  attributeChangedCallback(_name, before, after) {
    if (this.isConnected && before !== after) this.#load();
  }

  /** To the link inside, as where nothing can be had. */
  fallBack() {
    this.#show(undefined);
  }

  async #load() {
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    const drawn = await this.#draw(request.signal).catch(() => undefined);
    if (!request.signal.aborted) this.#show(drawn);
  }

  async #draw(signal) {
    const source = this.getAttribute('src') ?? (root && root + this.constructor.document);
    if (!source) return undefined;
    const url = new URL(source, document.baseURI);
    const query = this.query();
    for (const name in query) if (query[name]) url.searchParams.set(name, query[name]);
    const found = await fetchDocument(url, signal);
    return found && this.draw(found, localOf(this), url);
  }

  #show(drawn) {
    const { locale } = localOf(this);
    const inner = make('div', { class: 'body', lang: locale, dir: 'ltr' }, drawn ?? []);
    this.#root.replaceChildren(drawn ? make('div', { class: 'annex' }, [inner]) : make('slot'));
    this.dataset.state = drawn ? 'ready' : 'failed';
  }

  /** A whole number from 1 to `most`. */
  limit(usual, most) {
    const asked = Number.parseInt(this.getAttribute('limit') ?? '', 10);
    return Math.min(Math.max(Number.isNaN(asked) ? usual : asked, 1), most);
  }

  query() {
    return { service: this.getAttribute('service') };
  }
}

async function fetchDocument(url, signal) {
  const response = await fetch(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers: { Accept: 'application/json' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  });
  return response.ok ? response.json() : undefined;
}

function localOf(element) {
  const wanted = element.closest('[lang]')?.getAttribute('lang') || 'en';
  const locale = wanted.toLowerCase().split('-')[0] === 'de' ? 'de' : 'en';
  // Day before month, as on the pages of the trust centre; plain `en` would be American.
  const dates = locale === 'en' ? 'en-GB' : locale;
  const format = (date, timeZone) =>
    new Intl.DateTimeFormat(dates, { dateStyle: 'long', timeZone }).format(new Date(date));
  return {
    locale,
    words: element.constructor.words[locale],
    day: (day) => make('time', { datetime: day }, [format(day, 'UTC')]),
    dayText: (day) => format(day, 'UTC'),
    instant: format,
    countries: new Intl.DisplayNames([locale], { type: 'region' }),
  };
}

/** Roles are said because a narrow table is laid out as blocks, which takes them away. */
export function drawTable(captionText, heads, rows) {
  const cells = heads.map((head) =>
    make('th', { scope: 'col', role: 'columnheader', part: 'head' }, [head]),
  );
  return make('table', { role: 'table', part: 'table' }, [
    make('caption', { part: 'caption', dir: 'auto' }, [captionText]),
    make('thead', { role: 'rowgroup' }, [make('tr', { role: 'row' }, cells)]),
    make('tbody', { role: 'rowgroup' }, rows),
  ]);
}

/** Each cell as its part and what stands in it; the first is the head of the row. */
export function drawRow(lang, ...cells) {
  const drawn = cells.map(([part, children, isData], index) => {
    const data = isData ? { lang, dir: 'auto' } : {};
    return index === 0
      ? make('th', { scope: 'row', role: 'rowheader', part, ...data }, children)
      : make('td', { role: 'cell', part, ...data }, children);
  });
  return make('tr', { role: 'row', part: 'row' }, drawn);
}

export function drawFoot(...children) {
  return make('p', { class: 'foot', part: 'foot' }, children);
}

export function joined(parts) {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
}

export function isWeb(href) {
  return URL.canParse(href ?? '') && /^https?:$/.test(new URL(href).protocol);
}

/** Only what a page may lead to; the text alone for anything else. */
export function link(href, ...children) {
  return isWeb(href) ? make('a', { part: 'link', href }, children) : make('span', {}, children);
}

/** Text stays text: nothing from a document is ever parsed as HTML. */
export function make(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export function define(name, element) {
  if (!customElements.get(name)) customElements.define(name, element);
}
