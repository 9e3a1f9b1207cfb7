/** What the fragments say beside the data. */
export const en = {
  listOf: 'Sub-processors of ',
  heads: ['Sub-processor', 'What for', 'Where', 'Status'],
  none: 'There are no sub-processors on this list.',
  current: 'Current',
  announced: 'Announced',
  from: ', from ',
  changesOn: 'Changes on ',
  objectionsUntil: ', objections until ',
  lastChanged: 'Last changed ',
  register: 'Full register, past entries and changes',
  states: {
    announced: 'Announced',
    'in-effect': 'In effect',
    withdrawn: 'Withdrawn',
    superseded: 'Superseded',
  },
  correction: 'Correction',
  noChange: 'No change has been published.',
  log: 'All changes',
};

export type FragmentWords = typeof en;
