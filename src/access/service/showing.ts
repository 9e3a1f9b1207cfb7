import type { Deps } from '../../context.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';

/** What the pages around a request are drawn with: what is published now. */
export async function loadInput(deps: Deps): Promise<RenderInput> {
  return loadPageInput(deps);
}
