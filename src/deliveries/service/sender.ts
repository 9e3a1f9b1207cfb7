import type { Deps } from '../../context.ts';
import { getOrganisation, listServices } from '../../organisation/service.ts';
import type { Sender } from '../model/told.ts';

/** Who speaks in every letter: the organisation as it stands. */
export async function loadSender({ db, config }: Pick<Deps, 'db' | 'config'>): Promise<Sender> {
  const { name, timeZone, dpo } = (await getOrganisation(db)).value;
  const services = await listServices(db);
  const from = config.mailFrom ?? 'trust-centre@localhost.invalid';
  return {
    name,
    timeZone,
    services,
    root: `${config.origin}${config.base}`,
    from,
    ...(dpo?.email !== undefined && { objectionsTo: dpo.email }),
  };
}
