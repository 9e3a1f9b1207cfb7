// How each server is prepared and started. Whatever cannot be is left out with what to install.
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../test/support/sqld.ts';
import { readPort, startChild } from '../child.ts';
import {
  begin,
  type Begin,
  findPostgres,
  postgresUser,
  type Running,
  runOnce,
  untilAnswered,
  versionOf,
} from './running.ts';

export type Answer = 'json' | 'html' | '304';

export type Server = {
  readonly name: string;
  readonly version: string;
  /** Path of each answer that it gives; `304` is asked for at that of `json`. */
  readonly paths: Partial<Record<Exclude<Answer, '304'>, string>>;
  readonly is304Asked?: boolean;
  start(): Promise<Running>;
};

export type Missing = { readonly name: string; readonly reason: string };

/** Where things are: what is served, what the run writes, and the product's settings. */
export type Places = {
  readonly data: string;
  readonly scratch: string;
  readonly annex: Record<string, string>;
};

const home = 'bench/peers';
const ready = { json: '/list.json', html: '/page.html' };

/** Each server that can be started here, prepared; the others with a reason. */
export function prepareAll(places: Places): (Server | Missing)[] {
  const byNpm = (name: string, prepare: () => Server) =>
    prepareOne(name, () => {
      installPackages();
      return prepare();
    });
  return [
    prepareOne('nginx, static file', () => nginx(places)),
    prepareOne('Go net/http, ready bytes', () => go(places)),
    byNpm('Fastify, ready bytes', () => ({
      name: 'Fastify, ready bytes',
      version: installed('fastify'),
      paths: ready,
      is304Asked: true,
      start: () => startScript(places, 'fastify.js'),
    })),
    byNpm('Fastify, with all headers', () => ({
      name: 'Fastify, with all headers',
      version: installed('fastify'),
      paths: ready,
      is304Asked: true,
      start: () => startScript(places, 'fastify-headers.js'),
    })),
    byNpm('Fastify + SQLite', () => ({
      name: 'Fastify + SQLite',
      version: `${installed('fastify')}, better-sqlite3 ${installed('better-sqlite3')}`,
      paths: { json: ready.json },
      start: () => startScript(places, 'fastify-sqlite.js'),
    })),
    byNpm('Express + PostgreSQL', () => expressPostgresql(places)),
    byNpm('Next.js', () => next(places)),
  ].flatMap((each) =>
    each.name === 'Next.js' && 'start' in each
      ? [
          { ...each, name: 'Next.js, rendered by the server', paths: { html: '/server' } },
          { ...each, name: 'Next.js, rendered when built', paths: { html: '/static' } },
        ]
      : [each],
  );
}

/** At each request all that a publication makes anew of the page: read, rendered, in every encoding. */
export function rebuilding(places: Places): Server {
  const server = annex(places, 'Annex, rebuilt in every encoding', 'rebuilding');
  return { ...server, paths: { html: '/trust/subprocessors' }, is304Asked: false };
}

/** The product as `npm start` runs it. */
export function annex({ annex: env }: Places, name: string, variant = 'annex'): Server {
  return {
    name,
    version: JSON.parse(readFileSync('package.json', 'utf8')).version,
    paths: { json: '/trust/subprocessors.json', html: '/trust/subprocessors' },
    is304Asked: true,
    async start() {
      const child = startChild('serve', { env: { ...env, VARIANT: variant } });
      const port = await readPort(child);
      return { port, pids: [child.process.pid ?? 0], stop: () => child.stop() };
    },
  };
}

