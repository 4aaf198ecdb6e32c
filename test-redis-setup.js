#!/usr/bin/env node
/**
 * Is Redis there, at the address this server would use? `node test-redis-setup.js` asks it for real.
 *
 * Plain JavaScript without packages, so that it runs on any Node from 20 and before `npm ci`: it speaks as much of
 * Redis' protocol (RESP) as AUTH, PING and SELECT need.
 */

import { readFileSync } from 'node:fs';
import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';

const waitMs = 3_000;
const envFile = new URL('.env', import.meta.url);

/** REDIS_URL of `.env` at the root; of several lines the last counts, and quotes and a comment behind it are dropped. */
const readEnvFile = () => {
  let text;
  try {
    text = readFileSync(envFile, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  const lines = [...text.matchAll(/^[ \t]*(?:export[ \t]+)?REDIS_URL[ \t]*=[ \t]*(.*)$/gm)];
  const value = lines.at(-1)?.[1]?.trim() ?? '';
  const quoted = /^(["'`])(.*?)\1/.exec(value);
  return quoted ? quoted[2] : value.replace(/\s*#.*$/, '');
};

const fail = (...lines) => {
  for (const [at, line] of lines.entries()) console.log(`${at === 0 ? '❌ ' : '   '}${line}`);
  process.exit(1);
};

const advice = {
  ECONNREFUSED: ['Nothing listens there.', 'Start one: docker-compose up -d redis   (or: redis-server)'],
  ENOTFOUND: ['There is no such host.', 'Correct the host in REDIS_URL.'],
  EAI_AGAIN: ['The name of the host is not resolved now.', 'Check the network.'],
  ETIMEDOUT: ['It does not answer.', 'Check the network and its firewall; is the process there stopped?'],
  ECONNRESET: ['It broke the connection off.', 'If it wants TLS, write rediss:// instead of redis://.'],
  EPIPE: ['It broke the connection off.', 'If it wants TLS, write rediss:// instead of redis://.'],
  EPROTO: ['It does not speak TLS.', 'Write redis:// instead of rediss://.'],
};

/** What to do, by what Redis itself says. */
const adviceOnReply = (reply) => {
  if (/^NOAUTH/.test(reply)) return 'It wants a password: redis://:PASSWORD@HOST:PORT';
  if (/^(WRONGPASS|ERR invalid password)/.test(reply)) return 'Correct user and password in REDIS_URL.';
  if (/without any password configured|no password is set/.test(reply))
    return 'It has no password: remove it from REDIS_URL.';
  if (/^ERR DB index/.test(reply)) return 'It has no database of this number: correct the end of REDIS_URL.';
  if (/^LOADING/.test(reply)) return 'It is still loading its data: try again in a moment.';
  return 'Check that it is Redis, and REDIS_URL.';
};

const command = (...words) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

const commandsOf = (url) => {
  const password = decodeURIComponent(url.password);
  const user = decodeURIComponent(url.username);
  const database = url.pathname.slice(1);
  return [
    ...(password ? [user ? ['AUTH', user, password] : ['AUTH', password]] : []),
    ...(database ? [['SELECT', database]] : []),
    ['PING'],
  ];
};

const open = (url) => {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || 6379);
  if (url.protocol === 'redis:') return connectPlain({ host, port });
  return connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }) });
};

/** Sends the commands and gives back the last line that Redis answered; it stops at the first that is an error. */
const ask = (url) =>
  new Promise((resolve, reject) => {
    const commands = commandsOf(url);
    const socket = open(url);
    let text = '';
    const late = setTimeout(() => socket.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })), waitMs);
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(late);
      reject(Object.assign(new Error(), { code: 'ECONNRESET' }));
    });
    socket.on('data', (chunk) => {
      text += chunk;
      const lines = text.split('\r\n').slice(0, -1);
      const refused = lines.find((line) => !line.startsWith('+'));
      if (refused === undefined && lines.length < commands.length) return;
      resolve((refused ?? lines.at(-1)).replace(/^[+-]/, ''));
      socket.destroy();
    });
    for (const words of commands) socket.write(command(...words));
  });

const readAddress = () => {
  const fromEnvironment = process.env.REDIS_URL?.trim();
  const told = fromEnvironment || readEnvFile();
  if (!told)
    fail(
      'REDIS_URL is not set: the server starts all the same, and keeps everything in memory.',
      'Put a line into .env at the root:  REDIS_URL=redis://localhost:6379',
    );
  const url = URL.canParse(told) ? new URL(told) : null;
  if (!url?.hostname || !['redis:', 'rediss:'].includes(url.protocol))
    fail('REDIS_URL is not an address of Redis.', 'It must look like redis://HOST:PORT');
  return { url, source: fromEnvironment ? 'the environment' : '.env' };
};

const { url, source } = readAddress();
const place = `${url.hostname}:${url.port || 6379}`;
try {
  const reply = await ask(url);
  if (reply !== 'PONG') fail(`Redis at ${place} (from ${source}) says: ${reply}`, adviceOnReply(reply));
  console.log('✅ Redis is configured');
  console.log(`   ${place} (from ${source}) answers`);
} catch (error) {
  const code = error.code ?? error.errors?.[0]?.code ?? '';
  const tls = /^(ERR_SSL|ERR_TLS)/.test(code) ? advice.EPROTO : undefined;
  const told = advice[code] ?? tls ?? [error.message || code, 'Check REDIS_URL.'];
  fail(`Redis at ${place} (from ${source}) cannot be used: ${told[0]}`, told[1]);
}
