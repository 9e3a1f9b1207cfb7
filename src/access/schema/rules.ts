import { z } from 'zod';
import { asId } from '../../core/ids.ts';
import { calendarDay, line, page, pageQuery, prose } from '../../http/schema.ts';
import { mailbox } from '../../objections/schema.ts';
import { domainTreatments, ndaScopes } from '../model.ts';
import { days, domainName, mostDownloads } from './staff.ts';

const byRule = z.enum(['automatic', 'person'], { error: 'Is automatic or person.' });

export const accessRules = z
  .strictObject({
    customers: byRule.meta({
      description: 'Whose address is a customer’s contact, or has the domain of one',
    }),
    allowedDomains: byRule.meta({ description: 'Whose mail domain is allowed' }),
    ndaOnFile: byRule.meta({ description: 'Whom the NDA of the document binds already' }),
    days: days.meta({ description: 'How many days a grant lasts unless said otherwise' }),
    mostDownloads,
    tokens: z
      .boolean({ error: 'Is true or false.' })
      .meta({ description: 'Whether holders may make tokens for programs unless said otherwise' }),
  })
  .meta({ id: 'AccessRules', description: 'What is decided without a person, and on what terms' });

export const domainRule = z
  .object({
    domain: z.string().meta({ example: 'company.example' }),
    treatment: z.enum(domainTreatments),
    note: z.string().nullable(),
    changedAt: z.iso.datetime(),
    version: z.int(),
  })
  .meta({ id: 'AccessDomain' });

export const domainList = page(domainRule).meta({ id: 'AccessDomainList' });

export const byDomain = z.object({
  domain: domainName.meta({ description: 'As it stands in mail addresses' }),
});

export const domainQuery = pageQuery.extend({
  cursor: domainName.optional(),
  treatment: z
    .enum(domainTreatments, { error: `Is one of ${domainTreatments.join(', ')}.` })
    .optional()
    .meta({ description: 'Only those treated so' }),
});

export const domainInput = z
  .strictObject({
    treatment: z
      .enum(domainTreatments, { error: `Is one of ${domainTreatments.join(', ')}.` })
      .meta({
        description:
          '`blocked` holds for all domains below it; `allowed` for this one only, and not for a mail provider',
      }),
    note: line(500).exactOptional().meta({ description: 'Why; for staff only' }),
  })
  .meta({ id: 'AccessDomainInput' });

const proposalId = z
  .string()
  .regex(/^prp_[0-9a-f]{32}$/, 'Must be the id of a proposal: prp_ and 32 digits.')
  .transform((text) => asId('prp', text))
  .meta({ type: 'string', example: 'prp_0123456789abcdef0123456789abcdef' });

export const byProposal = z.object({ id: proposalId });

export const ruleProposal = z
  .object({
    id: z.string().meta({ example: 'prp_0123456789abcdef0123456789abcdef' }),
    rules: accessRules.nullable().meta({ description: 'What the rules would be' }),
    domain: domainRule
      .pick({ domain: true, treatment: true, note: true })
      .nullable()
      .meta({ description: 'What would be said of a domain' }),
    proposedBy: z.string().meta({ description: 'As the record names them' }),
    proposedAt: z.iso.datetime(),
  })
  .meta({ id: 'AccessRuleProposal', description: 'It waits for somebody else to approve it' });

export const proposalList = page(ruleProposal).meta({ id: 'AccessRuleProposalList' });

const ndaId = z
  .string({ error: 'Must be the id of an NDA.' })
  .regex(/^nda_[0-9a-f]{32}$/, 'Must be the id of an NDA: nda_ and 32 digits.')
  .transform((text) => asId('nda', text))
  .meta({ type: 'string', example: 'nda_0123456789abcdef0123456789abcdef' });

export const byNda = z.object({ id: ndaId });

const ndaName = z
  .string({ error: 'Must be a name.' })
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'Must be lower-case letters, digits and single hyphens, e.g. standard.',
  )
  .max(60, 'Has at most 60 characters.')
  .meta({ example: 'standard' });

