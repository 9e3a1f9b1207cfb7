import type { Change, ChangeItem } from '../../changes/model.ts';
import { changedFields, isPending } from '../../changes/model.ts';
import { counterpartName, type Groups, groupItems, isOutgoing } from '../../changes/words.ts';
import { germanDay, germanFields } from './de-values.ts';

/** `A, B und C`; when more than one stands beyond `most`, they are counted. */
export function germanList(words: readonly string[], most = Number.MAX_SAFE_INTEGER): string {
  const shown =
    words.length > most + 1 ? [...words.slice(0, most), `${words.length - most} weitere`] : words;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} und ${shown.at(-1)}`;
}

/** `Angekündigt für den 4. Januar 2027: Postmark wird hinzugefügt`. */
export function germanHeadline(change: Change): string {
  const said = sentenceOf(change.items, isPending(change));
  if (change.claimedAt !== undefined)
    return `Übernommene Historie, ${germanDay(change.effectiveOn)}: ${said}`;
  const isCorrection = change.class === 'correction';
  if (!isPending(change)) return `${isCorrection ? 'Berichtigung' : 'Wirksam'}: ${said}`;
  const word = isCorrection ? 'Berichtigung angekündigt' : 'Angekündigt';
  return `${word} für den ${germanDay(change.effectiveOn)}: ${said}`;
}

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

// What happens as a sentence without full stop. German puts the verb last, so each clause has its own.
function sentenceOf(items: readonly ChangeItem[], isToCome: boolean): string {
  const groups = groupItems(items);
  const clauses = [
    passive(groups.arrivals, 'hinzugefügt', isToCome),
    ...groups.replacements.map(([fresh, old]) =>
      passive([old], `durch ${fresh} ersetzt`, isToCome),
    ),
    passive(groups.departures, 'entfernt', isToCome),
    amendment(groups.amended, 'geändert', isToCome),
    amendment(groups.corrected, 'berichtigt', isToCome),
  ].filter((clause) => clause !== '');
  return `${clauses.join('; ')}${fieldsOf(groups)}`;
}

function passive(names: readonly string[], participle: string, isToCome: boolean): string {
  if (names.length === 0) return '';
  return `${germanList(names, 3)} ${auxiliary(names.length, isToCome)} ${participle}`;
}

function amendment(items: readonly ChangeItem[], participle: string, isToCome: boolean): string {
  if (items.length === 0) return '';
  const names = items.map(({ after }) => after.name);
  return `Angaben zu ${germanList(names, 3)} ${auxiliary(2, isToCome)} ${participle}`;
}

function auxiliary(count: number, isToCome: boolean): string {
  if (count === 1) return isToCome ? 'wird' : 'wurde';
  return isToCome ? 'werden' : 'wurden';
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
