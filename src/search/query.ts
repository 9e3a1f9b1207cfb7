import type { Fault } from '../core/errors.ts';
import { pointerTo } from '../core/errors.ts';
import type { Params } from '../publication/model.ts';
import { faultInQuery, type Kind, kinds } from './model.ts';

export type SearchQuery = {
  readonly text: string;
  readonly kind?: Kind;
  readonly faults: readonly Fault[];
};

/** Reads the query; what cannot be meant is a fault, said in words. */
export function readSearchQuery({ q = '', kind: kindText }: Params): SearchQuery {
  const text = q.trim();
  const kind = kinds.find((each) => each === kindText);
  const fault = faultInQuery(text);
  const unknown = kindText !== undefined && kind === undefined;
  return {
    text,
    ...(kind !== undefined && { kind }),
    faults: [
      ...(fault === undefined ? [] : [fault]),
      ...(unknown
        ? [{ pointer: pointerTo('query', 'kind'), detail: `kind is one of ${kinds.join(', ')}.` }]
        : []),
    ],
  };
}
