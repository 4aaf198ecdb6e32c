import { defineCommand } from 'citty';
import { runServer } from '../main.ts';

/** `gleaner worker` */
export const workerCommand = defineCommand({
  meta: {
    name: 'worker',
    description: "Does the queue's jobs, without a port; for servers with WORKER=off.",
  },
  run: () => runServer({ as: 'worker' }),
});
