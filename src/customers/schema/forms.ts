import { z } from 'zod';
import { line, slug } from '../../http/schema.ts';
import { numberIn, partsOf, stated, yesOrNoIn } from '../model/typed.ts';
import { contactEdit, customerInput, newContact, overrides, terms } from '../schema.ts';

/** Before the slug in the name of a service's box. */
export const serviceBox = (named: string) => `service-${named}`;

/** Terms with a name as typed. Their fields stand beside the name, where faults are shown. */
const namedTerms = terms.extend({ name: line(100) });

export const profileForm = z.preprocess(
  readTerms,
  namedTerms.transform(({ name, ...said }) => ({ name, terms: said })),
);

export const newProfileForm = z.preprocess(
  readTerms,
  namedTerms
    .extend({ slug })
    .transform(({ name, slug: chosen, ...said }) => ({ name, slug: chosen, terms: said })),
);

/** A customer as typed: a term that is left as the profile says it stands in no field. */
export const customerForm = z.preprocess(
  readCustomer,
  customerInput
    .omit({ overrides: true })
    .extend({ ...overrides.shape, profile: z.string().min(1, 'Choose one.').pipe(slug) })
    .transform(
      ({
        authorisation,
        noticeDays,
        objectionDays,
        dayCount,
        timeZone,
        emergencyPermitted,
        hardHold,
        ...customer
      }) => {
        const said = { authorisation, noticeDays, objectionDays, dayCount, timeZone };
        const own = overrides.parse(stated({ ...said, emergencyPermitted, hardHold }));
        return { ...customer, overrides: own };
      },
    ),
);

export const contactForm = z.preprocess(withoutBlanks, newContact);
export const contactEditForm = z.preprocess(withoutBlanks, contactEdit);

type Entries = Readonly<Record<string, string | undefined>>;

function readTerms(form: unknown): unknown {
  const entries: Entries = Object(form);
  return { ...entries, ...readNumbers(entries) };
}

function readNumbers(entries: Entries) {
  return stated({
    noticeDays: numberIn(entries['noticeDays']),
    objectionDays: numberIn(entries['objectionDays']),
    emergencyPermitted: yesOrNoIn(entries['emergencyPermitted']),
    hardHold: yesOrNoIn(entries['hardHold']),
  });
}

const always = ['name', 'profile', 'agreementFrom'];

function readCustomer(form: unknown): unknown {
  const entries: Entries = Object(form);
  const boxes = Object.keys(entries).filter((name) => name.startsWith(serviceBox('')));
  const others = Object.entries(entries).filter(
    ([name, value]) => !boxes.includes(name) && (value !== '' || always.includes(name)),
  );
  const said: Entries = Object.fromEntries(others);
  return stated({
    ...said,
    ...readNumbers(said),
    services: boxes.map((name) => name.slice(serviceBox('').length)),
    regions: partsOf(said['regions'], ','),
    postTerminationDays: numberIn(said['postTerminationDays']),
  });
}

/** What is left empty is not said; what must be said is refused as missing. */
function withoutBlanks(form: unknown): unknown {
  const kept = Object.entries(Object(form)).filter(
    ([name, value]) => value !== '' || name === 'role' || name === 'address',
  );
  return Object.fromEntries(kept);
}
