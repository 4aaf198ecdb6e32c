// What Node made of the source files is kept beside the packages: every start but the first is sooner and smaller.
// Loaded with --import before anything else; the threads that are started later inherit that.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// An older Node has no such cache, and a folder that may not be written is no reason not to start.
module.enableCompileCache?.(fileURLToPath(new URL('../../node_modules/.cache/gleaner', import.meta.url)));
