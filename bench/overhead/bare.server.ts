/** The baseline: Express with one route and nothing else. */
import express from 'express';

const account = {
  id: '00000000-0000-4000-8000-000000000000',
  email: 'ann@example.org',
  plan: 'FREE',
  used: 7,
  limit: 50,
};
const app = express();
app.get('/api/user/me', (_req, res) => {
  res.json(account);
});
app.listen(Number(process.env.PORT), '127.0.0.1');
