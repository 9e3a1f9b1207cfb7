/** What the parts say that pages are made of: lists over several pages, what is not stated. */
export const en = {
  unstated: 'Not stated',
  /** `of` completes the first, `noun` the others. */
  pagesOf: (of: string) => `Pages of the ${of}`,
  newest: (noun: string) => `Newest ${noun}`,
  older: (noun: string) => `Older ${noun}`,
};

export type PartWords = typeof en;
