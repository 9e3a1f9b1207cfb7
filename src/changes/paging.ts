import { type Fault, pointerTo } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import type { Params } from '../publication/model.ts';

const mostPerPage = 100;

export type Paging = {
  /** The number that the page before gave as its `next`; absent for the first page. */
  readonly cursor?: number;
  readonly limit: number;
  readonly faults: readonly Fault[];
};

/** Which page of a list is asked for, and how long it may be; `usual` where nothing is said. */
export function readPaging(params: Params, usual: number): Paging {
  const { cursor: cursorText, limit: limitText } = params;
  const cursor = cursorText === undefined ? undefined : parseNumber(cursorText);
  const limit = limitText === undefined ? usual : parseNumber(limitText);
  const isLimit = limit !== undefined && limit <= mostPerPage;
  return {
    ...(cursor !== undefined && { cursor }),
    limit: isLimit ? limit : usual,
    faults: [
      ...(cursorText !== undefined && cursor === undefined ? [cursorFault()] : []),
      ...(isLimit ? [] : [faultIn('limit', `a whole number from 1 to ${mostPerPage}.`)]),
    ],
  };
}

/** A cursor that this list never gave. */
export function cursorFault(): Fault {
  return faultIn('cursor', 'the `next` of the page before, as it was given.');
}

/** A query parameter that cannot be meant, and what could; `accepted` ends with a full stop. */
export function faultIn(name: string, accepted: string): Fault {
  return {
    pointer: pointerTo('query', name),
    detail: `The value of “${name}” is not understood; accepted: ${accepted}`,
  };
}
