// A Worker that is nothing but the outbound guard: it posts what it is given and tells what came of it.
import type { OutboundRules } from '../../src/deliveries/model/target.ts';
import type { PostRequest } from '../../src/deliveries/ports.ts';
import { createPost } from '../../src/platform/worker/post.ts';

export type Asked = {
  readonly rules: OutboundRules;
  readonly request: PostRequest;
  readonly timeoutMs?: number;
};

export default {
  async fetch(request: Request): Promise<Response> {
    const asked: Asked = await request.json();
    return Response.json(await createPost(asked.rules, asked.timeoutMs)(asked.request));
  },
};
