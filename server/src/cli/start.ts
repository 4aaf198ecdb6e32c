import { defineCommand } from 'citty';
import { runServer } from '../main.ts';

/** `gleaner start` */
export const startCommand = defineCommand({
  meta: { name: 'start', description: 'Starts the server, as npm start does.' },
  run: () => runServer(),
});
