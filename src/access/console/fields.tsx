import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { AccessRequest } from '../model.ts';
import { staffStateWords } from '../words/states.ts';

/** What a decision relies on: somebody who decides in a stale tab is shown how it stands now. */
export function standing({ state, items }: AccessRequest, messages: number): string {
  const open = items.filter((item) => item.state === 'asked').length;
  return `${staffStateWords[state]}; ${counted(open, 'document')} to decide; ${counted(messages, 'text')} written`;
}

export function Stands({
  request,
  messages,
}: {
  readonly request: AccessRequest;
  readonly messages: number;
}) {
  return <input type="hidden" name="stands" value={standing(request, messages)} />;
}

/** A number as it is typed. */
export function wholeNumber<T extends z.ZodType<unknown, number>>(number: T) {
  return z
    .string({ error: 'Must be a whole number.' })
    .trim()
    .regex(/^\d{1,6}$/, 'Must be a whole number.')
    .transform(Number)
    .pipe(number);
}

export const yesOrNo = z
  .enum(['yes', 'no'], { error: 'Choose yes or no.' })
  .transform((text) => text === 'yes');
