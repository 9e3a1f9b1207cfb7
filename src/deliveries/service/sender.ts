import type { Deps } from '../../context.ts';
import { siteLanguage } from '../../organisation/model.ts';
import { getOrganisation, listServices } from '../../organisation/service.ts';
import type { Sender } from '../model/told.ts';

/** Who speaks in every letter: the organisation as it stands. */
export async function loadSender({ db, config }: Pick<Deps, 'db' | 'config'>): Promise<Sender> {
  const organisation = (await getOrganisation(db)).value;
  const { name, timeZone, dpo } = organisation;
  const services = await listServices(db);
  const from = config.mailFrom ?? 'trust-centre@localhost.invalid';
  return {
    name,
    timeZone,
    services,
    root: `${config.origin}${config.base}`,
    siteLanguage: siteLanguage(organisation),
    from,
    ...(dpo?.email !== undefined && { objectionsTo: dpo.email }),
  };
}
