import { z } from 'zod';
import { asId } from '../core/ids.ts';
import { calendarDay, line, numberCursor, page, pageQuery } from '../http/schema.ts';
import { type AssigneeId, type ListedKey, type SignIn, stateOf } from './model.ts';
import type { Approval } from './model/four-eyes.ts';
import { scopes } from './model/permitting.ts';
import { roles } from './model/roles.ts';

const role = z.enum(roles, { error: `Is one of ${roles.join(', ')}.` });
const scope = z.enum(scopes, { error: `Is one of ${scopes.join(', ')}.` });

const idOfStaff = 'Must be the id of a person or of a staff key: per_ or key_ and 32 digits.';

export const assigneeId = z
  .string({ error: idOfStaff })
  .regex(/^(?:per|key)_[0-9a-f]{32}$/, idOfStaff)
  .transform((text): AssigneeId => asId(text.startsWith('per') ? 'per' : 'key', text))
  .meta({ type: 'string', example: 'per_0123456789abcdef0123456789abcdef' });

/** That a second person approved something. */
export const approval = z.object({
  by: z.string().meta({ description: 'As the record names them' }),
  at: z.iso.datetime(),
  isSole: z.boolean().meta({ description: 'Nobody else could' }),
});

export function presentApproval(given: Approval | undefined): z.infer<typeof approval> | null {
  return given ? { by: given.by, at: given.at, isSole: given.isSole ?? false } : null;
}

export const newStaffKey = z
  .strictObject({
    holder: line(200).meta({
      description: 'Who answers for the key',
      example: 'Release automation',
    }),
    role,
    scopes: z
      .array(scope)
      .min(1, 'Name at least one, or leave it out.')
      .refine((named) => new Set(named).size === named.length, 'Name each once.')
      .exactOptional()
      .meta({
        description: 'What the key is narrowed to; all that its role may do where left out',
        example: ['register'],
      }),
    expiresAt: z.iso
      .datetime({ offset: true, error: 'Must be an instant, e.g. 2027-01-31T23:00:00Z.' })
      .transform((text) => new Date(text))
      .exactOptional()
      .meta({
        type: 'string',
        format: 'date-time',
        description: 'From then on it opens nothing',
        example: '2027-01-31T23:00:00Z',
      }),
  })
  .meta({ id: 'NewStaffKey' });

/** The same from a form: with the last day on which it opens anything, and a box for each scope. */
export const staffKeyForm = z.preprocess(
  readBoxes,
  newStaffKey.extend({ expiresAt: calendarDay.exactOptional() }),
);

export const scopeBox = (named: string) => `scope_${named}`;

function readBoxes(form: unknown): unknown {
  const entries = Object.entries(Object(form)).filter(
    ([name, value]) => name !== 'expiresAt' || value !== '',
  );
  const isBox = ([name]: readonly [string, unknown]) => name.startsWith(scopeBox(''));
  const boxes = entries.filter(isBox).map(([name]) => name.slice(scopeBox('').length));
  return {
    ...Object.fromEntries(entries.filter((entry) => !isBox(entry))),
    ...(boxes.length > 0 && { scopes: boxes }),
  };
}

export const staffKey = z
  .object({
    id: z.string(),
    holder: z.string().meta({ description: 'Empty once erased' }),
    role,
    scopes: z.array(scope).nullable().meta({ description: 'Null where it is not narrowed' }),
    prefix: z.string().meta({ description: 'The first characters, to tell keys apart' }),
    state: z.enum(['proposed', 'in-force', 'expired', 'revoked']),
    createdAt: z.iso.datetime(),
    proposedBy: z.string().nullable().meta({ description: 'As the record names them' }),
    approval: approval.nullable(),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable().meta({ description: 'To five minutes' }),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'StaffKey' });

export const createdStaffKey = staffKey
  .extend({
    secret: z.string().nullable().meta({
      description: 'The key itself, shown this once; null when the same request is repeated',
    }),
  })
  .meta({ id: 'CreatedStaffKey' });

export const staffKeyList = z
  .object({ items: z.array(staffKey), next: z.null() })
  .meta({ id: 'StaffKeyList' });

export function presentStaffKey(key: ListedKey, now: Date): z.infer<typeof staffKey> {
  const { id, holder, role: named, prefix, createdAt, expiresAt, revokedAt } = key;
  return {
    id,
    holder,
    role: named,
    scopes: key.scopes ? [...key.scopes] : null,
    prefix,
    state: stateOf(key, now),
    createdAt: createdAt.toISOString(),
    proposedBy: key.proposedBy ?? null,
    approval: presentApproval(key.approval),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}

export const signInQuery = pageQuery.extend({
  actor: z.string().max(200).optional().meta({ example: 'staff:configured-key' }),
  cursor: numberCursor.optional(),
});

export const signInList = page(
  z
    .object({
      actor: z.string(),
      clientAddress: z.string().nullable().meta({ description: 'Null 90 days after its last use' }),
      firstAt: z.iso.datetime(),
      lastAt: z.iso.datetime(),
    })
    .meta({ id: 'SignIn' }),
).meta({ id: 'SignInList' });

export function presentSignIn({ actor, clientAddress, firstAt, lastAt }: SignIn) {
  return {
    actor,
    clientAddress: clientAddress ?? null,
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
  };
}
