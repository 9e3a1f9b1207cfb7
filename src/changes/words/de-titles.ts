import { listInWords } from '../field-text.ts';
import {
  type Change,
  type ChangeItem,
  type StepName,
  type Told,
  changedFields,
  lastStep,
} from '../model.ts';
import {
  counterpartName,
  type Groups,
  groupItems,
  isOutgoing,
  nameOf,
  type Tense,
  tenseOf,
} from '../telling.ts';
import { germanDay, germanFields } from './de-values.ts';

/** `A, B und C`; when more than one stands beyond `most`, they are counted. */
export function germanList(words: readonly string[], most?: number): string {
  return listInWords(words, most, 'de');
}

/** `Angekündigt für den 4. Januar 2027: Postmark wird hinzugefügt`; what its last step was. */
export function germanStepTitle(change: Change): string {
  const said = germanHeadline(change);
  if (change.claimedAt !== undefined)
    return `Übernommene Historie, ${germanDay(change.effectiveOn)}: ${said}`;
  return `${prefixes[lastStep(change).name](change)}: ${said}`;
}

/** `Postmark wird hinzugefügt (4. Januar 2027)`. */
export function germanTitle(change: Told): string {
  const said = germanHeadline(change);
  return tenseOf(change) === 'past' ? said : `${said} (${germanDay(change.effectiveOn)})`;
}

/** `Postmark wird hinzugefügt`, for where the days stand below. */
export function germanHeadline(change: Told): string {
  return sentenceOf(change.items, tenseOf(change));
}

const prefixes: Readonly<Record<StepName, (change: Change) => string>> = {
  announced: ({ class: kind, effectiveOn }) =>
    `${kind === 'correction' ? 'Berichtigung angekündigt' : 'Angekündigt'} für den ${germanDay(effectiveOn)}`,
  postponed(change) {
    const to = `erschoben auf den ${germanDay(change.effectiveOn)}`;
    return lastStep(change).materialChange === undefined ? `V${to}` : `Neu angekündigt, v${to}`;
  },
  'objection-closing': ({ objectionEndsOn: on }) =>
    on === undefined ? 'Einspruchsfrist endet bald' : `Einspruch bis zum ${germanDay(on)}`,
  'objection-closed': () => 'Einspruchsfrist abgelaufen',
  'in-effect'({ class: kind, emergency }) {
    if (kind === 'correction') return 'Berichtigung';
    return emergency ? 'Notfall, bereits wirksam' : 'Wirksam';
  },
  withdrawn: () => 'Zurückgezogen',
  superseded(change) {
    const { supersededBy } = lastStep(change);
    return supersededBy === undefined ? 'Ersetzt' : `Ersetzt durch Änderung ${supersededBy}`;
  },
};

/** `Hinzugefügt: Mistral AI`, `Twilio SendGrid, ersetzt durch Postmark`. */
export function germanItem(item: ChangeItem, items: readonly ChangeItem[]): string {
  const name = nameOf(item);
  if (item.kind === 'added') return `Hinzugefügt: ${name}`;
  if (item.kind === 'removed') return `Entfernt: ${name}`;
  if (item.kind === 'amended')
    return `${item.class === 'correction' ? 'Berichtigt' : 'Geändert'}: ${name}`;
  const other = counterpartName(item, items);
  if (other === undefined) return `Ersetzt: ${name}`;
  return isOutgoing(item) ? `${name}, ersetzt durch ${other}` : `${name}, ersetzt ${other}`;
}

/** Around the participle: `wird … hinzugefügt`, `sollte … hinzugefügt werden`. */
const auxiliaries: Readonly<Record<Tense, readonly [one: string, several: string, end: string]>> = {
  future: ['wird', 'werden', ''],
  past: ['wurde', 'wurden', ''],
  dropped: ['sollte', 'sollten', ' werden'],
};

// What happens as a sentence without full stop. German puts the verb last, so each clause has its own.
function sentenceOf(items: readonly ChangeItem[], tense: Tense): string {
  const groups = groupItems(items);
  const clauses = [
    passive(groups.arrivals, 'hinzugefügt', tense),
    ...groups.replacements.map(([fresh, old]) => passive([old], `durch ${fresh} ersetzt`, tense)),
    passive(groups.departures, 'entfernt', tense),
    amendment(groups.amended, 'geändert', tense),
    amendment(groups.corrected, 'berichtigt', tense),
  ].filter((clause) => clause !== '');
  return `${clauses.join('; ')}${fieldsOf(groups)}`;
}

function passive(names: readonly string[], participle: string, tense: Tense): string {
  if (names.length === 0) return '';
  const [one, several, end] = auxiliaries[tense];
  return `${germanList(names, 3)} ${names.length === 1 ? one : several} ${participle}${end}`;
}

function amendment(items: readonly ChangeItem[], participle: string, tense: Tense): string {
  if (items.length === 0) return '';
  const names = items.map(nameOf);
  const [, several, end] = auxiliaries[tense];
  return `Angaben zu ${germanList(names, 3)} ${several} ${participle}${end}`;
}

/** Of a single amended entry and nothing else: what is amended. */
function fieldsOf({ arrivals, replacements, departures, amended, corrected }: Groups): string {
  const [only, ...others] = [...amended, ...corrected];
  const isAlone = arrivals.length + replacements.length + departures.length === 0;
  if (!isAlone || only === undefined || others.length > 0) return '';
  const names = changedFields(only.before, only.after).map((field) => germanFields[field]);
  const shown =
    names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} weitere Angaben`] : names;
  return shown.length === 0 ? '' : ` (${shown.join(', ')})`;
}
