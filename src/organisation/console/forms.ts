import { flatForm } from '../../console/flat-form.ts';
import { translationNames } from '../../console/translation-fields.tsx';
import { aspects } from '../../changes/model.ts';
import { z } from 'zod';
import { newServiceSchema, organisationSchema, serviceEditSchema } from '../schema.ts';

const whole = organisationSchema.shape;

/** Places of the profile that name somebody to write to. */
const desks = ['dpo', 'euRepresentative', 'ukRepresentative', 'securityContact'] as const;

/** The profile in parts, each as its form sends it. */
export const identityForm = flatForm(
  z.strictObject({
    name: whole.name,
    legalName: whole.legalName,
    legalForm: whole.legalForm,
    address: whole.address,
    website: whole.website,
  }),
  { lists: ['address_lines'] },
);

export const contactsForm = flatForm(
  z.strictObject({
    dpo: whole.dpo,
    euRepresentative: whole.euRepresentative,
    ukRepresentative: whole.ukRepresentative,
    securityContact: whole.securityContact,
  }),
  { lists: desks.map((desk) => `${desk}_address_lines`) },
);

export const aspectBox = (aspect: string) => `amendments_${aspect}`;

const touched = z.strictObject(
  Object.fromEntries(aspects.map((aspect) => [aspect, z.boolean().optional()])),
);

export const rulesForm = flatForm(
  z
    .strictObject({
      timeZone: whole.timeZone,
      noticeDays: whole.noticeDays,
      objectionDays: whole.objectionDays,
      amendments: touched.default({}),
      commitments: whole.commitments,
      translations: whole.translations,
    })
    .transform(({ amendments, ...rules }) => {
      const named = aspects.filter((aspect) => amendments[aspect] === true);
      // All of them is what holds where nobody says anything, also of those to come.
      return { ...rules, ...(named.length < aspects.length && { noticeForAmendments: named }) };
    }),
  {
    lists: ['commitments', ...translationNames('commitments')],
    numbers: ['noticeDays', 'objectionDays'],
    flags: aspects.map(aspectBox),
  },
);

export const publicationForm = flatForm(
  z.strictObject({ languages: whole.languages, frameAncestors: whole.frameAncestors }),
  { lists: ['languages', 'frameAncestors'] },
);

export const newServiceForm = flatForm(newServiceSchema, { numbers: ['order'] });
export const serviceForm = flatForm(serviceEditSchema, { numbers: ['order'] });
