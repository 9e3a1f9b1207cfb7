import type { Deps } from '../../context.ts';
import { dayOf } from '../../core/day.ts';
import type { Block } from '../../deliveries/model/letter.ts';
import type { Cargo } from '../../deliveries/model/delivery.ts';
import type { WrittenLetter } from '../../deliveries/model/written-letter.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { copyPathOf } from '../../personal-data/model/links.ts';
import type { Language } from '../../core/language.ts';
import { english, type RightsWords } from '../letter-words.ts';
import { german } from '../letter-words-de.ts';
import { grades, isOpenToAgent, type Item, type Message, type RightsRequest } from '../model.ts';
import { laws, rightOf } from '../model/laws.ts';
import { pathOf } from '../model/links.ts';
import * as store from '../store/reading.ts';

const words: Readonly<Record<Language, RightsWords>> = { en: english, de: german };

type Carried = Omit<Extract<Cargo, { kind: 'rights' }>, 'kind'>;

/** Undefined once it is erased. */
export async function loadRightsLetter(
  deps: Pick<Deps, 'db' | 'keys'>,
  { request: id, what, to, message: number, copy }: Carried,
  language: Language,
): Promise<WrittenLetter | undefined> {
  const request = await store.selectRequest(deps.db, id);
  if (request?.person === undefined) return undefined;
  const says = words[language];
  const { timeZone } = (await getOrganisation(deps.db)).value;
  const receivedOn = says.day(dayOf(request.receivedAt, timeZone));
  if (to === 'customer') return handedOver(says, request, receivedOn);
  if (what === 'handed-over') return undefined;
  const message = number === undefined ? undefined : await store.selectMessage(deps.db, id, number);
  const href = copy === undefined ? pathOf(deps.keys, request, to) : copyPathOf(deps.keys, copy);
  return letterOf({ says, request, what, to, message, receivedOn, href });
}

type Loaded = {
  readonly says: RightsWords;
  readonly request: RightsRequest;
  readonly what: Exclude<Carried['what'], 'handed-over'>;
  readonly to: 'person' | 'agent';
  readonly message: Message | undefined;
  readonly receivedOn: string;
  readonly href: string;
};

function letterOf({ says, request, what, to, message, receivedOn, href }: Loaded): WrittenLetter {
  const reference = message?.reference ?? request.reference;
  const isShown = to === 'person' || isOpenToAgent(request);
  return {
    subject: says.subject(what, reference),
    blocks: [
      ...says.lead[what].map(text),
      ...(isShown ? [...textOf(message), ...itemsIn(says, request, what)] : []),
      facts([
        [says.reference, reference],
        [says.received, receivedOn],
      ]),
      ...(isShown ? furtherIn(says, request, what) : []),
      { kind: 'link', text: says.page[what], href },
    ],
  };
}

function textOf(message: Message | undefined): readonly Block[] {
  return message?.author === 'staff' ? [text(message.text)] : [];
}

const withItems: ReadonlySet<Carried['what']> = new Set(['received', 'extended', 'decided']);

/** What was asked, with what is due or what came of it. */
function itemsIn(
  says: RightsWords,
  request: RightsRequest,
  what: Carried['what'],
): readonly Block[] {
  if (!withItems.has(what)) return [];
  return [
    facts(request.items.map((item) => [says.types[item.type], standing(says, request, item)])),
  ];
}

/** How it is made sure who asks; or what can be done about a denial. */
function furtherIn(
  says: RightsWords,
  request: RightsRequest,
  what: Carried['what'],
): readonly Block[] {
  if (what === 'received') return [text(says.verification[highestGrade(request)])];
  return what === 'decided' ? remedies(says, request) : [];
}

function standing(says: RightsWords, { law }: RightsRequest, item: Item): string {
  const { outcome, basis } = item;
  if (outcome === 'granted') return says.granted;
  if (outcome === 'denied' && basis) return says.because(basis, laws[law].denials[basis] ?? '');
  return says.until(item);
}

function remedies(says: RightsWords, { law, items, state }: RightsRequest): readonly Block[] {
  if (items.every(({ outcome }) => outcome !== 'denied')) return [];
  const mayAppeal = state !== 'appealed' && items.every(({ appealed }) => !appealed);
  return [text(says.complain(law)), ...(mayAppeal ? [text(says.appeal)] : [])];
}

function highestGrade({ law, items }: RightsRequest) {
  const needed = items.map(({ type }) => rightOf(law, type)?.grade ?? 'address');
  return grades.findLast((grade) => needed.includes(grade)) ?? 'none';
}

/** To the customer who decides: what they need to answer. */
function handedOver(says: RightsWords, request: RightsRequest, receivedOn: string): WrittenLetter {
  const { labels } = says;
  const { person, agent, items, details, reference } = request;
  const rows = [
    [says.reference, reference],
    [says.received, receivedOn],
    [labels.person, person?.name],
    [labels.email, person?.email],
    [labels.agent, agent && [agent.name, agent.company, agent.email].filter(Boolean).join(', ')],
    [labels.asked, items.map(({ type }) => says.types[type]).join('; ')],
    [labels.details, details],
  ] as const;
  return {
    subject: says.subject('handed-over', reference),
    blocks: [
      text(says.handedOver),
      facts(rows.flatMap(([label, value]) => (value ? [[label, value] as const] : []))),
    ],
  };
}

function text(said: string): Block {
  return { kind: 'text', text: said };
}

function facts(rows: readonly (readonly [string, string])[]): Block {
  return { kind: 'facts', rows };
}
