import { z } from 'zod';
import { line, prose } from '../http/schema.ts';
import { runReport } from '../personal-data/schema/run.ts';
import { readMailAddress } from '../subscribers/model/mail-address.ts';
import { languages } from '../core/language.ts';
import {
  denialBases,
  lawIds,
  relations,
  residences,
  rightsStates,
  type RightsType,
  rightsTypes,
  ruleIds,
  standings,
} from './model.ts';
import { lawOf } from './model/laws.ts';

/** As it is written to. */
export const mailbox = z
  .string({ error: 'Must be an e-mail address.' })
  .max(300, 'Has at most 254 characters.')
  .transform((text, issues): string => {
    const read = readMailAddress(text);
    if ('address' in read) return read.address;
    issues.addIssue({ code: 'custom', message: read.fault });
    return z.NEVER;
  })
  .meta({ type: 'string', format: 'email', example: 'robin@person.example' });

const residence = z
  .enum(residences, { error: `Is one of ${residences.join(', ')}.` })
  .meta({ description: 'Where the person lives: it says which law is applied' });
const type = z.enum(rightsTypes, { error: `Is one of ${rightsTypes.join(', ')}.` });
const language = z
  .enum(languages, { error: `Is one of ${languages.join(', ')}.` })
  .meta({ description: 'In which answers are written' });
const law = z.enum(lawIds);

/** What every request says, by whichever way it comes. */
export const said = {
  residence,
  types: z
    .array(type, { error: 'Choose what you ask for.' })
    .min(1, 'Choose what you ask for.')
    .max(rightsTypes.length)
    .transform((types): RightsType[] => [...new Set(types)])
    .meta({
      type: 'array',
      items: { type: 'string', enum: [...rightsTypes] },
      description: 'What is asked: of the types that the law of the residence has',
    }),
  who: z
    .enum(standings, { error: `Is one of ${standings.join(', ')}.` })
    .meta({ description: 'For whom: oneself, a child, or somebody who has authorised one' }),
  relation: z
    .enum(relations, { error: `Is one of ${relations.join(', ')}.` })
    .meta({ description: 'How the company knows the person' }),
  name: line(200).meta({ description: 'The person whose data it is about', example: 'Robin Doe' }),
  email: mailbox.exactOptional().meta({
    description: 'Of that person, who is told of the request; a child may have none',
  }),
  agentName: line(200).exactOptional().meta({ description: 'Who asks for the person' }),
  agentEmail: mailbox.exactOptional(),
  agentCompany: line(200).exactOptional(),
  details: prose(5_000)
    .exactOptional()
    .meta({ description: 'What would help to find the data. No identity documents, please' }),
  language: language.default('en'),
};

type Said = {
  readonly residence: z.infer<typeof residence>;
  readonly types: readonly RightsType[];
  readonly who: z.infer<typeof said.who>;
  readonly email?: string;
  readonly agentName?: string;
  readonly agentEmail?: string;
  readonly agentCompany?: string;
};

/** What a single field cannot tell. Of what comes by letter or phone there may be no address. */
export function checkSaid(
  value: Said,
  issues: z.RefinementCtx,
  { needsMail }: { readonly needsMail: boolean },
): void {
  const faults = [
    ...faultsOfTypes(value),
    ...(value.who === 'self' ? faultsOfSelf(value, needsMail) : faultsOfOther(value, needsMail)),
  ];
  for (const [name, message] of faults) issues.addIssue({ code: 'custom', path: [name], message });
}

type Faults = readonly (readonly [name: string, message: string])[];

function faultsOfTypes({ residence: lives, types }: Said): Faults {
  const { rights, name } = lawOf(lives);
  const known = rights.map((right) => right.type);
  const unknown = types.filter((each) => !known.includes(each));
  if (unknown.length === 0) return [];
  return [
    [
      'types',
      `Under ${name} one cannot ask for ${unknown.join(', ')}: choose among ${known.join(', ')}.`,
    ],
  ];
}

function faultsOfSelf({ email, ...given }: Said, needsMail: boolean): Faults {
  const isForAnother = given.agentName ?? given.agentEmail ?? given.agentCompany;
  return [
    ...(needsMail && email === undefined ? [['email', noMail] as const] : []),
    ...(isForAnother === undefined
      ? []
      : [['who', 'Say for whom you ask, or leave out who asks.'] as const]),
  ];
}

