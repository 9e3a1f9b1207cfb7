import type { FormWords } from './forms-en.ts';

export const de: FormWords = {
  optional: ' (freiwillig)',
  nothingStored: 'Noch ist nichts gespeichert.',
  lookAt: (faults) =>
    faults === 1 ? ' Bitte sehen Sie sich das an:' : ' Bitte sehen Sie sich diese Punkte an:',
  trap: 'Bitte leer lassen',
  askedBy: (law) => `Verlangt von ${law}.`,
  kept: 'Was von Ihnen gespeichert wird',
};
