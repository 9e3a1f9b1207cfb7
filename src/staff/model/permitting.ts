import type { Staff } from '../../context.ts';
import { permissions } from './permissions.ts';
import { type Role, type Sight, sights } from './roles.ts';

/** A group of operations that a key can be narrowed to. */
export type Scope = keyof typeof permissions;
export const scopes = Object.keys(permissions) as readonly Scope[];
export type OperationId = { [S in Scope]: keyof (typeof permissions)[S] & string }[Scope];

type Permission = { readonly scope: string; readonly roles: readonly Role[] };

const byOperation: ReadonlyMap<string, Permission> = new Map(
  Object.entries(permissions).flatMap(([scope, lines]) =>
    Object.entries(lines).map(([operation, roles]) => [operation, { scope, roles }] as const),
  ),
);

/** Who may do it, and the group that it belongs to. Throws for what is on no line of the table. */
export function permissionOf(operation: OperationId): Permission {
  const found = byOperation.get(operation);
  if (!found) throw new Error(`${operation} is not in staff/model/permissions.ts`);
  return found;
}

export function isOperation(name: string): name is OperationId {
  return byOperation.has(name);
}

/** By role and, where a key is narrowed, by its groups. */
export function mayDo(
  { role, scopes }: Pick<Staff, 'role' | 'scopes'>,
  operation: OperationId,
): boolean {
  const { scope, roles } = permissionOf(operation);
  return roles.includes(role) && (scopes?.some((each) => each === scope) ?? true);
}

/** Whether one role may do or see something that the other may not. */
export function isWider(role: Role, than: Role): boolean {
  const lines = [...[...byOperation.values()].map(({ roles }) => roles), ...Object.values(sights)];
  return lines.some((roles: readonly Role[]) => roles.includes(role) && !roles.includes(than));
}

/** Why somebody may not, and who may. */
export function faultOfActor(
  { role, scopes }: Pick<Staff, 'role' | 'scopes'>,
  operation: OperationId,
): string {
  const { scope, roles } = permissionOf(operation);
  return roles.includes(role)
    ? `This belongs to the scope ${scope}; your key is narrowed to ${listed.format(scopes ?? [])}.`
    : `This needs the role ${anyOf.format(roles)}; you have the role ${role}.`;
}

/** Whether names, addresses and words of those people are shown to that role. */
export function maySee(role: Role, sight: Sight): boolean {
  return sights[sight].includes(role);
}

const anyOf = new Intl.ListFormat('en', { type: 'disjunction' });
const listed = new Intl.ListFormat('en');
