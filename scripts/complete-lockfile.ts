/**
 * Adds to package-lock.json the optional platform packages that npm left out.
 *
 * `npm ci` refuses a lockfile that lacks one ("Missing: … from lock file"), also where that platform is not ours;
 * npm leaves one out when its registry cannot serve it. Run after every change of dependencies: `npm run lock`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Entry = z.object({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  link: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
// Records, not objects, for what is written back: they keep npm's own order of the keys.
const Lockfile = z.record(z.string(), z.unknown());
const Entries = z.record(z.string(), z.unknown());

const platforms = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

type Platform = { os: string[]; cpu: string[]; libc?: string[] };

/** Reads `binding-linux-arm-musleabihf` as linux on arm with musl; undefined when the name tells no platform. */
const readPlatform = (name: string): Platform | undefined => {
  const words = name.split(/[-/@]/);
  const os = words.find((word) => platforms.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  if (!os || !cpu) return undefined;
  const last = words.at(-1) ?? '';
  if (last.startsWith('musl')) return { os: [os], cpu: [cpu], libc: ['musl'] };
  return { os: [os], cpu: [cpu], ...(os === 'linux' && last.startsWith('gnu') ? { libc: ['glibc'] } : {}) };
};

const file = new URL('../package-lock.json', import.meta.url);
const lock = Lockfile.parse(JSON.parse(readFileSync(file, 'utf8')));
const packages = Entries.parse(lock.packages);

/** The entry that a package at `holder` gets when it asks for `name`: the nearest one up the tree, as Node looks. */
const findEntry = (holder: string, name: string): string | undefined => {
  const path = holder === '' ? `node_modules/${name}` : `${holder}/node_modules/${name}`;
  if (path in packages) return path;
  if (holder === '') return undefined;
  const above = holder.slice(0, Math.max(0, holder.lastIndexOf('node_modules/') - 1));
  return findEntry(above, name);
};

const added: string[] = [];
for (const [holder, unread] of Object.entries(packages)) {
  const locked = Entry.parse(unread);
  for (const [name, range] of Object.entries(locked.optionalDependencies ?? {})) {
    // A range such as ^1.2.3 is met by its own beginning, and an entry must name a version.
    const version = range.replace(/^[\^~]/, '');
    const platform = readPlatform(name);
    const found = findEntry(holder, name);
    const foundVersion = found && Entry.parse(packages[found]).version;
    if (!platform || foundVersion === version) continue;
    const taken = foundVersion !== undefined;
    const path = taken ? `${holder}/node_modules/${name}` : (found ?? `node_modules/${name}`);
    packages[path] = { version, ...(locked.dev ? { dev: true } : {}), optional: true, ...platform };
    added.push(`${name}@${version}`);
  }
}

const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
console.log(added.length === 0 ? 'The lockfile is complete.' : `Added to the lockfile: ${added.join(', ')}`);
