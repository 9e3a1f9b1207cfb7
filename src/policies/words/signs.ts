import type { Catalogue } from '../../core/language.ts';
import type { Kind, State, StepName } from '../model.ts';

/** A state is a word and a shape; `shape` completes the class name `is-…`. */
type Sign = {
  readonly word: string;
  readonly shape: 'current' | 'announced' | 'ended' | 'withdrawn';
};

type Signs = Readonly<Record<Exclude<State, 'draft'>, Sign>>;
type KindWords = Readonly<Record<Kind, string>>;

export const stateSigns: Signs = {
  announced: { word: 'Announced', shape: 'announced' },
  effective: { word: 'In effect', shape: 'current' },
  superseded: { word: 'Superseded', shape: 'ended' },
  withdrawn: { word: 'Withdrawn', shape: 'withdrawn' },
};

export const kindWords: KindWords = {
  'privacy-policy': 'How personal data is used',
  'cookie-notice': 'Cookies and the like',
  terms: 'Terms',
  dpa: 'Data processing agreement',
  'subprocessor-terms': 'Terms about sub-processors',
};

export const signsIn: Catalogue<Signs> = {
  en: stateSigns,
  de: {
    announced: { word: 'Angekündigt', shape: 'announced' },
    effective: { word: 'In Kraft', shape: 'current' },
    superseded: { word: 'Abgelöst', shape: 'ended' },
    withdrawn: { word: 'Zurückgezogen', shape: 'withdrawn' },
  },
};

export const kindsIn: Catalogue<KindWords> = {
  en: kindWords,
  de: {
    'privacy-policy': 'Wie personenbezogene Daten verwendet werden',
    'cookie-notice': 'Cookies und Ähnliches',
    terms: 'Vertragsbedingungen',
    dpa: 'Auftragsverarbeitungsvertrag',
    'subprocessor-terms': 'Bedingungen zu Unterauftragsverarbeitern',
  },
};

const stepWords: Readonly<Record<StepName, string>> = {
  announced: 'announced',
  effective: 'in effect',
  withdrawn: 'announcement withdrawn',
};

/** `Privacy policy, version 3: announced`, the title of an entry of the feed. */
export function stepTitle(title: string, number: number, name: StepName): string {
  return `${title}, version ${number}: ${stepWords[name]}`;
}
