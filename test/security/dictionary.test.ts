import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limits } from '../../src/subscribers/model/limits.ts';
import { asking, offer } from '../access/asking.ts';
import { enterAsOwner } from '../console/entering.ts';
import { inquired } from '../inquiries/writing.ts';
import { asked as askedForData } from '../rights/asking.ts';
import { startApp } from '../support/app.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { dumpTables } from '../support/invariants.ts';
import { byHeader, subscriberByMail } from '../subscribers/subscribing.ts';
import { patience } from './budget.ts';

const mark = personMark.toLowerCase();
/** Everybody whose address or place was given: what a list of addresses out of some leak would hold too. */
const dictionary = [
  'privacy@customer.example',
  'never@customer.example',
  `robin.${mark}@customer.example`,
  `robin.${mark}@person.example`,
  `owner.${mark}@company.example`,
  'customer.example',
  '192.0.2.77',
];

/** Of what looks like a hash, so much that nothing agrees by chance. */
const enough = 14;

/** The beginning of whatever may be a hash, in any of its spellings. */
function hashesIn(text: string): ReadonlySet<string> {
  const found = text.matchAll(/[\w+/-]{14,}/g);
  return new Set([...found].map(([each]) => each.slice(0, enough).replaceAll(/[+/]/g, '_')));
}

/** Each as the source feeds it to a hash, which whoever steals a database can read. */
function fedTo(word: string): readonly string[] {
  return [word, `email ${word}`, ...Object.keys(limits).map((name) => `${name} ${word}`)];
}

/** Whose hash stands there: bare, or with anything that stands there too as its salt or key. */
function foundIn(text: string, sought: readonly string[]): readonly string[] {
  const hashes = hashesIn(text);
  const beside = new Set(text.match(/[\w+/=-]{4,90}/g));
  const isThere = (bytes: Buffer) =>
    [bytes.toString('hex'), bytes.toString('base64url'), bytes.toString('base64')].some((each) =>
      hashes.has(each.slice(0, enough).replaceAll(/[+/]/g, '_')),
    );
  const bare = (word: string) =>
    ['md5', 'sha1', 'sha256', 'sha512'].some((name) =>
      fedTo(word).some((text) => isThere(createHash(name).update(text).digest())),
    );
  const salted = (word: string) =>
    [...beside].some(
      (salt) =>
        isThere(createHash('sha256').update(`${salt}${word}`).digest()) ||
        isThere(createHmac('sha256', salt).update(word).digest()) ||
        isThere(createHmac('sha256', salt).update(`email ${word}`).digest()),
    );
  return sought.filter((word) => bare(word) || salted(word));
}

test(
  'a list of addresses finds nobody among the hashes of a stolen database',
  patience,
  async () => {
    const trust = await startApp(byHeader);
    await offer(trust);
    await enterAsOwner(trust);
    await subscriberByMail(trust, 'privacy@customer.example');
    must(await trust.as('configured').post('/suppressions', { address: 'never@customer.example' }));
    await asking(trust);
    await inquired(trust);
    await askedForData(trust);
    const contact = { 'content-type': 'application/json', 'x-client': '192.0.2.77' };
    await trust.fetch('/trust/contact', { method: 'POST', headers: contact, body: '{}' });
    await trust.drain();

    const stolen =
      JSON.stringify([...(await dumpTables(trust))]) + readFileSync(trust.file, 'latin1');
    expect(hashesIn(stolen).size).toBeGreaterThan(100);
    expect(foundIn(stolen, dictionary)).toEqual([]);

    // And it would have been found.
    const [address = ''] = dictionary;
    const bare = createHash('sha256').update(address).digest('base64url');
    expect(foundIn(`${stolen} ${bare}`, dictionary)).toEqual([address]);
    const salted = createHmac('sha256', 'pepper-and-salt').update(address).digest('hex');
    expect(foundIn(`pepper-and-salt ${salted.slice(0, 32)}`, dictionary)).toEqual([address]);
  },
);
