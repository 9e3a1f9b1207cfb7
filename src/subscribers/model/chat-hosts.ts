import type { Channel } from './subscription.ts';

export type ChatChannel = Extract<Channel, 'slack' | 'teams'>;

/**
 * Where chats take messages; a chat's URL anywhere else would be an unsigned webhook. Slack's incoming
 * webhooks, and for Teams the triggers of Workflows (Power Automate), each also of the United States'
 * government clouds. The Connectors of webhook.office.com are retired.
 */
const hosts: Readonly<Record<ChatChannel, RegExp>> = {
  slack: /^hooks\.slack(?:-gov)?\.com$/,
  teams:
    /^[a-z0-9.-]+\.(?:logic\.azure\.(?:com|us)|api\.powerplatform\.com|api\.(?:gov|high)\.powerplatform\.microsoft\.us)$/,
};

/** `host` as a URL has it: in lower case, without a port. */
export function isChatHost(channel: ChatChannel, host: string): boolean {
  return hosts[channel].test(host);
}
