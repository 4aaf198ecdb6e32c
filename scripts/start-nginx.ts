import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newFolder, startGuarded } from '../server/src/testing/services/guarded-process.ts';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;

const find = (): string | undefined =>
  [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']
    .map((folder) => join(folder, 'nginx'))
    .find((path) => existsSync(path));

/** Installs nginx where that can be done without asking anybody. */
const install = async (): Promise<string> => {
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    // In run level 1 Debian's package does not start the service that comes with it.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    await run('apt-get', ['update', '-qq'], { env }).catch(() => null);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'nginx'], { env }).catch(
      () => null,
    );
  }
  const found = find();
  if (found !== undefined) return found;
  throw new Error(
    'The cluster needs nginx: sudo apt-get install nginx (Debian, Ubuntu) or brew install nginx (macOS).',
  );
};

const configOf = (folder: string, port: number, upstreams: readonly string[]): string => `
${isRoot ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  upstream gleaner {
${upstreams.map((place) => `    server ${place} max_fails=1 fail_timeout=1s;`).join('\n')}
    keepalive 32;
  }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 12m;
    location / {
      proxy_pass http://gleaner;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_connect_timeout 1s;
      proxy_request_buffering off;
    }
  }
}
`;

/** Starts nginx before the servers, as deploy/nginx.conf has it; it ends with this process. */
export const startNginx = async ({ port, upstreams }: { port: number; upstreams: readonly string[] }) => {
  const program = find() ?? (await install());
  const folder = await newFolder('nginx', null);
  const config = join(folder, 'nginx.conf');
  await writeFile(config, configOf(folder, port, upstreams));
  const command = [program, '-p', folder, '-e', join(folder, 'error.log'), '-c', config, '-g', 'daemon off;'];
  return startGuarded({ folder, command, runAs: null });
};
