import type { Ctx, Staff } from '../../context.ts';
import type { BatchId } from '../../core/ids.ts';
import { loadPageInput, type Previewed, renderPreview } from '../../publication/service.ts';
import { rehearseBatch } from './publication.ts';

/** A public page as it will be once the batch is published as it is now (decision 040). */
export async function previewPage(ctx: Ctx<Staff>, id: BatchId, previewed: Previewed) {
  const { place } = await loadPageInput(ctx.deps);
  return rehearseBatch(ctx, id, (tx) => renderPreview(ctx.deps, tx, place, previewed));
}
