import { safeUrl } from '../../core/text.ts';
import { readDay } from './days.ts';
import type {
  Certification,
  Links,
  Mechanism,
  Scope,
  Transfer,
} from '../../subprocessors/model/facts.ts';
import { mechanisms } from '../../subprocessors/model/facts.ts';
import { itemsIn, oneLine } from './cell-text.ts';
import type { Statement } from './statement.ts';

// The ways in which exports of the register and other lists write what is more than a word.

const instruments: ReadonlyMap<string, Mechanism> = new Map([
  ['adequacy decision', 'adequacy'],
  ['adequacy', 'adequacy'],
  ['eu-us data privacy framework', 'eu-us-dpf'],
  ['data privacy framework', 'eu-us-dpf'],
  ['eu-us dpf', 'eu-us-dpf'],
  ['dpf', 'eu-us-dpf'],
  ['eu-u.s. data privacy framework', 'eu-us-dpf'],
  ['uk idta', 'uk-idta'],
  ['idta', 'uk-idta'],
  ['uk addendum', 'uk-addendum'],
  ['bcr', 'bcr'],
  ['binding corporate rules', 'bcr'],
  ['bcrs', 'bcr'],
  ['scc 2021/914', 'scc-2021-914'],
]);

/** A word for an instrument is taken where it means one; "SCCs" alone says neither which nor which module. */
export function readTransfers(text: string): Statement {
  const transfers = itemsIn(text).map(readTransfer);
  const unclear = transfers.filter(({ mechanism }) => mechanism === 'other');
  return {
    facts: { transfers },
    warnings: unclear.map(
      ({ note = '' }) =>
        `“${note}” is no instrument that is known by this name: kept in its words as “other”.`,
    ),
  };
}

// What is longer is no instrument with its days, and stays as it is.
const notation = /^(?=.{0,500}$)(.*?)(?: module ([1-4]))?(?: \((.*)\))?$/;

/** `scc-2021-914 module 3 (from 2026-01-15, until 2029-01-15, a note)`, as the CSV writes it. */
function readTransfer(item: string): Transfer {
  const [, words = item, module, inside = ''] = notation.exec(item) ?? [];
  const plain = words.trim().toLowerCase();
  const mechanism = mechanisms.find((each) => each === plain) ?? instruments.get(plain);
  if (mechanism === undefined) return { mechanism: 'other', note: item };
  const dayAfter = (word: string) =>
    readDay(new RegExp(`\\b${word} (\\S+?)(?:,|$)`).exec(inside)?.[1] ?? '');
  const [from, until] = [dayAfter('from'), dayAfter('until')];
  const note = inside.replace(/\b(?:from|until) \d{4}-\d\d-\d\d(?:, |$)/g, '').trim();
  const sccModule = ([1, 2, 3, 4] as const).find((each) => String(each) === module);
  return {
    mechanism,
    ...(sccModule && { sccModule }),
    ...(from && { from }),
    ...(until && { until }),
    ...(note !== '' && { note }),
  };
}

/** Services by their names, else the words of the list, because scope is what tells rows of one entity apart. */
export function readScope(text: string, services: ReadonlyMap<string, string>): Statement {
  if (/^(?:all|all services|all products|every service)$/i.test(text)) return {};
  const items = itemsIn(text);
  const slugs = items.flatMap((item) => services.get(item.toLowerCase()) ?? []);
  if (slugs.length === items.length) return { facts: { scope: { services: slugs } } };
  const own = items.map((item) => ownScope(item, services));
  const isOwn = own.every((each) => each !== undefined);
  if (isOwn) return { facts: { scope: joinScopes(own) } };
  return {
    facts: { scope: { feature: oneLine(text) } },
    warnings: ['Names no service of yours: kept in its words, as the feature it belongs to.'],
  };
}

/** `region EU`, `plan Enterprise`, `feature Search` and `optional (Search)`, as the CSV writes a scope. */
function ownScope(item: string, services: ReadonlyMap<string, string>): Scope | undefined {
  const service = services.get(item.toLowerCase());
  if (service !== undefined) return { services: [service] };
  const [, kind, words = ''] = /^(region|plan|feature) (.+)$/.exec(item) ?? [];
  if (kind === 'region') return { regions: [words] };
  if (kind === 'plan') return { plans: [words] };
  if (kind === 'feature') return { feature: words };
  const [whole, feature] = /^optional(?: \((.+)\))?$/.exec(item) ?? [];
  return whole === undefined ? undefined : { optional: true, ...(feature && { feature }) };
}

function joinScopes(scopes: readonly Scope[]): Scope {
  const services = scopes.flatMap((each) => each.services ?? []);
  const regions = scopes.flatMap((each) => each.regions ?? []);
  const plans = scopes.flatMap((each) => each.plans ?? []);
  return {
    ...Object.assign({}, ...scopes),
    ...(services.length > 0 && { services }),
    ...(regions.length > 0 && { regions }),
    ...(plans.length > 0 && { plans }),
  };
}

export function readCertifications(text: string): readonly Certification[] {
  return itemsIn(text).map((item) => {
    const [, name = item, day] = /^(.*) \(until (\S+)\)$/.exec(item) ?? [];
    const validUntil = day === undefined ? undefined : readDay(day);
    return validUntil === undefined ? { name: item } : { name, validUntil };
  });
}

/** `website https://…; privacy https://…`, as the CSV writes them; undefined for anything else. */
export function readLinks(text: string): Statement | undefined {
  const links: { -readonly [K in keyof Links]: Links[K] } = {};
  for (const item of text.split('; ')) {
    const [, name, url = ''] = /^(website|privacy|security|subprocessors) (\S+)$/.exec(item) ?? [];
    if (safeUrl(url) === undefined) return undefined;
    if (name === 'website') links.website = url;
    if (name === 'privacy') links.privacy = url;
    if (name === 'security') links.security = url;
    if (name === 'subprocessors') links.subprocessors = url;
  }
  return { facts: { links } };
}

export function readKind(text: string): Statement {
  const plain = text.toLowerCase().replace(/[\s-]+/g, ' ');
  if (/^(?:affiliates?|group company|subsidiary|intra group)$/.test(plain))
    return { facts: { kind: 'affiliate' } };
  if (/^(?:third party|third parties|external)$/.test(plain))
    return { facts: { kind: 'third-party' } };
  return { warnings: ['Is neither third-party nor affiliate: not read.'] };
}
