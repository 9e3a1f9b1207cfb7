import { z } from 'zod';
import { mailbox } from '../inquiries/schema.ts';
import { roles } from '../staff/model/roles.ts';

const name = z
  .string()
  .trim()
  .min(1, 'Say how colleagues know this person.')
  .max(100, 'At most 100 characters.');

const role = z.enum(roles, { error: 'Choose a role.' });

export const owner = z.strictObject({ name, address: mailbox });

export const invitation = z.strictObject({ name, address: mailbox, role });

export const roleWish = z.strictObject({ role });

export const nothing = z.strictObject({});
