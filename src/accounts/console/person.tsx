import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { asId } from '../../core/ids.ts';
import type { Person } from '../model.ts';
import { getPerson } from '../service/people.ts';

export function nameOf({ name, id }: Person): string {
  return name ?? `Person ${id.slice(-6)}`;
}

export function idOf(c: Context<ConsoleEnv>) {
  return asId('per', c.req.param('id') ?? '');
}

export async function personOf(c: Context<ConsoleEnv>): Promise<Person> {
  return getPerson(c.env.deps.db, idOf(c));
}
