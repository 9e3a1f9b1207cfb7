import type { Deps } from '../../context.ts';
import type { Cargo } from '../../deliveries/model/delivery.ts';
import type { Block } from '../../deliveries/model/letter.ts';
import type { WrittenLetter } from '../../deliveries/model/written-letter.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Language } from '../../core/language.ts';
import type { AccessRequest } from '../model.ts';
import { downloadPathOf, pathOf } from '../model/links.ts';
import { selectGrantsOf } from '../store/grants.ts';
import { selectMessage } from '../store/messages.ts';
import { selectAcceptancesOf } from '../store/ndas.ts';
import { selectRequest } from '../store/requests.ts';
import { dayIn, letterWords, type LetterWords } from '../words/letters.ts';
import { documentsById } from './reading.ts';

type Carried = Extract<Cargo, { kind: 'access' }>;

/** What a letter says beside its words. */
type Told = {
  readonly request: AccessRequest;
  /** Titles; those that are not given apart. */
  readonly asked: readonly string[];
  readonly declined: readonly string[];
  /** In words. */
  readonly until?: string;
  /** By staff: nothing that was typed elsewhere stands in a letter. */
  readonly text?: string;
  readonly hasSigned: boolean;
};

/** Undefined once it is erased. */
export async function loadAccessLetter(
  deps: Deps,
  carried: Carried,
  language: Language,
): Promise<WrittenLetter | undefined> {
  const request = await selectRequest(deps.db, carried.request);
  if (request?.requester === undefined) return undefined;
  const words = letterWords[language];
  const told = await loadTold(deps, request, carried, language);
  return {
    subject: `${words.subjects[carried.what]} (${request.reference})`,
    blocks: [
      ...textsOf(words, carried, told).map((text): Block => ({ kind: 'text', text })),
      { kind: 'facts', rows: factsOf(words, carried, told) },
      ...linksOf(deps, words, carried, request),
    ],
  };
}

async function loadTold(
  { db }: Deps,
  request: AccessRequest,
  { what, message: number }: Carried,
  language: Language,
): Promise<Told> {
  const documents = await documentsById(db);
  const titlesOf = (isDeclined: boolean) =>
    request.items
      .filter(({ state }) => (state === 'declined') === isDeclined)
      .flatMap(({ documentId }) => documents.get(documentId)?.title ?? []);
  const message = number === undefined ? undefined : await selectMessage(db, request.id, number);
  const { timeZone } = (await getOrganisation(db)).value;
  const ends = (await selectGrantsOf(db, request.id)).flatMap(({ until, endedAt, revokedAt }) =>
    endedAt === undefined && revokedAt === undefined ? until.getTime() : [],
  );
  const isGiven = what === 'ready' || what === 'link';
  return {
    request,
    asked: titlesOf(false),
    declined: titlesOf(true),
    hasSigned: (await selectAcceptancesOf(db, request.id)).length > 0,
    ...(message?.author === 'staff' && { text: message.text }),
    ...(isGiven &&
      ends.length > 0 && {
        until: dayIn(language, new Date(Math.min(...ends)), timeZone),
      }),
  };
}

function textsOf(words: LetterWords, { what }: Carried, told: Told): readonly string[] {
  const said = words.said[what];
  const text = told.text === undefined ? [] : [told.text];
  if (what === 'message') return [...said, ...text];
  if (what === 'declined' && told.text !== undefined)
    return [...said.slice(0, 1), words.reason, told.text, ...said.slice(1)];
  if (what !== 'ready') return said;
  return [
    ...said,
    ...(told.declined.length > 0 ? [words.partly] : []),
    ...(told.hasSigned ? [words.copy] : []),
  ];
}

function factsOf(
  words: LetterWords,
  { what }: Carried,
  { request, asked, declined, until }: Told,
): readonly (readonly [string, string])[] {
  const isApart = what === 'ready' || what === 'link' || what === 'sign';
  const first = isApart ? asked : [...asked, ...declined];
  return [
    ...first.map((title) => [words.asked, title] as const),
    ...(isApart ? declined.map((title) => [words.declined, title] as const) : []),
    ...(until === undefined ? [] : [[words.until, until] as const]),
    [words.reference, request.reference],
  ];
}

function linksOf(
  { keys }: Deps,
  words: LetterWords,
  { what, link }: Carried,
  request: AccessRequest,
): readonly Block[] {
  const path = pathOf(keys, request);
  const toLink = (text: string, href: string): Block => ({ kind: 'link', text, href });
  if (what === 'verify') return [toLink(words.toConfirm, path)];
  const page = toLink(words.page, path);
  if (what === 'sign') return [toLink(words.toSign, `${path}/nda`), page];
  if (what === 'renewable') return [toLink(words.renew, path)];
  return link === undefined ? [page] : [toLink(words.download, downloadPathOf(keys, link)), page];
}
