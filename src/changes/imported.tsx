import { useWords } from '../http/language.tsx';
import type { Change } from './model.ts';
import { changePageWords } from './words/pages.ts';

/** Beside the title of a change that was not published here but taken over from a history. */
export function Imported({ change }: { change: Change }) {
  const { imported } = useWords(changePageWords).parts;
  return change.claimedAt === undefined ? null : <span class="quiet">{imported}</span>;
}
