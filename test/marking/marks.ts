import { parseDay } from '../../src/core/day.ts';
import type { Mark } from '../../src/marking/model.ts';

const on = parseDay('2026-11-26');
if (on === undefined) throw new TypeError('no day');

export const mark: Mark = {
  reference: 'GRT-7K3M-92QF/3',
  name: 'Ines Löfström',
  email: 'ines.lofstrom@customer.example',
  company: 'Kunde & Söhne GmbH',
  on,
};
