import type { Change } from '../../changes/model.ts';
import { servicesOf } from '../../changes/model.ts';
import { serviceNames } from '../../changes/field-text.ts';
import { dayOf } from '../../core/day.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import type { Sender } from '../model/told.ts';
import type { Words } from '../words/catalogue.ts';

/** Who speaks, in which words. */
export type Voice = { readonly words: Words; readonly sender: Sender };

export type Row = readonly [label: string, value: string];

/** Names of services; every service where none is named. */
export function audienceIn({ words, sender }: Voice, slugs: readonly string[]): string {
  if (slugs.length === 0) return words.everyService;
  return words.list(serviceNames(slugs, sender.services ?? []));
}

export function topicsIn({ words }: Voice, { topics }: Pick<Subscription, 'topics'>): string {
  return words.list(topics.map((topic) => words.topics[topic]));
}

export function instantIn({ words, sender }: Voice, at: Date): string {
  return words.instant(at, sender.timeZone);
}

/** When it was announced, from when it counts and for whom. */
export function rowsOfChange(voice: Voice, change: Change): readonly Row[] {
  const { words, sender } = voice;
  const { label } = words;
  const announced = change.steps.find(({ name }) => name === 'announced');
  const isInEffect = change.steps.some(({ name }) => name === 'in-effect');
  return [
    ...(announced === undefined
      ? []
      : [[label.announced, words.day(dayOf(announced.at, sender.timeZone))] as const]),
    [isInEffect ? label.inEffectSince : label.inEffectFrom, words.day(change.effectiveOn)],
    [label.concerns, audienceIn(voice, servicesOf(change.items))],
    [label.reason, change.reason],
  ];
}

/** Cut between words, and never within a character. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const start = characters.slice(0, most - 2).join('');
  const space = start.lastIndexOf(' ');
  return `${space > start.length / 2 ? start.slice(0, space) : start} …`;
}
