import type { Declaration } from '../../core/personal.ts';
import { declare, declareImpersonal } from '../../db/personal.ts';
import { organisations, services } from '../table.ts';

export const declared: readonly Declaration[] = [
  declare(organisations, {
    record: 'contact-persons',
    purpose: 'publishing-register',
    sources: ['staff'],
    columns: {
      id: 'no',
      profile: {
        category: 'professional',
        what: {
          en: 'Name and address of the data protection officer, the representatives and the security desk',
          de: 'Name und Adresse des Datenschutzbeauftragten, der Vertreter und der Sicherheitsstelle',
        },
      },
      version: 'no',
    },
  }),
  declareImpersonal(services, {
    slug: 'no',
    name: 'no',
    description: 'no',
    position: 'no',
    translations: 'no',
    version: 'no',
  }),
];
