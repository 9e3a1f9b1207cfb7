// <annex-subprocessors>: the register of a trust centre in a page of any other site.
//
//   <script src="https://trust.example.com/trust/embed.js" async></script>
//   <annex-subprocessors service="website" lang="de">
//     <a href="https://trust.example.com/trust/subprocessors">Our sub-processors</a>
//   </annex-subprocessors>
//
// What stands inside is shown until the list is there, and stays when it cannot be had. Attributes:
// src (address of the list document), service (a slug), lang. Colours and type come from the page or
// from --annex-font, --annex-color, --annex-quiet, --annex-line, --annex-link, --annex-announced,
// --annex-gap; parts are table, caption, head, row, name, purpose, place, status, foot and link.

const script = document.currentScript ?? document.querySelector('script[src$="/embed.js"]');
const nextToScript = script?.src ? new URL('subprocessors.json', script.src).href : undefined;

const wordings = {
  en: {
    caption: (name) => `Sub-processors of ${name}`,
    heads: ['Sub-processor', 'What for', 'Where', 'Status'],
    current: 'Current',
    announced: (day) => (day ? `Announced, from ${day}` : 'Announced'),
    changes: (day) => `Changes on ${day}`,
    objections: (day) => `objections until ${day}`,
    none: 'There are no sub-processors on this list.',
    changed: (day) => `Last changed ${day}.`,
    register: 'Full register, past entries and changes',
    regions: {
      EU: 'European Union',
      EEA: 'European Economic Area',
      worldwide: 'Worldwide',
      other: 'Other places',
    },
  },
  de: {
    caption: (name) => `Unterauftragsverarbeiter von ${name}`,
    heads: ['Unterauftragsverarbeiter', 'Zweck', 'Ort', 'Stand'],
    current: 'Aktuell',
    announced: (day) => (day ? `Angekündigt, ab ${day}` : 'Angekündigt'),
    changes: (day) => `Änderung am ${day}`,
    objections: (day) => `Einwände bis ${day}`,
    none: 'Auf dieser Liste steht kein Unterauftragsverarbeiter.',
    changed: (day) => `Zuletzt geändert am ${day}.`,
    register: 'Vollständiges Verzeichnis, frühere Einträge und Änderungen',
    regions: {
      EU: 'Europäische Union',
      EEA: 'Europäischer Wirtschaftsraum',
      worldwide: 'Weltweit',
      other: 'Andere Orte',
    },
  },
};

const css = `
:host { display: block; font: var(--annex-font, inherit); color: var(--annex-color, inherit) }
:host([hidden]) { display: none }
.scroll { overflow-x: auto }
table { width: 100%; border-collapse: collapse; text-align: start; font-variant-numeric: tabular-nums }
caption { text-align: start; padding-bottom: .5em; color: var(--annex-quiet, inherit) }
th, td { padding: var(--annex-gap, .5em 1em .5em 0); vertical-align: top; text-align: start;
  border-bottom: 1px solid var(--annex-line, color-mix(in srgb, currentColor 25%, transparent));
  overflow-wrap: anywhere }
thead th { font-weight: normal; color: var(--annex-quiet, inherit) }
small { display: block; color: var(--annex-quiet, inherit) }
ul { margin: 0; padding: 0; list-style: none }
a { color: var(--annex-link, revert) }
[data-state=announced] { color: var(--annex-announced, inherit); font-weight: 600 }
`;

class AnnexSubprocessors extends HTMLElement {
  static observedAttributes = ['src', 'service', 'lang'];
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

  async #load() {
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    const list = await fetchList(this, request.signal).catch(() => undefined);
    if (request.signal.aborted) return;
    this.#root.replaceChildren(...draw(list, languageOf(this)));
    this.dataset.state = list ? 'ready' : 'failed';
  }
}

async function fetchList(element, signal) {
  const source = element.getAttribute('src') ?? nextToScript;
  if (!source) return undefined;
  const url = new URL(source, document.baseURI);
  const service = element.getAttribute('service');
  if (service) url.searchParams.set('service', service);
  const response = await fetch(url, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    headers: { Accept: 'application/json' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
  });
  const list = response.ok ? await response.json() : undefined;
  return Array.isArray(list?.subprocessors) ? list : undefined;
}

