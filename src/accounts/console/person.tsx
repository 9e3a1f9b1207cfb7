import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { type Role, roles } from '../../context.ts';
import { asId } from '../../core/ids.ts';
import { ChoiceField, type FormState } from '../../http/form-fields.tsx';
import type { Person } from '../model.ts';
import { getPerson } from '../service/people.ts';

const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'Viewer: sees everything, changes nothing',
  editor: 'Editor: works on everything that is published',
  owner: 'Owner: does everything, and says who may do what',
};

export function RoleField({ form }: { readonly form: FormState }) {
  const options = roles.map((value) => ({ value, text: roleWords[value] }));
  return <ChoiceField form={form} name="role" label="Role" options={options} />;
}

export function nameOf({ name, id }: Person): string {
  return name ?? `Person ${id.slice(-6)}`;
}

export function idOf(c: Context<ConsoleEnv>) {
  return asId('per', c.req.param('id') ?? '');
}

export async function personOf(c: Context<ConsoleEnv>): Promise<Person> {
  return getPerson(c.env.deps.db, idOf(c));
}
