import { shorten } from '../core/shorten.ts';
import type { Payload } from './payload.ts';

/** Standard Webhooks asks for payloads under 20 kB, bytes of UTF-8. */
export const maxPayloadBytes = 20_000;

type Limit = {
  readonly text: number;
  readonly list: number;
  /** What a contract asks for is cut last: some forty customers have room. */
  readonly notices?: number;
};

const limits: readonly Limit[] = [
  { text: 8_000, list: 200 },
  { text: 4_000, list: 100 },
  { text: 1_500, list: 60 },
  { text: 500, list: 40 },
  { text: 200, list: 20 },
  { text: 100, list: 8 },
  { text: 60, list: 3 },
  { text: 40, list: 1 },
  { text: 40, list: 1, notices: 30 },
  { text: 40, list: 1, notices: 10 },
];

/** Half a link leads nowhere: ours are always whole, those of others whole or absent. */
const isLink = /^https?:\/\/\S+$/;
const neverCut = [
  'url',
  'json',
  'form',
  'objectUrl',
  'slug',
  'counterpart',
  'eventId',
  'challenge',
];

/** The body: with long texts and lists cut and `truncated` said where the whole would be too large. */
export function fittingBody(payload: Payload): string {
  let body = JSON.stringify(payload);
  for (const limit of limits) {
    if (Buffer.byteLength(body) < maxPayloadBytes) return body;
    const data = { ...cutMembers(payload.data, limit), truncated: true };
    body = JSON.stringify({ ...payload, data });
  }
  return body;
}

function cut(value: unknown, limit: Limit): unknown {
  if (typeof value === 'string')
    return isLink.test(value) && value.length > limit.text ? '…' : shorten(value, limit.text);
  if (Array.isArray(value)) return value.slice(0, limit.list).map((each) => cut(each, limit));
  return typeof value === 'object' && value !== null ? cutMembers(value, limit) : value;
}

function cutMembers(value: object, limit: Limit): Record<string, unknown> {
  const members = Object.entries(value);
  return Object.fromEntries(members.map(([key, member]) => [key, cutMember(key, member, limit)]));
}

function cutMember(key: string, member: unknown, limit: Limit): unknown {
  if (key === 'notices' && Array.isArray(member)) return member.slice(0, limit.notices);
  return neverCut.includes(key) ? member : cut(member, limit);
}
