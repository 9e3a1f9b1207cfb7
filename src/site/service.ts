import { listEvents } from '../audit/service.ts';
import type { Deps } from '../context.ts';

/** Whether a read goes through. The reason for a failure goes to the log, without the statement. */
export async function isDatabaseReady(deps: Deps): Promise<boolean> {
  try {
    await listEvents(deps.db, {}, 1);
    return true;
  } catch (error) {
    deps.log('error', 'the database does not answer', {
      error: error instanceof Error ? error.name : typeof error,
    });
    return false;
  }
}
