import type { Db } from '../../db/client.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Erased, Subject } from '../../personal-data/model.ts';
import { normalAddress } from '../../subscribers/model/address.ts';
import { getOrganisation } from '../service.ts';

const places = ['dpo', 'euRepresentative', 'securityContact', 'ukRepresentative'] as const;

/** Desks of the profile that are reached at an address of the person. The ledger holds none of them. */
const desks: Holder = {
  kind: 'organisation-contacts',
  record: 'contact-persons',
  async find({ db }, subject, { after = '', limit }) {
    const found = await desksOf(db, subject);
    return found
      .map(([place]) => place)
      .filter((place) => place > after)
      .slice(0, limit);
  },
  async copy({ db }, subject, id) {
    const found = (await desksOf(db, subject)).find(([place]) => place === id);
    return (
      found && {
        title: { en: 'Contact of the organisation', de: 'Kontakt der Organisation' },
        data: { place: id, ...found[1] },
      }
    );
  },
  async erase({ deps }, subject, id) {
    const found = await desksOf(deps.db, subject);
    return found.some(([place]) => place === id) ? needed : { outcome: 'erased' };
  },
};

const needed: Erased = {
  outcome: 'kept',
  why: 'in-force',
  words: {
    en: 'It is published as a contact of the organisation, which has to name one: Art. 13(1)(a) and (b), 27 and 37(7) GDPR. It goes once the organisation names another.',
    de: 'Sie ist als Kontakt der Organisation veröffentlicht, die einen nennen muss: Art. 13 Abs. 1 Buchst. a und b, Art. 27 und Art. 37 Abs. 7 DSGVO. Sie entfällt, sobald die Organisation einen anderen nennt.',
  },
};

export const holders: readonly Holder[] = [desks];

/** In the order of their names. */
async function desksOf(db: Db, { addresses }: Subject) {
  const { value } = await getOrganisation(db);
  return places.flatMap((place) => {
    const desk = value[place];
    const isTheirs =
      desk?.email !== undefined && addresses.includes(normalAddress('email', desk.email));
    return isTheirs ? [[place, desk] as const] : [];
  });
}
