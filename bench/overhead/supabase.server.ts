/** The stand-in for Supabase in a process of its own, so that its work is not taken for the load's. */
import { z } from 'zod';
import { openStandInSupabase } from '../../server/src/testing/stand-in-supabase.ts';

const Order = z.union([
  z.object({ delayMs: z.number() }),
  z.object({ people: z.array(z.object({ userId: z.string(), sessionId: z.string() })) }),
]);

const standIn = await openStandInSupabase();
process.on('message', async (message) => {
  const order = Order.safeParse(message);
  if (!order.success) return;
  if ('delayMs' in order.data) {
    standIn.setDelayMs(order.data.delayMs);
    return void process.send?.('set');
  }
  const { people } = order.data;
  const tokens = people.map(({ userId, sessionId }) => standIn.tokenOf(userId, { session_id: sessionId }));
  process.send?.(await Promise.all(tokens));
});
// It says where it is by itself: a question could come before there is anybody to hear it.
process.send?.(standIn.url);
