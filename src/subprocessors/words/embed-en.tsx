import type { Child } from 'hono/jsx';

/** What the list says in the frame of another page. */
export const en = {
  title: (name: string) => `Sub-processors of ${name}`,
  none: 'There are no sub-processors on this list.',
  register: 'Full register, past entries and changes',
  heads: ['Sub-processor', 'What for', 'Where', 'Status'],
  current: 'Current',
  announced: (from: Child | undefined): Child => (
    <>
      Announced{from && ', from '}
      {from}
    </>
  ),
  change: (id: number, day: string) => `Change ${id}, ${day}`,
  objections: (day: string) => `, objections until ${day}`,
  changed: (day: Child): Child => <>Last changed {day}. </>,
};

export type EmbedWords = typeof en;
