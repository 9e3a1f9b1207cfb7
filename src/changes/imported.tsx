import type { Change } from './model.ts';

/** Beside the title of a change that was not published here but taken over from a history. */
export function Imported({ change }: { change: Change }) {
  return change.claimedAt === undefined ? null : <span class="quiet">, imported</span>;
}
