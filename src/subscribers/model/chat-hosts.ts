// SEAM: the branch of outbound posts brings the documented list; this one is replaced by it.
const hosts = {
  slack: /^hooks\.slack(-gov)?\.com$/,
  teams: /^[a-z0-9.-]+\.(webhook\.office\.com|logic\.azure\.com|api\.powerplatform\.com)$/,
};

/** Whether messages for this chat are taken at this host: nothing else may be written to as one. */
export function isChatHost(channel: 'slack' | 'teams', host: string): boolean {
  return hosts[channel].test(host);
}
