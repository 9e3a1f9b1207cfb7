import type { Db } from '../../db/client.ts';
import { getOrganisation, listServices } from '../../organisation/service.ts';
import { describeCollected } from '../../personal-data/service/collected.ts';
import { listRules } from '../../retention/service.ts';
import type { Configuration } from '../model/configuration.ts';
import { siteFacts } from '../model/site-facts.ts';

/** What generated sections are written from, as it stands. */
export async function loadConfiguration(db: Db): Promise<Configuration> {
  return {
    organisation: (await getOrganisation(db)).value,
    services: await listServices(db),
    rules: await listRules(db),
    collected: describeCollected(),
    site: siteFacts,
  };
}
