// The Worker that bench/watermark.ts measures.
import { work } from './watermark-work.ts';

export default {
  async fetch(request: Request): Promise<Response> {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const task = new URL(request.url).searchParams.get('task') ?? undefined;
    return new Response(String(await work(task, bytes)));
  },
};
