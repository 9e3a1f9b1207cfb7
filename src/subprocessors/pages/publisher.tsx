import { useWords } from '../../http/language.tsx';
import { isUnnamed, type Organisation } from '../../organisation/model.ts';
import { registerWords } from '../words/pages.ts';

/** Whose register it is, within a sentence. */
export function Publisher({ organisation }: { organisation: Organisation }) {
  const { thisOrganisation } = useWords(registerWords);
  return <bdi>{isUnnamed(organisation) ? thisOrganisation : organisation.name}</bdi>;
}
