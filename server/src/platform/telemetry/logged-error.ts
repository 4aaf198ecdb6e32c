/** What the log tells of an error: what kind it is and where it came from, but not what it says. */
type LoggedError = {
  readonly type: string;
  /** The places in the code, also those of its causes. */
  readonly stack: string;
  readonly [fact: string]: string;
};

// Identifiers, as code and schema have them. What a database adds besides (`detail`, `where`, `parameters`) quotes rows.
const factNames = ['code', 'constraint', 'schema', 'table', 'column', 'routine'];
const identifier = /^[\w.$-]{1,64}$/;
const frame = /^ {4}at .*(?::\d+:\d+|<anonymous>|native)\)?$/;
const mostFrames = 20;
const mostErrors = 5;
const mostDepth = 5;

const factsOf = (error: Error): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(error).filter(
      ([name, value]) => factNames.includes(name) && typeof value === 'string' && identifier.test(value),
    ),
  ),
  // Node writes these itself, of a call, a code and an address or a file.
  ...('syscall' in error ? { message: error.message } : {}),
});

/** The places in the code. A message stands before them, may have many lines, and may look like a place itself. */
const framesOf = ({ stack = '', message }: Error): readonly string[] => {
  const saidAt = message === '' ? -1 : stack.indexOf(message);
  const rest = saidAt < 0 ? stack : stack.slice(saidAt + message.length);
  const frames = rest.split('\n').filter((line) => frame.test(line));
  return frames.slice(0, mostFrames);
};

const describe = (error: unknown, depth: number): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error, stack: typeof error };
  const type = identifier.test(error.name) ? error.name : 'Error';
  const facts = factsOf(error);
  const head = [type, facts.code, facts.message].filter((word) => word !== undefined).join(' ');
  const inner = [
    ...(error.cause === undefined ? [] : [error.cause]),
    ...(error instanceof AggregateError ? error.errors.slice(0, mostErrors) : []),
  ];
  const causes =
    depth < mostDepth ? inner.map((cause) => `caused by ${describe(cause, depth + 1).stack}`) : [];
  return { type, ...facts, stack: [head, ...framesOf(error), ...causes].join('\n') };
};

/**
 * An error for the log. Messages are left out: a parser quotes what it read, a database the row that it refused, and no
 * pattern knows what of a text was private. Kind, code, names of tables and the places in the code say what to look for.
 */
export const toLoggedError = (error: unknown): LoggedError => describe(error, 0);
