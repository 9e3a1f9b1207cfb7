import { z } from 'zod';
import { line, numberCursor, page, pageQuery } from '../http/schema.ts';
import type { SignIn, StaffKey } from './model.ts';
import { roles } from './model/roles.ts';

export const newStaffKey = z
  .strictObject({
    holder: line(200).meta({
      description: 'Who answers for the key',
      example: 'Release automation',
    }),
    role: z.enum(roles, { error: `Is one of ${roles.join(', ')}.` }),
  })
  .meta({ id: 'NewStaffKey' });

export const staffKey = z
  .object({
    id: z.string(),
    holder: z.string(),
    role: z.enum(roles),
    prefix: z.string().meta({ description: 'The first characters, to tell keys apart' }),
    createdAt: z.iso.datetime(),
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

export function presentStaffKey(key: StaffKey): z.infer<typeof staffKey> {
  const { id, holder, role, prefix, createdAt, revokedAt } = key;
  return {
    id,
    holder,
    role,
    prefix,
    createdAt: createdAt.toISOString(),
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
