import type { Ctx, Staff } from '../../context.ts';
import { commit } from '../../db/commit.ts';
import type { Edition } from '../model.ts';
import { recordWhole } from './damage.ts';
import { getVersion, type Version } from './issuing.ts';
import { openStored } from './stored.ts';

/** The file as it was uploaded, without a mark. Who took it stands in the record before the first byte leaves. */
export async function openForStaff(
  ctx: Ctx<Staff>,
  version: Version,
): Promise<{ readonly edition: Edition; readonly source: ReadableStream<Uint8Array> }> {
  const { document, edition } = await getVersion(ctx.deps.db, version);
  const source = await openStored(ctx.deps, edition);
  await recordWhole(ctx.deps, edition);
  await commit(ctx, async (_tx, ledger) => {
    const { number, sha256 } = edition;
    const event = ledger.record({
      action: 'document_file.read',
      subject: `document:${document.id}`,
      data: { slug: document.slug, number, sha256 },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
  return { edition, source };
}
