import { submitRequest } from '../../access/service/submitting.ts';
import type { Ctx } from '../../context.ts';
import { type Fault, pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { submitObjection } from '../../objections/service/submitting.ts';
import { subscribe } from '../../subscribers/service/subscribing.ts';
import { type InquiryTopic, isAboutDocuments } from '../model.ts';
import { type Received, type Submission, submitInquiry } from './submitting.ts';

/** What somebody entered at the contact form. */
export type Contact = Submission & {
  /** Slugs of the documents that are asked for; without them it is a question. */
  readonly documents: readonly string[];
  /** Number of the change that is objected to. */
  readonly change?: number | undefined;
  readonly wantsNews: boolean;
};

/** Which case it led to. The same whatever is known of the address and of the company. */
export type Acknowledged = Received & {
  readonly kind: 'inquiry' | 'request' | 'objection';
  readonly topic: InquiryTopic;
  /** Of product news, where they were asked for. */
  readonly news?: 'asked' | 'not-taken';
};

/**
 * Takes what the contact form sent to where its topic leads: an inquiry, a request for documents or an
 * objection. Refuses what those refuse.
 */
export async function takeContact(
  ctx: Ctx,
  contact: Contact,
  clientAddress: string | undefined,
): Promise<Acknowledged> {
  const { topic } = contact;
  const kind = kindOf(contact);
  const { reference, receivedAt } = await submit[kind](ctx, contact, clientAddress);
  const acknowledged = { kind, reference, receivedAt, topic };
  if (!contact.wantsNews) return acknowledged;
  return { ...acknowledged, news: await askForNews(ctx, contact, clientAddress) };
}

function kindOf({ topic, documents, change }: Contact): Acknowledged['kind'] {
  if (isAboutDocuments(topic) && documents.length > 0) return 'request';
  return topic === 'objection' && change !== undefined ? 'objection' : 'inquiry';
}

type Submit = (ctx: Ctx, contact: Contact, clientAddress: string | undefined) => Promise<Received>;

const submit: Readonly<Record<Acknowledged['kind'], Submit>> = {
  inquiry: submitInquiry,
  request: (ctx, contact, clientAddress) => {
    const { person, message, language, looksAutomated, documents: slugs } = contact;
    const requester = { ...person, company: companyOf(contact) };
    const source = 'contact-form' as const;
    const asked = { slugs, requester, message, language, source, looksAutomated };
    return submitRequest(ctx, asked, clientAddress);
  },
  objection: async (ctx, contact, clientAddress) => {
    const { person, message: statement, language, looksAutomated, change: changeId = 0 } = contact;
    const objector = { ...person, company: companyOf(contact) };
    const ground = 'other' as const;
    const objection = { changeId, objector, ground, statement, language, looksAutomated };
    return submitObjection(ctx, objection, clientAddress).catch(blameChange);
  },
};

/** Neither takes files, and both need to know for which company it is. */
function companyOf({ person: { company }, files }: Contact): string {
  const faults: Fault[] = [];
  if (company === undefined)
    faults.push({ pointer: pointerTo('company'), detail: 'Say for which company.' });
  if (files.length > 0)
    faults.push({
      pointer: pointerTo('attachments'),
      detail: 'No files go with this: leave them out. You can write once more, as a question.',
    });
  if (company === undefined || faults.length > 0) throw refusalOf(faults);
  return company;
}

/** The change stands in the form and not in the address. */
function blameChange(error: unknown): never {
  if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'conflict'))
    throw refusalOf([{ pointer: pointerTo('change'), detail: error.detail }]);
  throw error;
}

/** By the confirmation of every subscription; that it is not taken keeps nobody from being answered. */
async function askForNews(
  ctx: Ctx,
  { person, language }: Contact,
  clientAddress: string | undefined,
): Promise<'asked' | 'not-taken'> {
  const asked = {
    channel: 'email',
    address: person.email,
    topics: ['product'],
    services: [],
    language,
    frequency: 'immediate',
  } as const;
  try {
    await subscribe(ctx, asked, clientAddress);
    return 'asked';
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'busy') throw error;
    return 'not-taken';
  }
}
