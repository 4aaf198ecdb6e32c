import type { Reply } from '../../http/reply.ts';
import type { MeteredAnswer } from '../usage/index.ts';
import type { Stage } from './model/answer-with-model.ts';
import type { SplitRows } from './split-rows.ts';

/** Scrapes, and tells how far it is. */
type Scrape = (onStage: (stage: Stage) => void) => Promise<MeteredAnswer>;

/**
 * Answers a scrape as server-sent events: each stage when it begins; then, charged and saved as without a stream, the
 * rows in pieces, and the answer. What is refused before the page is read is refused as ever, with its own status.
 */
export const streamScrape =
  (splitRows: SplitRows) =>
  async (scrape: Scrape): Promise<Reply> => {
    const stages: Stage[] = [];
    let next = Promise.withResolvers<boolean>();
    const answered = scrape((stage) => {
      stages.push(stage);
      next.resolve(false);
    });
    // Heard of by who waits below, also when that comes later.
    const over = answered.then(
      () => true,
      () => true,
    );
    await Promise.race([next.promise, answered]);
    const events = async function* (): AsyncGenerator<object | Uint8Array> {
      for (let isOver = false; !isOver; ) {
        next = Promise.withResolvers();
        if (stages.length === 0) isOver = await Promise.race([over, next.promise]);
        for (const stage of stages.splice(0)) yield { type: 'progress', stage };
      }
      const { json, members } = await answered;
      yield* await splitRows(json);
      yield answerEvent(json, members);
    };
    return { status: 200, events: events() };
  };

/** The answer, whose closing brace makes way for what belongs at its end, within its event. */
const answerEvent = (json: Uint8Array, members: object): Uint8Array =>
  Buffer.concat([
    Buffer.from('{"type":"answer","answer":'),
    json.subarray(0, -1),
    Buffer.from(`,${JSON.stringify(members).slice(1)}}`),
  ]);