function languageOf(element) {
  return element.closest('[lang]')?.getAttribute('lang') || 'en';
}

function draw(list, language) {
  try {
    return list ? drawList(list, translator(language)) : [make('slot')];
  } catch {
    return [make('slot')];
  }
}

function translator(wanted) {
  const code = wanted.toLowerCase().split('-')[0];
  const locale = Object.hasOwn(wordings, code) ? code : 'en';
  // Day before month, as on the pages of the trust centre; plain `en` would be American.
  const dates = locale === 'en' ? 'en-GB' : locale;
  const format = (date, timeZone) =>
    new Intl.DateTimeFormat(dates, { dateStyle: 'long', timeZone }).format(new Date(date));
  return {
    locale,
    words: wordings[locale],
    day: (day) => format(day, 'UTC'),
    instant: format,
    countries: new Intl.DisplayNames([locale], { type: 'region' }),
  };
}

function drawList(list, local) {
  const { words } = local;
  const shown = list.subprocessors.filter(({ state }) => state !== 'ended');
  const foot = make('p', { part: 'foot', lang: local.locale }, [
    ...(list.publishedAt ? [changed(list, local), ' '] : []),
    link(list.links?.page, words.register),
  ]);
  if (shown.length === 0) return [make('p', { lang: local.locale }, [words.none]), foot];
  const heads = words.heads.map((head) => make('th', { scope: 'col', part: 'head' }, [head]));
  const table = make('table', { part: 'table', lang: local.locale }, [
    make('caption', { part: 'caption' }, [words.caption(list.publisher?.name ?? '')]),
    make('thead', {}, [make('tr', {}, heads)]),
    make(
      'tbody',
      {},
      shown.map((entry) => drawRow(entry, list.language ?? '', local)),
    ),
  ]);
  return [make('div', { class: 'scroll' }, [table]), foot];
}

function drawRow(entry, lang, local) {
  const legalName = entry.legalName && entry.legalName !== entry.name ? entry.legalName : undefined;
  const name = [
    link(entry.url, entry.name),
    ...(legalName ? [make('small', {}, [legalName])] : []),
  ];
  const places = (entry.locations ?? []).map((place) => make('li', {}, [placeIn(place, local)]));
  return make('tr', { part: 'row' }, [
    make('th', { scope: 'row', part: 'name', lang }, name),
    make('td', { part: 'purpose', lang }, [entry.description]),
    make('td', { part: 'place' }, places.length > 0 ? [make('ul', {}, places)] : []),
    make('td', { part: 'status' }, statusIn(entry, local)),
  ]);
}

function placeIn({ country, region, label }, { countries, words }) {
  const name = /^[A-Z]{2}$/.test(country ?? '') ? countries.of(country) : words.regions[region];
  if (!label || !name) return label || name || '';
  return label.includes(name) ? label : `${name} (${label})`;
}

function statusIn({ state, effectiveFrom, pendingChange }, { words, day }) {
  const isAnnounced = state === 'announced';
  const text = isAnnounced ? words.announced(effectiveFrom && day(effectiveFrom)) : words.current;
  const status = make('span', { 'data-state': state }, [text]);
  if (!pendingChange) return [status];
  const { url, effectiveOn, window } = pendingChange;
  const changes = link(url, words.changes(day(effectiveOn)));
  const until = window?.isOpen ? [words.objections(day(window.objectionEndsOn))] : [];
  const said = isAnnounced ? until.map((text) => link(url, text)) : [changes, ...until];
  return said.length === 0 ? [status] : [status, make('small', {}, joined(said))];
}

function joined(parts) {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
}

function changed({ publishedAt, publisher }, { words, instant }) {
  return words.changed(instant(publishedAt, publisher?.timeZone));
}

/** Only what a page may lead to; the text alone for anything else. */
function link(href, text) {
  const isSafe = URL.canParse(href ?? '') && /^https?:$/.test(new URL(href).protocol);
  return isSafe ? make('a', { part: 'link', href }, [text]) : text;
}

/** Text stays text: nothing from the list is ever parsed as HTML. */
function make(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

if (!customElements.get('annex-subprocessors')) {
  customElements.define('annex-subprocessors', AnnexSubprocessors);
}
