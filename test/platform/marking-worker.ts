// A Worker of the tests: inspects, marks and traces the file that it is posted, by the tools of the real one.
import { Refusal } from '../../src/core/errors.ts';
import type { Mark } from '../../src/marking/model.ts';
import { createPdfTools } from '../../src/platform/worker/pdf.ts';

export default {
  async fetch(request: Request): Promise<Response> {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const tools = createPdfTools();
    try {
      const { searchParams } = new URL(request.url);
      const given: Mark | null = JSON.parse(searchParams.get('mark') ?? 'null');
      if (given !== null) return new Response(new Uint8Array(await tools.mark(bytes, given)));
      const references = await tools.findReferences(bytes);
      return Response.json({ ...(await tools.inspect(bytes)), references });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return new Response(error.detail, { status: 422 });
    }
  },
};
