declare const brand: unique symbol;

/** A calendar day `2026-11-22`, or a day with a time of day `2026-11-22T14:03:07`; sorts as text. */
export type Moment = string & { readonly [brand]: 'Moment' };
