import type { Visit } from '../accounts/service/sessions.ts';
import type { AppEnv } from '../http/env.ts';

/** Behind the console's guard: who is signed in. */
export type ConsoleEnv = AppEnv & { Variables: { visit: Visit } };
