import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/canonical-json.ts';
import { sha256 } from '../../src/core/hash.ts';
import {
  appendLeaves,
  emptyTree,
  fillProof,
  leafHash,
  planInclusion,
  rootOf,
} from '../../src/core/merkle.ts';
import {
  createSigner,
  formatCheckpoint,
  formatVerifierKey,
  type Signer,
  signNote,
} from '../../src/core/signed-note.ts';
import { verifyPacket } from '../../src/verification/packet/verify.ts';
import { mailbox } from '../customers/people.ts';
import { addCustomer, announce, openRegister } from '../notices/announcing.ts';
import { objected } from '../objections/objecting.ts';
import { toldOnce } from '../support/app.ts';
import { pick } from '../support/client.ts';
import { faultsOf } from '../verification/verifying.ts';
import { type Packet, packetOf, readPacket, reportOn, signedAgain } from './packets.ts';
import { draws } from '../support/thorough.ts';

/** A change that was announced to Acme, which objected, and is in effect. */
const lived = toldOnce(async (trust) => {
  await openRegister(trust);
  const acme = await addCustomer(trust, 'acme');
  const change = await announce(trust, '2026-12-23');
  await trust.drain();
  await trust.runSchedule();
  await trust.advanceDays(2);
  await objected(trust, change, { email: mailbox('acme') });
  await trust.advanceDays(40);
  const packet = readPacket(await packetOf(trust, change, acme));
  expect(packet).toMatchObject({ notices: [{ outcome: 'objected', hold: null }] });
  return packet;
});

/** The object at a path, to be changed. */
function at(packet: Json, ...path: readonly (string | number)[]): Packet {
  const found = path.reduce<unknown>((inside, name) => pick(inside, String(name)), packet);
  return found as Packet;
}

/** As a page that says something else would be, with the hash that belongs to it. */
function rewrite(packet: Packet, index: number, change: (page: Packet) => void): void {
  const page = at(packet, 'pages', index);
  const said = readPacket(String(page['text']));
  change(said);
  page['text'] = JSON.stringify(said);
  page['sha256'] = sha256(page['text']);
}

const notice = (packet: Packet) => at(packet, 'notices', 0);

type Forgery = readonly [what: string, topic: string, forge: (packet: Packet) => void];

const forgeries: readonly Forgery[] = [
  [
    'a fact on a page that the log has otherwise',
    'record',
    (packet) =>
      rewrite(packet, 0, (page) => {
        at(page, 'items', 0, 'after')['description'] = 'Sends nothing.';
      }),
  ],
  [
    'a field on a page that the log does not have',
    'record',
    (packet) =>
      rewrite(packet, 0, (page) => {
        at(page, 'items', 0, 'after')['disposal'] = { method: 'deleted' };
      }),
  ],
  [
    'an earlier announcement on its page',
    'record',
    (packet) => {
      at(packet, 'pages', 0)['at'] = '2026-11-21T09:00:00.000Z';
      rewrite(packet, 0, (page) => {
        at(page, 'steps', 0)['at'] = '2026-11-21T09:00:00.000Z';
      });
    },
  ],
  ['a step left out', 'record', (packet) => void (packet['pages'] as Json[]).pop()],
  ['its pages in another order', 'record', (packet) => void (packet['pages'] as Json[]).reverse()],
  [
    'a time of issue before what it tells',
    'record',
    (packet) => {
      packet['issuedAt'] = '2026-11-22T08:00:00.000Z';
    },
  ],
  [
    'another text, with the hash that belongs to it',
    'notices',
    (packet) => {
      const text = at(packet, 'texts', 0);
      text['text'] = 'We said so.';
      text['sha256'] = sha256('We said so.');
    },
  ],
  [
    'another text under the same hash',
    'texts',
    (packet) => {
      at(packet, 'texts', 0)['text'] = 'We said so.';
    },
  ],
  [
    'an objection in time taken for silence',
    'notices',
    (packet) => {
      notice(packet)['outcome'] = 'accepted-by-silence';
    },
  ],
  [
    'an approval that nobody gave',
    'notices',
    (packet) => {
      notice(packet)['outcome'] = 'approved';
    },
  ],
  [
    'a window closed on its last day',
    'notices',
    (packet) => {
      notice(packet)['closedAt'] = '2026-12-22T12:00:00.000Z';
    },
  ],
  [
    'an effect before the day, under terms that permit emergencies',
    'notices',
    (packet) => {
      notice(packet)['effectiveAt'] = '2026-12-22T12:00:00.000Z';
    },
  ],
  [
    'another planned day',
    'notices',
    (packet) => {
      notice(packet)['plannedEffectiveOn'] = '2026-12-24';
    },
  ],
  [
    'an entry of the log that says otherwise',
    'entries',
    (packet) => {
      const leaf = at(packet, 'log', 'leaves', 0);
      leaf['entry'] = String(leaf['entry']).replace('2026-12-23', '2026-12-24');
    },
  ],
  ['an entry of the log left out', 'record', (packet) => void leavesIn(packet).shift()],
];

function leavesIn(packet: Packet): Json[] {
  return at(packet, 'log')['leaves'] as unknown as Json[];
}

