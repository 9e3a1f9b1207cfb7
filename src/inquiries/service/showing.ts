import type { Deps } from '../../context.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';

/** What the pages around an inquiry are drawn with: the organisation as it is published. */
export async function loadInput(deps: Deps): Promise<RenderInput> {
  return loadPageInput(deps);
}
