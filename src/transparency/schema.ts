import { z } from 'zod';
import type { LogKey } from './model.ts';

export const logKeyDocument = z
  .object({
    generation: z.int().meta({ description: 'Which of the keys derived from SECRET_KEY' }),
    verifierKey: z.string().meta({
      description: 'By which checkpoints are verified, C2SP signed-note',
      example: 'trust.example.com/trust/log+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    }),
    addedAt: z.iso.datetime(),
  })
  .meta({ id: 'LogKey' });

export function presentLogKey(key: LogKey): z.infer<typeof logKeyDocument> {
  const { generation, verifierKey, addedAt } = key;
  return { generation, verifierKey, addedAt: addedAt.toISOString() };
}
