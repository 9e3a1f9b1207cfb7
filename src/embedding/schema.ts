import { z } from 'zod';

/** What `/trust/use-this-data.json` says. */
export const dataUses = z
  .object({
    page: z.url(),
    script: z.object({
      url: z.url().meta({ description: 'The script that this deployment ships, whichever it is' }),
      pinned: z.url().meta({
        description: 'The same bytes for good; another version of the script has another address',
      }),
      integrity: z.string().meta({
        description: 'Of the bytes at the pinned address (Subresource Integrity)',
        example: 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
      }),
    }),
    elements: z.array(
      z.object({ name: z.string().meta({ example: 'annex-changes' }), shows: z.url() }),
    ),
    fragments: z.array(z.object({ url: z.url(), page: z.url() })),
    fragmentStylesheet: z.url(),
  })
  .meta({ id: 'DataUses', description: 'What can be taken from here into other pages.' });