function faultsOfOther({ who, email, agentName, agentEmail }: Said, needsMail: boolean): Faults {
  const isSame = email !== undefined && email.toLowerCase() === agentEmail?.toLowerCase();
  return [
    ...(needsMail && who === 'agent' && email === undefined ? [['email', noMail] as const] : []),
    ...(agentName === undefined ? [['agentName', 'Must be your name.'] as const] : []),
    ...(needsMail && agentEmail === undefined ? [['agentEmail', noMail] as const] : []),
    ...(isSame ? [['agentEmail', 'Must be another than that of the person.'] as const] : []),
  ];
}

const noMail = 'Must be an e-mail address.';

/** What somebody enters at the form. */
export const rightsWish = z
  .strictObject(said)
  .superRefine((value, issues) => checkSaid(value, issues, { needsMail: true }))
  .meta({ id: 'PrivacyRequestWish' });

export const item = z
  .object({
    type,
    rule: z
      .enum(ruleIds)
      .meta({ description: 'Which rule gave the day; privacy-request.json has it' }),
    source: z.string().meta({ description: 'Where the number behind the day stands' }),
    dueOn: z.iso.date().nullable().meta({
      description: 'Last day to answer; null where the law gives no number',
    }),
    extendedOn: z.iso.date().nullable(),
    outcome: z.enum(['granted', 'denied']).nullable(),
    basis: z.enum(denialBases).nullable(),
    basisSource: z.string().nullable(),
    answeredOn: z.iso.date().nullable(),
    appealed: z.boolean().meta({ description: 'It was denied before' }),
  })
  .meta({ id: 'PrivacyRequestItem' });

export const acknowledgement = z
  .object({
    reference: z.string().meta({ example: 'PRV-7K3M-92QF' }),
    law,
    receivedAt: z.iso.datetime().meta({ description: 'It counts from here' }),
    items: z.array(item),
    verification: z.string().meta({ description: 'How it is made sure who asks' }),
    detail: z.string(),
  })
  .meta({
    id: 'PrivacyRequestAcknowledgement',
    description: 'The same whatever is known of the addresses.',
  });

export const messageWish = z
  .strictObject({ text: prose(10_000) })
  .meta({ id: 'PrivacyRequestMessageWish' });

const message = z.object({
  at: z.iso.datetime(),
  author: z.enum(['person', 'agent', 'staff']),
  text: z.string(),
  reference: z.string().optional().meta({ description: 'Where the same was asked again' }),
});

/** A case as the person, or whoever asks for them, sees it. */
export const ownRequest = z
  .object({
    kind: z.literal('privacy-request'),
    reference: z.string().meta({ example: 'PRV-7K3M-92QF' }),
    you: z.enum(['person', 'agent']).meta({ description: 'Whose link this is' }),
    state: z.enum(rightsStates).optional().meta({
      description: 'Absent to whoever asks for somebody until that person has let them',
    }),
    law,
    who: z.enum(standings),
    authority: z.enum(['not-needed', 'pending', 'confirmed', 'refused']),
    receivedAt: z.iso.datetime(),
    confirmedAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional(),
    appealUntil: z.iso.date().optional(),
    waitingSince: z.iso.date().optional().meta({
      description: 'Since when an answer of yours is awaited',
    }),
    clockStopped: z.boolean().meta({
      description: 'Whether the days stand still until it is there',
    }),
    items: z.array(item).optional(),
    name: z.string().optional(),
    email: z.string().optional(),
    agentName: z.string().optional(),
    agentEmail: z.string().optional(),
    agentCompany: z.string().optional(),
    details: z.string().optional(),
    messages: z.array(message),
    copyUntil: z.iso.datetime().optional().meta({
      description: 'Until when a copy of the data can be opened: POST …/copy-session',
    }),
    addresses: z.array(z.string()).optional().meta({
      description: 'By which the data was looked for beside the address of the request',
    }),
    runs: z.array(runReport).optional().meta({
      description: 'What was erased or corrected, and what is kept and why; newest first',
    }),
  })
  .meta({ id: 'OwnPrivacyRequest', description: 'A privacy request, to whom it is about.' });