const scope = z.enum(ndaScopes, { error: `Is one of ${ndaScopes.join(', ')}.` }).meta({
  description:
    'Whose acceptance is enough for whom: `person` each one’s own; `domain` the first one’s for all with an address of the same domain; `none` nobody is asked',
});

export const nda = z
  .object({
    id: z.string().meta({ example: 'nda_0123456789abcdef0123456789abcdef' }),
    name: z.string().meta({ example: 'standard' }),
    number: z.int().meta({ description: 'Of the version, within its name' }),
    title: z.string(),
    text: z.string().meta({ description: 'Markdown' }),
    sha256: z.string().meta({ description: 'Of the text' }),
    scope,
    publishedAt: z.iso.datetime(),
  })
  .meta({ id: 'Nda', description: 'One version of a text; the newest of its name is in force' });

export const ndaList = z
  .object({ items: z.array(nda) })
  .meta({ id: 'NdaList', description: 'By name, newest first' });

export const ndaInput = z
  .strictObject({
    name: ndaName.default('standard').meta({
      description: '`standard` holds for each document that names no other',
      example: 'standard',
    }),
    title: line(200),
    text: prose(100_000).meta({ description: 'Markdown, without HTML and images' }),
    scope: scope.default('person'),
  })
  .meta({ id: 'NdaInput' });

const acceptanceId = z
  .string()
  .regex(/^acc_[0-9a-f]{32}$/, 'Must be the id of an acceptance: acc_ and 32 digits.')
  .transform((text) => asId('acc', text))
  .meta({ type: 'string', example: 'acc_0123456789abcdef0123456789abcdef' });

export const byAcceptance = z.object({ id: acceptanceId });

const personal = { description: 'For roles that see persons; null once erased' };

export const ndaAcceptance = z
  .object({
    id: z.string().meta({ example: 'acc_0123456789abcdef0123456789abcdef' }),
    nda: z.string().meta({ example: 'nda_0123456789abcdef0123456789abcdef' }),
    request: z.string().nullable().meta({ description: 'Null of one that was signed elsewhere' }),
    source: z.enum(['form', 'on-file']),
    covers: z.enum(['person', 'domain']),
    domain: z.string(),
    acceptedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable().meta({ description: 'From when it counts no more' }),
    documents: z.array(z.string()).meta({ description: 'Ids of those that it was accepted for' }),
    note: z.string().nullable(),
    fullName: z.string().nullable().meta(personal),
    title: z.string().nullable().meta(personal),
    company: z.string().nullable().meta(personal),
    email: z.string().nullable().meta(personal),
  })
  .meta({ id: 'NdaAcceptance' });

export const acceptanceList = page(ndaAcceptance).meta({ id: 'NdaAcceptanceList' });

export const acceptanceQuery = pageQuery.extend({
  cursor: acceptanceId.optional(),
  nda: ndaId.optional().meta({ description: 'Only of this version' }),
  domain: domainName.optional().meta({ description: 'Only of this mail domain' }),
  source: z
    .enum(['form', 'on-file'], { error: 'Is form or on-file.' })
    .optional()
    .meta({ description: 'Only those accepted here, or only those signed elsewhere' }),
});

export const onFileInput = z
  .strictObject({
    nda: ndaId.meta({ description: 'The version that was signed; it counts for later ones too' }),
    fullName: line(200),
    title: line(200),
    company: line(200),
    email: mailbox.meta({ type: 'string', format: 'email', example: 'robin@company.example' }),
    covers: z
      .enum(['person', 'domain'], { error: 'Is person or domain.' })
      .meta({ description: 'Whom it binds: this address, or all of its domain' }),
    signedOn: calendarDay,
    until: calendarDay.exactOptional().meta({ description: 'The last day on which it counts' }),
    note: line(500).exactOptional().meta({ description: 'Where it lies' }),
  })
  .meta({ id: 'NdaOnFile' });
