#!/usr/bin/env node
// Plain JavaScript that every Node can read: it hands over to the Node that the project brings along when the one
// it was started with is too old to run TypeScript as it is.
import './compile-cache.js';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const leastMajor = 24;

const findNode = () => {
  try {
    const brought = createRequire(import.meta.url).resolve(`node-linux-${process.arch}/package.json`);
    return join(dirname(brought), 'bin', 'node');
  } catch {
    console.error(`Gleaner needs Node ${leastMajor} or later; this is ${process.version}.`);
    process.exit(1);
  }
};

const handOver = () => {
  const child = spawn(findNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // The terminal sends this one to the child as well.
  process.on('SIGINT', () => {});
  child.on('exit', (code) => process.exit(code ?? 1));
};

if (Number(process.versions.node.split('.')[0]) >= leastMajor)
  await (await import('../src/cli/main.ts')).runCli();
else handOver();
