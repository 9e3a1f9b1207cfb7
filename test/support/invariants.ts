import type { World } from './app.ts';

/** What must hold after every test, whatever it did; the faults in words. */
export async function checkInvariants(_world: World): Promise<readonly string[]> {
  return [];
}
