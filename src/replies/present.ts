import type { ReplyTemplate } from './model.ts';

export function presentTemplate({ id, name, language, text, changedAt, version }: ReplyTemplate) {
  return { id: String(id), name, language, text, changedAt: changedAt.toISOString(), version };
}