function prepareOne(name: string, prepare: () => Server): Server | Missing {
  try {
    return prepare();
  } catch (error) {
    return { name, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** By the lock file, once; the product itself needs none of them. */
function installPackages(): void {
  const lock = readFileSync(`${home}/package-lock.json`, 'utf8');
  const mark = `${home}/node_modules/.installed`;
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log(`npm ci in ${home} …`);
  runOnce(['npm', 'ci', '--no-audit', '--no-fund'], { cwd: home });
  writeFileSync(mark, lock);
}

function installed(name: string): string {
  const path = `${home}/node_modules/${name}/package.json`;
  return JSON.parse(readFileSync(path, 'utf8')).version;
}

function needed(program: string, flag: string, debian: string): string {
  const version = versionOf(program, flag);
  if (version === undefined) throw new Error(`${program} is missing: apt-get install ${debian}`);
  return version;
}

async function startProgram(
  command: (port: number) => readonly string[],
  options: (port: number) => Begin,
): Promise<Running> {
  const port = await findFreePort();
  const { pid, stop } = begin(command(port), options(port));
  await untilAnswered(port);
  return { port, pids: [pid], stop };
}

function startScript({ data }: Places, file: string, more?: Record<string, string>) {
  return startProgram(
    () => [process.execPath, `${home}/${file}`],
    (port) => ({ env: { DATA: data, PORT: `${port}`, NODE_ENV: 'production', ...more } }),
  );
}

function nginx({ data, scratch }: Places): Server {
  const version = needed('nginx', '-v', 'nginx');
  return {
    name: 'nginx, static file',
    version,
    paths: ready,
    is304Asked: true,
    start: () =>
      startProgram(
        (port) => {
          const file = join(scratch, 'nginx.conf');
          writeFileSync(file, nginxConf(data, scratch, port));
          return ['nginx', '-p', scratch, '-e', join(scratch, 'nginx.log'), '-c', file];
        },
        () => ({ ending: 'SIGQUIT' }),
      ),
  };
}

function nginxConf(data: string, scratch: string, port: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `daemon off;
worker_processes 1;
pid ${scratch}/nginx.pid;
events { worker_connections 512; }
http {
  types { application/json json; text/html html; }
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=100;
  ${temporary.map((name) => `${name}_temp_path ${scratch}/nginx-${name};`).join('\n  ')}
  server { listen 127.0.0.1:${port}; root ${data}; }
}
`;
}

function go({ data, scratch }: Places): Server {
  const version = needed('go', 'version', 'golang-go');
  const program = join(scratch, 'go-server');
  const env = { GOCACHE: join(scratch, 'go-cache'), GO111MODULE: 'off', GOFLAGS: '' };
  runOnce(['go', 'build', '-o', program, `${home}/main.go`], { env });
  return {
    name: 'Go net/http, ready bytes',
    version,
    paths: ready,
    is304Asked: true,
    start: () =>
      startProgram(
        () => [program],
        (port) => ({ env: { DATA: data, PORT: `${port}` } }),
      ),
  };
}

/** The database's processes count too: it runs for this server alone, on the same core. */
function expressPostgresql(places: Places): Server {
  const bin = findPostgres();
  if (bin === undefined) throw new Error('PostgreSQL is missing: apt-get install postgresql');
  const user = postgresUser();
  const directory = join(places.scratch, 'postgresql');
  mkdirSync(directory, { mode: 0o700 });
  if (user) chownSync(directory, user.uid, user.gid);
  runOnce([`${bin}initdb`, '-D', directory, '-U', 'bench', '-A', 'trust', '--no-sync'], { user });
  const version = `${installed('express')}, PostgreSQL ${versionOf(`${bin}postgres`, '--version')}`;
  return {
    name: 'Express + PostgreSQL',
    version,
    paths: { json: ready.json },
    async start() {
      const at = await findFreePort();
      const options = ['-p', `${at}`, '-k', '', '-c', 'listen_addresses=127.0.0.1'];
      const database = begin([`${bin}postgres`, '-D', directory, ...options], {
        user,
        ending: 'SIGINT',
      });
      await untilReady(bin, at);
      const app = await startScript(places, 'express-postgresql.js', {
        POSTGRES_URL: `postgresql://bench@127.0.0.1:${at}/postgres`,
      });
      return {
        port: app.port,
        pids: [...app.pids, database.pid],
        async stop() {
          await app.stop();
          await database.stop();
        },
      };
    },
  };
}

async function untilReady(bin: string, port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return runOnce([`${bin}pg_isready`, '-h', '127.0.0.1', '-p', `${port}`]);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('PostgreSQL did not start');
}

function next({ data }: Places): Server {
  const program = `${home}/node_modules/next/dist/bin/next`;
  const env = { DATA: data, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  console.log('next build …');
  runOnce([process.execPath, program, 'build', `${home}/next`], { env });
  const starting = [process.execPath, program, 'start', `${home}/next`, '-H', '127.0.0.1'];
  return {
    name: 'Next.js',
    version: `${installed('next')}, React ${installed('react')}`,
    paths: {},
    start: () =>
      startProgram(
        (port) => [...starting, '-p', `${port}`],
        () => ({ env }),
      ),
  };
}

/** Servers of other users read what is served. */
export function makeReadable(directory: string): void {
  chmodSync(directory, 0o755);
}
