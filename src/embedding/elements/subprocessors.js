import {
  AnnexElement,
  define,
  drawFoot,
  drawRow,
  drawTable,
  joined,
  link,
  make,
} from './element.js';

class AnnexSubprocessors extends AnnexElement {
  static document = 'subprocessors.json';
  static words = {
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
      objections: (day) => `Einspruch bis ${day}`,
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

  draw(list, local) {
    const { words } = local;
    const shown = list.subprocessors.filter(({ state }) => state !== 'ended');
    const { publishedAt, publisher, links } = list;
    const foot = drawFoot(
      ...(publishedAt ? [words.changed(local.instant(publishedAt, publisher?.timeZone)), ' '] : []),
      link(links?.page, words.register),
    );
    if (shown.length === 0) return [make('p', {}, [words.none]), foot];
    const rows = shown.map((entry) => this.#row(entry, list.language ?? '', local));
    return [drawTable(words.caption(publisher?.name ?? ''), words.heads, rows), foot];
  }

  #row(entry, lang, local) {
    const { name, legalName, url, description, locations = [] } = entry;
    const isNamedTwice = legalName && legalName !== name;
    const places = locations.map((place) => make('li', {}, [placeIn(place, local)]));
    return drawRow(
      lang,
      ['name', [link(url, name), ...(isNamedTwice ? [make('small', {}, [legalName])] : [])], true],
      ['purpose', [description], true],
      ['place', places.length > 0 ? [make('ul', {}, places)] : []],
      ['status', statusIn(entry, local)],
    );
  }
}

function placeIn({ country, region, label }, { countries, words }) {
  const name = /^[A-Z]{2}$/.test(country ?? '') ? countries.of(country) : words.regions[region];
  if (!label || !name) return label || name || '';
  return label.includes(name) ? label : `${name} (${label})`;
}

function statusIn({ state, effectiveFrom, pendingChange }, { words, dayText }) {
  const isAnnounced = state === 'announced';
  const text = isAnnounced
    ? words.announced(effectiveFrom && dayText(effectiveFrom))
    : words.current;
  const status = make('span', { 'data-state': state }, [text]);
  if (!pendingChange) return [status];
  const { url, effectiveOn, window } = pendingChange;
  const changes = link(url, words.changes(dayText(effectiveOn)));
  const until = window?.isOpen ? [words.objections(dayText(window.objectionEndsOn))] : [];
  const said = isAnnounced ? until.map((each) => link(url, each)) : [changes, ...until];
  return said.length === 0 ? [status] : [status, make('small', {}, joined(said))];
}

define('annex-subprocessors', AnnexSubprocessors);
