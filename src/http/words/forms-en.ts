/** What stands in every form. */
export const en = {
  optional: ' (optional)',
  nothingStored: 'Nothing was stored yet.',
  lookAt: (faults: number) => ` Please look at ${faults === 1 ? 'this' : 'these'}:`,
  trap: 'Leave this empty',
  askedBy: (law: string) => `Asked for by ${law}.`,
  kept: 'What is kept of you',
};

export type FormWords = typeof en;
