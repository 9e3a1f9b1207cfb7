import { z } from 'zod';
import { kinds, mostHits } from './model.ts';

export const searchResults = z
  .object({
    query: z.string(),
    counts: z
      .partialRecord(z.enum(kinds), z.int())
      .meta({ description: 'How many were found of each kind, whatever `kind` says' }),
    items: z.array(
      z.object({
        kind: z.enum(kinds),
        title: z.string(),
        url: z.url().meta({ description: 'Of the page that has it' }),
        excerpt: z.string().meta({ description: 'Plain text around what was looked for' }),
      }),
    ),
    mostItems: z.literal(mostHits).meta({ description: 'More than these are not given out' }),
  })
  .meta({ id: 'SearchResults', description: 'The best first' });
