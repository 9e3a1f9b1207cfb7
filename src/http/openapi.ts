import { z } from 'zod';

/** Pieces of route descriptions that recur. */
export const security = [{ staffKey: [] }];

export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

export function body<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } };
}

export const etagHeader = z.object({
  etag: z
    .string()
    .meta({ description: 'Send it as If-Match when you change what you read', example: '"v3"' }),
});

export const locationHeader = z.object({
  location: z.string().meta({ description: 'Address of what was created' }),
});

export const ifMatch = z.object({
  'if-match': z
    .string()
    .optional()
    .meta({ description: 'The ETag that you read; without it the answer is 428', example: '"v3"' }),
});

export const withIdempotencyKey = z.object({
  'idempotency-key': z.string().optional().meta({
    description:
      'Your own name for this request: sent again within a day, the first answer is given again',
    example: '6f1c2f3e-load-1',
  }),
});
