import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What a program prints; throws where it fails. */
export async function execute(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], { timeout: 10_000, ...options });
  return stdout;
}
