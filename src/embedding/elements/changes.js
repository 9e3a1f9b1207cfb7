import { AnnexElement, define, drawFoot, joined, link, make } from './element.js';

/** A change of two thousand entries names some and counts the rest. */
const mostNamed = 3;

class AnnexChanges extends AnnexElement {
  static document = 'changes.json';
  static words = {
    en: {
      caption: 'Changes of sub-processors',
      states: {
        announced: 'Announced',
        'in-effect': 'In effect',
        withdrawn: 'Withdrawn',
        superseded: 'Superseded',
      },
      correction: 'Correction',
      kinds: { added: 'Added', removed: 'Removed', replaced: 'Replaced', amended: 'Amended' },
      replaces: ' replaces ',
      more: (count) => `${count} more`,
      objections: (day) => `objections until ${day}`,
      none: 'No change has been published.',
      log: 'All changes',
    },
    de: {
      caption: 'Änderungen bei Unterauftragsverarbeitern',
      states: {
        announced: 'Angekündigt',
        'in-effect': 'In Kraft',
        withdrawn: 'Zurückgezogen',
        superseded: 'Ersetzt',
      },
      correction: 'Berichtigung',
      kinds: {
        added: 'Hinzugekommen',
        removed: 'Entfallen',
        replaced: 'Ersetzt',
        amended: 'Geändert',
      },
      replaces: ' ersetzt ',
      more: (count) => `${count} weitere`,
      objections: (day) => `Einspruch bis ${day}`,
      none: 'Es ist keine Änderung veröffentlicht.',
      log: 'Alle Änderungen',
    },
  };

  query() {
    return { ...super.query(), limit: String(this.limit(5, 50)) };
  }

  draw({ items }, local, url) {
    const { words } = local;
    const log = new URL(url);
    log.pathname = log.pathname.replace(/\.json$/, '');
    log.searchParams.delete('limit');
    const foot = drawFoot(link(log.href, words.log));
    if (items.length === 0) return [make('p', {}, [words.none]), foot];
    const rows = items.map((change) =>
      make('li', { class: 'row', part: 'row' }, told(change, local)),
    );
    return [make('ul', { role: 'list', part: 'list', 'aria-label': words.caption }, rows), foot];
  }
}

function told(change, { words, day, dayText }) {
  const { url, state, effectiveOn, window } = change;
  const status = change.class === 'correction' ? words.correction : words.states[state];
  const sayings = [
    day(effectiveOn),
    make('span', { 'data-state': state, part: 'status' }, [status]),
    ...(window?.isOpen ? [words.objections(dayText(window.objectionEndsOn))] : []),
  ];
  return [make('small', {}, joined(sayings)), link(url, ...doings(change.items, words))];
}

/** `Postmark replaces Twilio SendGrid; Added: Mistral AI`. */
function doings(items, words) {
  const bySlug = new Map(items.map((item) => [item.slug, item]));
  const pairs = items
    .filter((item) => item.kind === 'replaced' && !item.before && bySlug.has(item.counterpart))
    .map((item) => [item, bySlug.get(item.counterpart)]);
  const paired = new Set(pairs.flat());
  const said = Object.entries(words.kinds).flatMap(([kind, word]) => {
    const alone = items.filter((item) => item.kind === kind && !paired.has(item));
    return alone.length === 0 ? [] : [[`${word}: `, ...named(alone.map(nameOf), words)]];
  });
  const replaced = pairs.map(([fresh, old]) =>
    make('span', {}, [nameOf(fresh), words.replaces, nameOf(old)]),
  );
  return [...(replaced.length === 0 ? [] : [named(replaced, words)]), ...said].flatMap(
    (each, index) => (index === 0 ? each : ['; ', ...each]),
  );
}

function named(names, words) {
  const more = names.length - mostNamed;
  return joined(more > 1 ? [...names.slice(0, mostNamed), words.more(more)] : names);
}

/** A name in another direction turns nothing around it. */
function nameOf({ name }) {
  return make('bdi', {}, [name]);
}

define('annex-changes', AnnexChanges);
