import type { Deps } from '../../context.ts';
import type { Db } from '../../db/client.ts';
import { getOrganisation, listServices } from '../../organisation/service.ts';
import type { Language } from '../../subscribers/model/subscription.ts';
import type { Voice } from '../letters/voice.ts';
import { wordsIn } from '../words/words-in.ts';

/** Who speaks, and the words of a language; `db` is the transaction where there is one. */
export async function voiceIn(
  { config }: Pick<Deps, 'config'>,
  db: Db,
  language: Language,
): Promise<Voice> {
  const { name, timeZone } = (await getOrganisation(db)).value;
  const services = await listServices(db);
  const from = config.mailFrom ?? 'trust-centre@localhost.invalid';
  const root = `${config.origin}${config.base}`;
  return { words: wordsIn(language), sender: { name, timeZone, services, root, from } };
}
