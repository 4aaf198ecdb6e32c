import request from 'supertest';
import { createAdmit } from '../http/admit-bodies.ts';
import { createApp } from '../http/app.ts';
import { createBodyReader } from '../http/body-reader.ts';
import type { AnswerOnce } from '../http/declaration.ts';
import { createJsonReader } from '../http/json-reader.ts';
import { createRoutes, type Routes } from '../http/route.ts';
import { systemClock } from '../kernel/clock.ts';
import { randomIds } from '../kernel/ids.ts';

/** As if no key had been sent. */
const answerAlways: AnswerOnce = (_, work) => work();

type Options = {
  readonly declare: (routes: Routes) => void;
  readonly limitBytes?: number;
  readonly mostBytes?: number;
  readonly corsOrigins?: readonly string[];
  readonly proxyHops?: number;
  readonly answerOnce?: AnswerOnce;
};

/** The HTTP pipeline alone with the test's own endpoints: no database, no threads but the body reader's. */
export const openApp = (options: Options) => {
  const {
    declare,
    limitBytes = 1000,
    mostBytes = 1e9,
    corsOrigins = [],
    proxyHops = 0,
    answerOnce = answerAlways,
  } = options;
  const logged: { facts: object; line: string }[] = [];
  const reported: unknown[] = [];
  const json = createJsonReader();
  const readBodyAs = createBodyReader({ json, limitBytes, admit: createAdmit({ mostBytes }) });
  const routes = createRoutes({ readBodyAs, answerOnce });
  declare(routes);
  const log = (facts: object, line: string): void => void logged.push({ facts, line });
  const app = createApp({
    ...{ corsOrigins, proxyHops },
    logger: { info: log, error: log },
    report: (error) => reported.push(error),
    clock: systemClock(),
    ids: randomIds(),
    routes,
  });
  return { app, http: request(app), logged, reported, close: json.close };
};
