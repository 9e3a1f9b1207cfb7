import { fieldLines, plainLine } from '../changes/field-text.ts';
import { sha256 } from '../core/hash.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import type { SignedPacket } from './present.ts';
import { noticeParts } from './notice-words.ts';
import { instantInWords, type Part, wordsOfCode } from './readable.ts';

export type Readable = {
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly Part[];
  /** On every sheet: what it is a copy of. */
  readonly footer: string;
};

type Page = SignedPacket['pages'][number];

export function readablePacket(packet: SignedPacket): Readable {
  const { publisher, change, about } = packet;
  const owner = publisher.legalName ?? publisher.name;
  const said = readPage(packet.pages.at(-1));
  const name = packet.notices.find(({ customer }) => customer.name)?.customer.name;
  const whose = about === null ? 'its customers' : (name ?? 'a customer');
  return {
    title: 'Proof of notice',
    lead: `Notice by ${owner} to ${whose} of change ${change.id}: ${said.title}.`,
    parts: [
      whatItIs(packet, owner, about === null ? undefined : (name ?? about)),
      announcement(packet, said),
      ...said.items.map(itemPart),
      ...packet.notices.flatMap(noticeParts),
      ...objectionParts(packet),
      ...packet.texts.map(textPart),
      logPart(packet),
    ],
    footer: `${owner}  ·  Proof of notice, change ${change.id}  ·  ${fingerprintOf(packet)}`,
  };
}

/** Names the file in few characters, so that a sheet of paper leads back to it. */
function fingerprintOf({ signature }: SignedPacket): string {
  return `signature ${sha256(signature).slice(0, 16)}`;
}

function whatItIs(packet: SignedPacket, owner: string, customer: string | undefined): Part {
  const { publisher, issuedAt } = packet;
  return {
    heading: 'Parties and document',
    facts: [
      ['Processor', owner],
      ['Trust centre', publisher.url],
      ...(customer === undefined ? [] : [['Controller', customer] as const]),
      ['Issued', instantInWords(issuedAt)],
      ['Signed by', packet.log.keys[0] ?? ''],
    ],
    paragraphs: [
      'This is the readable form of a signed file. The file is the evidence: “annex verify --packet” checks it without a network, as docs/proof.md of Annex describes. Days are those of the place that is named beside them; times are UTC.',
    ],
  };
}

type Item = {
  readonly name: string;
  readonly kind: string;
  readonly fields: readonly { readonly field: keyof Facts; readonly label: string }[];
  readonly before?: Facts;
  readonly after: Facts;
};
type Said = { readonly title: string; readonly reason: string; readonly items: readonly Item[] };

/** What the page of the change said last; it is ours, and was written by `presentChange`. */
function readPage(page: Page | undefined): Said {
  const said: Said = JSON.parse(page?.text ?? '{"title":"","reason":"","items":[]}');
  return said;
}

function announcement({ change, pages }: SignedPacket, said: Said): Part {
  return {
    heading: 'What was announced',
    facts: [
      ['Change', `${change.id}, ${said.title}`],
      ['Reason', said.reason],
      ['Permanent address', change.url],
      ...pages.map(
        ({ step, at, listVersion }) =>
          [`Step “${step}”`, `${instantInWords(at)}, version ${listVersion} of the list`] as const,
      ),
      ...pages.map(
        ({ step, sha256: hash }) => [`SHA-256 of its page after “${step}”`, hash] as const,
      ),
    ],
  };
}

const kinds: Readonly<Record<string, string>> = {
  added: 'is added',
  amended: 'is amended',
  replaced: 'takes the place of another',
  removed: 'ends',
};

function itemPart({ name, kind, fields, before, after }: Item): Part {
  return {
    heading: `${name} ${kinds[kind] ?? kind}`,
    facts: fields.map(({ field, label }) => {
      const now = valueOf(field, after);
      return [label, before === undefined ? now : `${now} (before: ${valueOf(field, before)})`];
    }),
  };
}

function valueOf(field: keyof Facts, facts: Facts): string {
  return fieldLines(field, facts).map(plainLine).join('; ') || 'not stated';
}

function objectionParts({ objections, notices }: SignedPacket): readonly Part[] {
  if (objections.length === 0)
    return [{ heading: 'Objections', paragraphs: ['None was received up to the time of issue.'] }];
  return objections.map((objection) => ({
    heading: `Objection ${objection.reference}`,
    facts: [
      ['Received', `${instantInWords(objection.receivedAt)}, by ${objection.source}`],
      ['In time', objection.isLate ? 'No, after the last day to object' : 'Yes'],
      ['From', objectorIn(objection)],
      ['Customer', nameIn(notices, objection.customer)],
      ['Ground', wordsOfCode(objection.ground)],
      ...(objection.request ? [['Asks for', objection.request] as const] : []),
      [
        'Stands at',
        [objection.state, objection.resolution]
          .flatMap((code) => (code ? [wordsOfCode(code)] : []))
          .join(', '),
      ],
      ...objection.history.map(
        ({ at, action }) =>
          [
            `Case: ${wordsOfCode(action.slice(action.indexOf('.') + 1))}`,
            instantInWords(at),
          ] as const,
      ),
    ],
    ...(objection.statement === null ? {} : { quote: objection.statement }),
  }));
}

function nameIn(notices: SignedPacket['notices'], id: string | null): string {
  if (id === null) return 'nobody has said whose it is';
  return notices.find(({ customer }) => customer.id === id)?.customer.name ?? id;
}

function objectorIn({ objector }: SignedPacket['objections'][number]): string {
  if (objector === null) return 'erased';
  return [objector.name, objector.company, objector.email].filter(Boolean).join(', ');
}

const languageNames: Readonly<Record<string, string>> = { en: 'English', de: 'German' };

function textPart({ language, subject, text, sha256: hash }: SignedPacket['texts'][number]): Part {
  return {
    heading: `Text of the notice, ${languageNames[language] ?? language}`,
    facts: [
      ['Subject', subject],
      ['SHA-256', hash],
    ],
    quote: text,
  };
}

function logPart({ log, signature }: SignedPacket): Part {
  return {
    heading: 'Transparency log',
    paragraphs: [
      `The announcement and each later step are entries ${log.leaves.map(({ index }) => index).join(', ')} of a log that can only grow. The file holds them with their proofs of inclusion under the checkpoint below, then the signature of the file.`,
    ],
    quote: `${log.checkpoint}\n${signature}`,
  };
}
