import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OpenExporter } from './drill-steps.ts';
import type { ExportTask } from './export-process.ts';

const file = fileURLToPath(new URL('./export-process.ts', import.meta.url));

/** Our exporter in a process of its own, which dies of SIGKILL: at a statement by itself, at a call when it is told. */
export const inAProcess =
  (databaseUrl: string, rowCount: number): OpenExporter =>
  ({ url, leaseMs, dieAfter, dead }) =>
  ({ userId, token, key, mode, spreadsheetId = null }) =>
    new Promise((resolve, reject) => {
      const wanted = { userId, token, key, mode, spreadsheetId };
      const task: ExportTask = { databaseUrl, url, leaseMs, dieAfter, rowCount, wanted };
      const child = spawn(process.execPath, [file, JSON.stringify(task)], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      dead.addEventListener('abort', () => child.kill('SIGKILL'));
      child.once('error', reject);
      child.once('exit', (code) =>
        code === 0 ? resolve({ spreadsheetId: spreadsheetId ?? '' }) : reject(new Error('It died.')),
      );
    });
