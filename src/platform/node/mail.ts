import { createTransport } from 'nodemailer';
import type { Config } from '../../config.ts';
import { isLocal } from '../../config.ts';
import type { Deps } from '../../context.ts';
import type { MailTransport } from '../../deliveries/ports.ts';
import { createKeptMail } from '../../deliveries/service/kept.ts';
import { createSmtp, type MailPatience, poolOptions, readMailUrl, usualPatience } from '../smtp.ts';

const connections = 16;

/** To the server of MAIL_URL; without one mails are kept on loopback, and elsewhere none can be sent. */
export function createMail(
  config: Config,
  deps: Pick<Deps, 'transact' | 'clock'>,
  patience: MailPatience = usualPatience,
): MailTransport | undefined {
  const { mailUrl } = config;
  if (mailUrl === undefined) return isLocal(config) ? createKeptMail(deps, console.log) : undefined;
  const options = poolOptions(readMailUrl(mailUrl), patience, connections);
  return createSmtp(async () => createTransport({ ...options, pool: true }), patience);
}
