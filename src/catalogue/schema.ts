import { z } from 'zod';
import { page, pageQuery, slug } from '../http/schema.ts';
import type { Proposal, Proposed } from './model/proposals.ts';
import { standings } from './model/proposals.ts';

const proposed = z
  .object({
    value: z.string(),
    source: z.object({ title: z.string(), url: z.string().optional() }),
    standing: z.enum(standings).meta({
      description:
        "`vendor`: the vendor's own document; `other`: somebody else's document; `directory`: a name or address from a public directory, the page itself not read; `unread`: an address that nobody opened",
    }),
    readOn: z.iso
      .date()
      .optional()
      .meta({ description: 'Day on which the source was read; absent where it was not' }),
    toBeReviewed: z
      .literal(true)
      .meta({ description: 'A proposal, whoever the source is: a person confirms it or drops it' }),
  })
  .meta({ id: 'ProposedFact', description: 'One value, and where it comes from' });

export const vendor = z
  .object({
    id: slug,
    name: proposed,
    otherNames: z
      .array(z.string())
      .meta({ description: 'Names by which the vendor is found; not proposed' }),
    entities: z
      .array(
        z.object({
          legalName: proposed.optional(),
          establishment: z.object({ country: proposed }).optional(),
        }),
      )
      .meta({ description: 'Companies one may have the contract with; choose one' }),
    links: z.object({ website: proposed.optional(), subprocessors: proposed.optional() }),
    contract: z.object({ dpaUrl: proposed.optional() }),
  })
  .meta({
    id: 'KnownVendor',
    description: 'What the catalogue proposes for a draft; nothing of it is in the register',
  });

export const vendorList = page(vendor).meta({ id: 'KnownVendorList' });

export const vendorQuery = pageQuery.extend({
  q: z.string().max(300).default('').meta({
    description: 'Any name of the vendor; case, punctuation and legal form do not matter',
    example: 'Twilio (SendGrid)',
  }),
});

export const byVendorId = z.object({ id: slug });

export function presentVendor(proposal: Proposal): z.infer<typeof vendor> {
  const { id, name, otherNames, entities, links, contract } = proposal;
  return {
    id,
    name: presentProposed(name),
    otherNames: [...otherNames],
    entities: entities.map(({ legalName, establishment }) => ({
      ...(legalName && { legalName: presentProposed(legalName) }),
      ...(establishment && {
        establishment: { country: presentProposed(establishment.country) },
      }),
    })),
    links: {
      ...(links.website && { website: presentProposed(links.website) }),
      ...(links.subprocessors && { subprocessors: presentProposed(links.subprocessors) }),
    },
    contract: { ...(contract.dpaUrl && { dpaUrl: presentProposed(contract.dpaUrl) }) },
  };
}

function presentProposed({ value, source, standing, readOn }: Proposed): z.infer<typeof proposed> {
  return {
    value,
    source: { title: source.title, ...(source.url !== undefined && { url: source.url }) },
    standing,
    ...(readOn !== undefined && { readOn }),
    toBeReviewed: true,
  };
}
