import { eq } from 'drizzle-orm';
import { declineRequest } from '../src/access/service/deciding.ts';
import { publishNda } from '../src/access/service/ndas.ts';
import { putDomain } from '../src/access/service/rules.ts';
import { submitRequest } from '../src/access/service/submitting.ts';
import { verifyRequest } from '../src/access/service/verifying.ts';
import { accessRequests } from '../src/access/table.ts';
import type { Ctx, Deps, System } from '../src/context.ts';
import { addDays, type Day } from '../src/core/day.ts';
import type { AccessRequestId } from '../src/core/ids.ts';
import { ndaText } from './story-nda.ts';

/** What happens around documents on a day of the demonstration. */
export type StoryAccess = {
  readonly publishedOn: Day;
  readonly happens: (ctx: Ctx<System>) => Promise<void>;
};

/** The NDA, and what is thought of two domains. */
export function tellTerms(today: Day): readonly StoryAccess[] {
  return [
    {
      publishedOn: addDays(today, -96),
      happens: async (ctx) => {
        const title = 'Confidentiality terms for security documents';
        await publishNda(ctx, { name: 'standard', title, text: ndaText, scope: 'person' });
        const customer = 'A customer since last year; their reviewers change.';
        await treat(ctx, 'nordwind-bank.example', 'allowed', customer);
        const reseller = 'Sells lists of addresses; asked for everything, four times.';
        await treat(ctx, 'lead-lists.example', 'blocked', reseller);
      },
    },
  ];
}

/** Invented people of invented companies, whose mailboxes lead nowhere (RFC 2606): one is declined, one waits. */
export function tellRequests(today: Day): readonly StoryAccess[] {
  return [
    {
      publishedOn: addDays(today, -12),
      happens: async (ctx) => {
        const id = await ask(ctx, {
          slugs: ['penetration-test-summary'],
          name: 'Jonah Petit',
          email: 'jonah.petit@coastal-college.example',
          company: 'Coastal College',
          role: 'Student',
          purpose: 'An essay on cloud security for my second year.',
        });
        const reason =
          'These summaries are for companies that use our service or think about it, so we cannot give you this one. Our page on security is open to everybody, and our answers to the CAIQ may help your essay more: write to us, and we gladly send them.';
        const actor = { kind: 'staff', role: 'editor' } as const;
        await declineRequest({ ...ctx, actor }, id, reason, 'any');
      },
    },
    {
      publishedOn: addDays(today, -1),
      happens: async (ctx) => {
        await ask(ctx, {
          slugs: ['soc-2-type-i-report', 'soc-2-bridge-letter'],
          name: 'Femke Aalders',
          email: 'femke.aalders@tidewater-insurance.example',
          company: 'Tidewater Insurance N.V.',
          role: 'Lead of supplier risk',
          purpose: 'Review of our suppliers before we sign, as DORA wants it of us.',
        });
      },
    },
  ];
}

async function treat(
  ctx: Ctx<System>,
  domain: string,
  treatment: 'allowed' | 'blocked',
  note: string,
): Promise<void> {
  await putDomain(ctx, { domain, treatment, note }, 'any');
}

type Asking = {
  readonly slugs: readonly string[];
  readonly name: string;
  readonly email: string;
  readonly company: string;
  readonly role: string;
  readonly purpose: string;
};

/** By the form, with the button of its mail pressed. */
async function ask(
  { deps, now }: Ctx<System>,
  { slugs, ...requester }: Asking,
): Promise<AccessRequestId> {
  const { reference } = await submitRequest(
    { deps, actor: { kind: 'anonymous' }, now },
    { slugs, requester, language: 'en', source: 'form', looksAutomated: false },
    undefined,
  );
  const id = await idOf(deps, reference);
  await verifyRequest({ deps, actor: { kind: 'requester', id }, now });
  return id;
}

async function idOf({ db }: Deps, reference: string): Promise<AccessRequestId> {
  const [row] = await db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(eq(accessRequests.reference, reference));
  if (!row) throw new Error(`no request ${reference}`);
  return row.id;
}
