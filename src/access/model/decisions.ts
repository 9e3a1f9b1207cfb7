import { asId, type DocumentId } from '../../core/ids.ts';

/** What an event of the record says of one document of a request. */
export type Decision = {
  readonly document: DocumentId;
  readonly state: string;
  readonly reason?: string;
};

/** What was decided, as it stands in the data of an event; nothing where it decides nothing. */
export function decisionsIn(data: Readonly<Record<string, unknown>>): readonly Decision[] {
  const { decisions } = data;
  if (!Array.isArray(decisions)) return [];
  return decisions.flatMap((each: unknown): Decision[] => {
    const { document, state, reason } = membersOf(each);
    if (typeof document !== 'string' || typeof state !== 'string') return [];
    const id = asId('doc', document);
    return [{ document: id, state, ...(typeof reason === 'string' && { reason }) }];
  });
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
