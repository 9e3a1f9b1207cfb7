import { sha256 } from '../../core/hash.ts';
import { comparableChange, expectedChange } from '../expected.ts';
import type { FoldedChange } from '../model/folded.ts';
import { type Bag, bagOf, differencesOf, listOf, readJson, tellDifference } from '../model/json.ts';
import type { Leaf } from '../model/leaf.ts';
import type { Findings } from '../model/report.ts';
import { foldChange, leavesOf } from './change.ts';
import { latestDay, soonestDay } from './dates.ts';

/** What the log itself tells of the change that a packet is about. */
export type Story = {
  readonly own: readonly Leaf[];
  /** After each step; empty where the log tells of none. */
  readonly states: readonly FoldedChange[];
};

/** Texts and pages are those of their hashes; the pages say what the log says, field by field. */
export function checkStory(packet: Bag, leaves: readonly Leaf[], findings: Findings): Story {
  checkHashes(packet, findings);
  checkOrder(packet, leaves, findings);
  const { id } = bagOf(packet['change']);
  const own = leavesOf(id, leaves);
  const pages = listOf(packet['pages']).map(bagOf);
  const states = foldChange(own, standingIn(pages)) ?? [];
  if (states.length === 0)
    findings.fault(
      'record',
      `The log’s entries in it do not tell of change ${String(id)} from its publication on.`,
    );
  else if (states.length !== pages.length)
    findings.fault(
      'record',
      `It has ${pages.length} pages of a change of which the log’s entries in it tell ${states.length} steps.`,
    );
  for (const [index, state] of states.entries())
    checkPage(pages[index] ?? {}, state, packet, findings);
  for (const state of states.slice(-1)) checkDays(state, findings);
  findings.checked('record', 'The pages say what the log says, step by step');
  return { own, states };
}

function checkHashes(packet: Bag, findings: Findings): void {
  const texts = [...listOf(packet['texts']), ...listOf(packet['pages'])].map(bagOf);
  const wrong = texts.filter(({ text, sha256: hash }) => sha256(String(text)) !== hash);
  if (wrong.length > 0)
    findings.fault('texts', `${wrong.length} of its texts are not those of their hashes.`);
  findings.checked('texts', `${texts.length} texts and pages have the hashes that are given`);
}

/** Entries stand in their order, and their times do not run backwards, nor beyond the time of issue. */
function checkOrder(packet: Bag, leaves: readonly Leaf[], findings: Findings): void {
  const places = leaves.map(({ index }) => index);
  const times = [...leaves.map(({ at }) => Date.parse(at)), Date.parse(String(packet['issuedAt']))];
  if (places.some((place, at) => at > 0 && !(place > (places[at - 1] ?? 0))))
    findings.fault('record', 'Its entries do not stand in the order of the log.');
  if (times.some((time, at) => !(time >= (times[at - 1] ?? time))))
    findings.fault('record', 'The times of its entries run backwards, or beyond its own.');
}

/** Which version of the list stood beside each step, as the pages say. */
function standingIn(pages: readonly Bag[]): ReadonlyMap<string, number> {
  const steps = pages.flatMap(({ text }) => listOf(bagOf(readJson(String(text)))['steps']));
  return new Map(
    steps.map(bagOf).map(({ eventId, listVersion }) => [String(eventId), Number(listVersion)]),
  );
}

function checkPage(page: Bag, state: FoldedChange, packet: Bag, findings: Findings): void {
  const step = state.steps.at(-1);
  const subject = `The page after the step “${String(step?.name)}”`;
  const { url } = bagOf(packet['publisher']);
  const head = { step: step?.name, at: step?.at, listVersion: step?.listVersion };
  const said = { step: page['step'], at: page['at'], listVersion: page['listVersion'] };
  const logged = expectedOrNone(state, String(url));
  const published = comparableChange(bagOf(readJson(String(page['text']))));
  const differences =
    logged === undefined ? [] : [...differencesOf(head, said), ...differencesOf(logged, published)];
  for (const difference of differences)
    findings.fault('record', tellDifference(subject, difference));
  if (logged === undefined)
    findings.fault(
      'record',
      `${subject} can not be compared: the log holds facts of another kind.`,
    );
}

function expectedOrNone(state: FoldedChange, root: string): Bag | undefined {
  try {
    return expectedChange(state, root);
  } catch {
    return undefined;
  }
}

/** What opens a window is announced before its day; nothing is in effect before its day anywhere. */
function checkDays(state: FoldedChange, findings: Findings): void {
  const { id, steps, emergency, effectiveOn, objectionEndsOn } = state;
  const [first] = steps;
  const effect = steps.find(({ name }) => name === 'in-effect');
  const waits = objectionEndsOn !== undefined && emergency === undefined;
  if (waits && first && soonestDay(first.at) >= effectiveOn)
    findings.fault('record', `Change ${id} was announced when its day had come.`);
  if (waits && effectiveOn <= objectionEndsOn)
    findings.fault('record', `Change ${id} is planned for a day on which customers may object.`);
  if (effect && latestDay(effect.at) < effectiveOn)
    findings.fault('record', `Change ${id} was in effect before its day.`);
}
