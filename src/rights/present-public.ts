import { countryName } from '../core/countries.ts';
import type { Organisation } from '../organisation/model.ts';
import type { Address } from '../subprocessors/model/facts.ts';
import type { Place } from '../publication/model.ts';
import { lawIds, residences, ruleIds } from './model.ts';
import type { Figures } from './model/figures.ts';
import { type Cited, laws, lawOf, type Period, rules } from './model/laws.ts';
import type { Settings } from './model/settings.ts';

/** By which ways one can ask beside the form: what is set, or what the profile says. */
export function methodsOf(
  { email, phone, postalAddress }: Settings,
  { dpo, address, legalName, name }: Organisation,
) {
  const [post = {}] = [postalAddress, dpo?.address, address].filter((each) => each !== undefined);
  const lines = linesOf(post);
  return {
    email: email ?? dpo?.email ?? null,
    phone: phone ?? null,
    postalAddress: lines.length === 0 ? null : [legalName ?? name, ...lines],
  };
}

function linesOf({ lines = [], postalCode, locality, country }: Address): readonly string[] {
  const town = [postalCode, locality].filter(Boolean).join(' ');
  const land = country === undefined ? '' : (countryName(country) ?? country);
  return [...lines, town, land].filter((line) => line !== '');
}

/** The laws as they are applied here, for programs. */
export function presentRules(settings: Settings, organisation: Organisation, place: Place) {
  const page = `${place.origin}${place.base}/privacy-request`;
  return {
    page,
    methods: { form: page, ...methodsOf(settings, organisation) },
    laws: lawIds.map((id) => {
      const { name, rights, verification, keep, denials, authority } = laws[id];
      return {
        law: id,
        name,
        residences: residences.filter((residence) => lawOf(residence).id === id),
        rights: rights.map(({ type, source, rule, grade }) => ({
          type,
          source,
          rule,
          verification: grade,
        })),
        verification,
        recordsKept: presentPeriod(keep),
        denials: Object.entries(denials).map(([basis, source]) => ({ basis, source })),
        complaintsTo: authority,
      };
    }),
    rules: ruleIds.map((rule) => {
      const { acknowledge, answer, extension, pauses, startsWithIdentity } = rules[rule];
      return {
        rule,
        acknowledge: presentPeriod(acknowledge),
        answer: presentPeriod(answer),
        extendedAnswer: presentPeriod(extension),
        clarificationPauses: pauses?.why === 'clarification',
        startsWithIdentity: startsWithIdentity !== undefined,
      };
    }),
  };
}

function presentPeriod(period: Cited<Period> | undefined) {
  if (period === undefined) return null;
  const { count, unit, source, ours } = period;
  return { count, unit, source, ours: ours ?? false };
}

export function presentFigures({ year, all, laws: byLaw }: Figures) {
  return {
    year,
    ...presentCount(all),
    laws: byLaw.map(({ law, types, ...count }) => ({
      law,
      ...presentCount(count),
      types: types.map((each) => ({ ...each, medianDays: each.medianDays ?? null })),
    })),
  };
}

function presentCount({ medianDays, ...count }: Figures['all']) {
  return { ...count, medianDays: medianDays ?? null };
}
