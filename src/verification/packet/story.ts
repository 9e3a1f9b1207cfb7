import { sha256 } from '../../core/hash.ts';
import { type Bag, bagOf, listOf, readJson } from '../model/json.ts';
import type { Leaf } from '../model/leaf.ts';
import type { Findings } from '../model/report.ts';

/** Steps by which customers are told: each begins a round of notices. */
const announcing = ['change.published', 'change.postponed'];

/** Texts and pages are those of their hashes; the pages tell what the log holds. */
export function checkStory(packet: Bag, leaves: readonly Leaf[], findings: Findings): void {
  checkHashes(packet, findings);
  const id = bagOf(packet['change'])['id'];
  const own = leaves.filter(({ data }) => data['id'] === id || data['change'] === id);
  const byEvent = new Map(own.map((leaf) => [leaf.id, leaf]));
  if (!own.some(({ action }) => action === 'change.published'))
    findings.fault('record', `The log’s entry that announced change ${String(id)} is missing.`);
  for (const page of listOf(packet['pages']).map(bagOf))
    checkPage(page, byEvent, own, (what) =>
      findings.fault('record', `The page after the step “${String(page['step'])}” ${what}.`),
    );
  findings.checked('record', 'The pages say what the log says, step by step');
}

/** When customers were told, by the log: RFC 3339. */
export function announcedAt(packet: Bag, leaves: readonly Leaf[]): ReadonlySet<string> {
  const id = bagOf(packet['change'])['id'];
  return new Set(
    leaves
      .filter(({ action, data }) => announcing.includes(action) && data['id'] === id)
      .map(({ at }) => at),
  );
}

function checkHashes(packet: Bag, findings: Findings): void {
  const texts = [...listOf(packet['texts']), ...listOf(packet['pages'])].map(bagOf);
  const wrong = texts.filter(({ text, sha256: hash }) => sha256(String(text)) !== hash);
  if (wrong.length > 0)
    findings.fault('texts', `${wrong.length} of its texts are not those of their hashes.`);
  findings.checked('texts', `${texts.length} texts and pages have the hashes that are given`);
}

function checkPage(
  page: Bag,
  byEvent: ReadonlyMap<string, Leaf>,
  own: readonly Leaf[],
  report: (what: string) => void,
): void {
  const said = bagOf(readJson(String(page['text'])));
  const steps = listOf(said['steps']).map(bagOf);
  for (const { eventId, at, name } of steps) {
    const leaf = byEvent.get(String(eventId));
    if (leaf === undefined) report(`shows a step (${String(name)}) that the log does not hold`);
    else if (leaf.at !== at) report(`has another time for ${String(name)} than the log`);
  }
  const last = steps.at(-1);
  if (last?.['name'] !== page['step'] || last?.['at'] !== page['at'])
    report('does not end with that step');
  if (steps.length === 1) checkItems(said, own, report);
}

/** What was announced first: entities, what happens to each, and from when. */
function checkItems(said: Bag, own: readonly Leaf[], report: (what: string) => void): void {
  const [published] = own.filter(({ action }) => action === 'change.published');
  if (published && published.data['effectiveOn'] !== said['effectiveOn'])
    report('has another day of effect than the log');
  const logged = new Map(
    own
      .filter(({ action }) => action === 'change.item_published')
      .map(({ data }) => [data['slug'], data]),
  );
  const items = listOf(said['items']).map(bagOf);
  if (items.length !== logged.size) report('has not the items that the log holds');
  for (const item of items) {
    const { kind, class: itemClass, after } = bagOf(logged.get(item['slug']));
    const isSame =
      kind === item['kind'] &&
      itemClass === item['class'] &&
      bagOf(after)['name'] === bagOf(item['after'])['name'] &&
      bagOf(after)['description'] === bagOf(item['after'])['description'];
    if (!isSame) report(`says of ${String(item['slug'])} otherwise than the log`);
  }
}
