import type { Change } from '../changes/model.ts';
import type { Role } from '../context.ts';
import type { Objection } from './model.ts';
import type { Message } from './model/case.ts';
import { maySee } from '../staff/model/permitting.ts';

/** A case, to whoever objected. `root` is the address of the trust centre. */
export function presentOwn(
  objection: Objection,
  messages: readonly Message[],
  { root, change }: { readonly root: string; readonly change: Pick<Change, 'id'> },
) {
  const { objector, ground, statement, request, language } = objection;
  return {
    kind: 'objection',
    reference: objection.reference,
    change: change.id,
    changeUrl: `${root}/changes/${change.id}`,
    state: objection.state,
    resolution: objection.resolution,
    late: objection.isLate,
    receivedAt: objection.receivedAt.toISOString(),
    confirmedAt: objection.confirmedAt?.toISOString(),
    endedAt: objection.endedAt?.toISOString(),
    terminationUntil: objection.terminationUntil,
    name: objector?.name,
    company: objector?.company,
    email: objector?.email,
    ground,
    statement,
    request,
    language,
    messages: messages.map(({ at, author, text, reference }) => ({
      at: at.toISOString(),
      author,
      text,
      reference,
    })),
  };
}

/** Who objected and what was written are for those who answer it. */
export function presentObjection(objection: Objection, role: Role) {
  return { ...presentFacts(objection), ...presentPersonal(objection, role) };
}

function presentFacts(objection: Objection) {
  const { id, reference, changeId, state, source, ground, language, version } = objection;
  return {
    id: String(id),
    reference,
    change: changeId,
    customer: objection.customerId === undefined ? null : String(objection.customerId),
    state,
    resolution: objection.resolution ?? null,
    late: objection.isLate,
    confirmed: objection.confirmedAt !== undefined,
    receivedAt: objection.receivedAt.toISOString(),
    source,
    ground,
    language,
    terminationUntil: objection.terminationUntil ?? null,
    endedAt: objection.endedAt?.toISOString() ?? null,
    changedAt: objection.changedAt.toISOString(),
    version,
  };
}

function presentPersonal({ objector, statement, request }: Objection, role: Role) {
  const isShown = maySee(role, 'objectors');
  const shown = (text: string | undefined) => (isShown ? (text ?? null) : null);
  return {
    name: shown(objector?.name),
    company: shown(objector?.company),
    email: shown(objector?.email),
    statement: shown(statement),
    request: shown(request),
  };
}

export function presentMessage({ id, at, author, text, reference }: Message, role: Role) {
  return {
    id,
    at: at.toISOString(),
    author,
    text: maySee(role, 'objectors') ? text : null,
    reference: reference ?? null,
  };
}
