import disposable from 'disposable-email-domains-js/dist/dict/disposable_email_blocklist.json' with { type: 'json' };
import providers from 'email-providers/all.json' with { type: 'json' };
import { withParents } from './model/rules.ts';

/** Where anybody gets an address, and the list knows it not (yet). */
const unlisted = [
  'posteo.de',
  'posteo.net',
  'fastmail.com',
  'tuta.com',
  'tuta.io',
  'tutamail.com',
  'tutanota.com',
  'tutanota.de',
  'kolabnow.com',
  'startmail.com',
  'disroot.org',
  'riseup.net',
  'duck.com',
  'mozmail.com',
  'passmail.net',
  'simplelogin.com',
];

const known: ReadonlySet<string> = new Set([...providers, ...disposable, ...unlisted]);

/** Whether anybody can have an address there: personal mail, or made to be thrown away. */
export function isMailProvider(domain: string): boolean {
  return withParents(domain.toLowerCase()).some((each) => known.has(each));
}
