import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Answer, type Order, type Settings } from './instance-words.ts';

const script = fileURLToPath(new URL('instance.ts', import.meta.url));

/** An instance of the drill, seen from its parent. */
export type Instance = {
  readonly ask: (kind: Order['kind'], userId: string) => Promise<number | null>;
  readonly hits: () => number;
  readonly stop: () => void;
};

type Asker = { readonly resolve: (version: number | null) => void; readonly reject: (error: Error) => void };

/** Starts an instance in a process of its own; resolves when it is ready. */
export const startInstance = async (settings: Settings): Promise<Instance> => {
  const child = fork(script, [JSON.stringify(settings)], { execArgv: [] });
  const asking = new Map<number, Asker>();
  let lastId = -1;
  let hits = 0;
  child.on('message', (message) => {
    const answer = Answer.parse(message);
    const asker = asking.get(answer.id);
    asking.delete(answer.id);
    if ('fault' in answer) return asker?.reject(new Error(answer.fault));
    hits = answer.hits;
    asker?.resolve(answer.version);
  });
  child.on('exit', (code) => {
    for (const { reject } of asking.values()) reject(new Error(`An instance ended with code ${code}.`));
  });
  const expectAnswer = (): { id: number; answer: Promise<number | null> } => {
    lastId += 1;
    const id = lastId;
    return { id, answer: new Promise((resolve, reject) => asking.set(id, { resolve, reject })) };
  };
  await expectAnswer().answer;
  return {
    ask: (kind, userId) => {
      const { id, answer } = expectAnswer();
      child.send({ id, kind, userId } satisfies Order);
      return answer;
    },
    hits: () => hits,
    stop: () => void child.disconnect(),
  };
};
