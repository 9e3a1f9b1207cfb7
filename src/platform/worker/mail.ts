import type { Config } from '../../config.ts';
import type { MailTransport } from '../../deliveries/ports.ts';

/** Undefined where no mail can be sent. */
export function createMail(_config: Config): MailTransport | undefined {
  return undefined;
}
