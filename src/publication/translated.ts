import type { Language } from '../core/language.ts';
import { translated } from '../core/translating.ts';
import { statedIn } from '../controls/model/translating.ts';
import { siteLanguage } from '../organisation/model.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import type { Snapshot } from './model.ts';

/** What pages in a language are made of: everything with what is translated into it. */
export function inLanguage(snapshot: Snapshot, language: Language): Snapshot {
  if (language === siteLanguage(snapshot.organisation)) return snapshot;
  const known = made.get(snapshot)?.get(language);
  if (known !== undefined) return known;
  const each = <T extends Parameters<typeof translated>[0]>(written: readonly T[]) =>
    written.map((one) => translated(one, language));
  const { updates } = snapshot;
  const shown: Snapshot = {
    ...snapshot,
    organisation: translated(snapshot.organisation, language),
    branding: translated(snapshot.branding, language),
    services: each(snapshot.services),
    entries: entriesIn(snapshot.entries, language),
    withdrawn: entriesIn(snapshot.withdrawn, language),
    controls: statedIn(snapshot.controls, language),
    documents: each(snapshot.documents),
    updates: { ...updates, open: each(updates.open), recent: each(updates.recent) },
  };
  const languages = made.get(snapshot) ?? new Map<Language, Snapshot>();
  made.set(snapshot, languages.set(language, shown));
  return shown;
}

function entriesIn(entries: readonly Entry[], language: Language): readonly Entry[] {
  return entries.map((entry) => ({ ...entry, facts: translated(entry.facts, language) }));
}

// Once for each edition, not for each page.
const made = new WeakMap<Snapshot, Map<Language, Snapshot>>();
