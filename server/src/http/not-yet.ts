import type { RequestListener } from 'node:http';

const live = { status: 200, type: 'application/json', value: { status: 'ok' } };
const notReady = {
  status: 503,
  type: 'application/problem+json',
  value: {
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    code: 'not_ready',
    detail: 'The server is starting.',
  },
};

/** Answers while the server is being made: it is there, and not ready. Whoever migrates for minutes is not taken for dead. */
const answerNotYet: RequestListener = (req, res) => {
  const { status, type, value } = req.url === '/health/live' ? live : notReady;
  res.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    ...(status === 503 ? { 'Retry-After': '1', Connection: 'close' } : {}),
  });
  res.end(JSON.stringify(value));
};

/** Answers by itself until it is given who answers from then on. */
export const createGate = () => {
  let answer = answerNotYet;
  return {
    listener: ((req, res) => answer(req, res)) satisfies RequestListener,
    open: (app: RequestListener): void => {
      answer = app;
    },
  };
};
