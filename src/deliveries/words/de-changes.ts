import type { Change, ChangeItem, StepName } from '../../changes/model.ts';
import { changedFields, droppedBy, isPending, lastStep } from '../../changes/model.ts';
import { counterpartName, type Groups, groupItems, isOutgoing } from '../../changes/words.ts';
import { germanDay, germanFields } from './de-values.ts';

/** `A, B und C`; when more than one stands beyond `most`, they are counted. */
export function germanList(words: readonly string[], most = Number.MAX_SAFE_INTEGER): string {
  const shown =
    words.length > most + 1 ? [...words.slice(0, most), `${words.length - most} weitere`] : words;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} und ${shown.at(-1)}`;
}

/** `Angekündigt für den 4. Januar 2027: Postmark wird hinzugefügt`; what its last step was. */
export function germanHeadline(change: Change): string {
  const said = sentenceOf(change.items, tenseOf(change));
  if (change.claimedAt !== undefined)
    return `Übernommene Historie, ${germanDay(change.effectiveOn)}: ${said}`;
  return `${prefixes[lastStep(change).name](change)}: ${said}`;
}

/** `Postmark wird hinzugefügt (4. Januar 2027)`. */
export function germanTitle(change: Change): string {
  const tense = tenseOf(change);
  const said = sentenceOf(change.items, tense);
  return tense === 'past' ? said : `${said} (${germanDay(change.effectiveOn)})`;
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
  const { name } = item.after;
  if (item.kind === 'added') return `Hinzugefügt: ${name}`;
  if (item.kind === 'removed') return `Entfernt: ${name}`;
  if (item.kind === 'amended')
    return `${item.class === 'correction' ? 'Berichtigt' : 'Geändert'}: ${name}`;
  const other = counterpartName(item, items);
  if (other === undefined) return `Ersetzt: ${name}`;
  return isOutgoing(item) ? `${name}, ersetzt durch ${other}` : `${name}, ersetzt ${other}`;
}

/** To come, happened, or announced and never to happen. */
type Tense = 'future' | 'past' | 'dropped';

function tenseOf(change: Change): Tense {
  if (isPending(change)) return 'future';
  return change.steps.some(({ name }) => droppedBy.includes(name)) ? 'dropped' : 'past';
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
  const names = items.map(({ after }) => after.name);
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
