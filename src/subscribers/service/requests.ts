import type { Ctx, System } from '../../context.ts';

/** Works off what the form was given. */
export async function workOffRequests(_ctx: Ctx<System>): Promise<number> {
  return 0;
}
