import type { Attestation } from '../controls/model.ts';
import type { Catalogue } from '../core/language.ts';

type BadgeWords = {
  readonly lastChanged: string;
  readonly nothingYet: string;
  readonly subprocessors: (count: number) => string;
  readonly held: Readonly<Record<Attestation['form'], string>>;
  readonly heldUntil: (held: string, day: string) => string;
  readonly status: Readonly<Record<Exclude<Attestation['status'], 'held'>, string>>;
};

export const badgeWords: Catalogue<BadgeWords> = {
  en: {
    lastChanged: 'Sub-processors last changed',
    nothingYet: 'nothing published yet',
    subprocessors: (count) => (count === 1 ? 'sub-processor' : 'sub-processors'),
    held: { report: 'report issued', certificate: 'certified', 'self-assessment': 'completed' },
    heldUntil: (held, day) => `${held}, until ${day}`,
    status: { planned: 'planned', 'in-progress': 'in progress', lapsed: 'lapsed' },
  },
  de: {
    lastChanged: 'Unterauftragsverarbeiter zuletzt geändert',
    nothingYet: 'noch nichts veröffentlicht',
    subprocessors: () => 'Unterauftragsverarbeiter',
    held: {
      report: 'Bericht liegt vor',
      certificate: 'zertifiziert',
      'self-assessment': 'abgeschlossen',
    },
    heldUntil: (held, day) => `${held}, bis ${day}`,
    status: { planned: 'geplant', 'in-progress': 'in Arbeit', lapsed: 'abgelaufen' },
  },
};