describe('a packet that its publisher signed again is found out with', () => {
  it.each(forgeries)('%s', async (_what, topic, forge) => {
    const { trust, value: packet } = await lived();
    expect(faultsOf(await reportOn(await signedAgain(trust, packet)))).toEqual([]);
    forge(packet);
    const report = await reportOn(await signedAgain(trust, packet));
    const found = report.checks.filter(({ faults }) => faults.length > 0);
    expect(found.map((check) => check.topic)).toContain(topic);
    expect(report.status).toBe('does-not-verify');
  });

  it('another log under a key of that name, for which nobody would have to answer', async () => {
    const { trust, value: packet } = await lived();
    const name = String(pick(packet, 'log', 'keys', '0')).split('+')[0] ?? '';
    const other = await createSigner(name, new Uint8Array(32).fill(9));
    await putLog(packet, other);
    const report = await reportOn(await signedAgain(trust, packet));
    expect(faultsOf(report)).toEqual([
      'Its checkpoint is not signed by the key that signed the packet.',
    ]);
  });
});

/** The same entries as the only ones of another log. */
async function putLog(packet: Packet, signer: Signer): Promise<void> {
  const entries = leavesIn(packet).map((leaf) => String(pick(leaf, 'entry')));
  const hashes = entries.map((entry) => leafHash(entry));
  const { tree } = appendLeaves(emptyTree, hashes);
  const { name: origin } = signer.key;
  const text = formatCheckpoint({ origin, size: tree.size, root: rootOf(tree) });
  const log = at(packet, 'log');
  log['checkpoint'] = await signNote(text, [signer]);
  log['keys'] = [...(log['keys'] as unknown as Json[]), formatVerifierKey(signer.key)];
  log['leaves'] = entries.map((entry, index) => ({
    index,
    entry,
    proof: fillProof(planInclusion(index, tree.size), ({ start, end }) => hashes.slice(start, end)),
  }));
}

it('a packet is not as it was issued with one more signature below its own', async () => {
  const { trust, value: packet } = await lived();
  const text = await signedAgain(trust, packet);
  const signature = String(readPacket(text)['signature']);
  const line = signature.trimEnd().split('\n').at(-1) ?? '';
  for (const added of [line, `\u2014 somebody ${Buffer.alloc(68, 3).toString('base64')}`]) {
    const more = text.replace(JSON.stringify(signature), JSON.stringify(`${signature}${added}\n`));
    expect(more).not.toBe(text);
    expect(await reportOn(more)).toMatchObject({ status: 'does-not-verify' });
  }
});

it('no byte of its signature can be another', async () => {
  const { trust, value: packet } = await lived();
  const text = await signedAgain(trust, packet);
  const from = text.indexOf('"signature":');
  const bytes = Buffer.from(text);
  const start = Buffer.byteLength(text.slice(0, from));
  const end = bytes.indexOf('"texts":', start);
  for (let place = start; place < end; place += 1)
    for (const bit of [1, 2, 32]) {
      const changed = Uint8Array.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ bit;
      const { status } = await verifyPacket(changed, { name: 'packet.json' });
      expect(status, `byte ${place}, bit ${bit}`).toBe('does-not-verify');
    }
});

describe('whatever a stranger writes', () => {
  it('ends in a report, however odd and however well signed', async () => {
    const { trust, value: packet } = await lived();
    const stranger = await createSigner('somebody.example/log', new Uint8Array(32).fill(7));
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        1e308,
        -1,
        0.5,
        '',
        '9'.repeat(20),
        '+275760-09-13T00:00:00.000Z',
        '2026-13-45',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 9 }), odd, async (way, value) => {
        const forged = structuredClone(packet);
        at(forged, 'log')['keys'] = [formatVerifierKey(stranger.key)];
        putSomewhere(forged, way, value as Json);
        const { status } = await reportOn(await signedAgain(trust, forged, stranger));
        expect(status).toBe('does-not-verify');
      }),
      { numRuns: draws(300) },
    );
  });

  it('that is no packet is none', async () => {
    for (const bytes of [
      new Uint8Array(),
      Buffer.from('null'),
      Buffer.from('[]'),
      Buffer.from('{"format":"annex-notice-packet/1"}'),
      Buffer.from('\ufeff{"format":"annex-notice-packet/1"}'),
      Buffer.from('['.repeat(200_000)),
      Buffer.from(
        `{"format":"annex-notice-packet/1","a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      ),
      Buffer.from([0xff, 0xfe]),
    ])
      expect(await verifyPacket(bytes, { name: 'x' })).toMatchObject({ status: 'does-not-verify' });
  });
});

/** Follows a way into a document by counting, and puts a value there. */
function putSomewhere(document: Packet, way: readonly number[], value: Json): void {
  let inside: Packet | Json[] = document;
  for (const [depth, turn] of way.entries()) {
    const names: string[] = Object.keys(inside);
    const name = names[turn % Math.max(1, names.length)];
    if (name === undefined) return;
    const next = (inside as Packet)[name];
    if (depth === way.length - 1 || typeof next !== 'object' || next === null) {
      (inside as Packet)[name] = value;
      return;
    }
    inside = next as Packet | Json[];
  }
}
