import { expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

it('counts what it is told, in the format that Prometheus reads', async () => {
  const metrics = createMetrics();
  metrics.countRedis('late');
  metrics.countRedis('late');
  metrics.countUsage('settled', 3);
  metrics.showQueue({ waiting: 9, active: 2, dead: 1 });
  metrics.showQueue({ waiting: 4, active: 2, dead: 1 });
  metrics.showLimiter('shared');
  metrics.showLimiter('memory');
  const times = metrics.timeStages('/lamps');
  for (const seconds of [0.0004, 0.001, 0.02, 60]) times.door(seconds);
  const text = await metrics.read([
    { name: 'redis', state: 'down' },
    { name: 'model', state: 'absent' },
  ]);
  const lines = text.split('\n').filter((line) => line.startsWith('gleaner_'));
  const bucket = (le: string) =>
    `gleaner_stage_duration_seconds_bucket{route="/lamps",stage="door",le="${le}"}`;
  expect(lines).toEqual(
    expect.arrayContaining([
      'gleaner_redis_questions_total{outcome="late"} 2',
      'gleaner_usage_total{outcome="settled"} 3',
      'gleaner_queue_jobs{state="waiting"} 4',
      'gleaner_queue_jobs{state="dead"} 1',
      'gleaner_limiter_shared 0',
      'gleaner_limiter_switches_total{to="shared"} 1',
      'gleaner_service_up{service="redis"} 0',
      `${bucket('0.0005')} 1`,
      `${bucket('0.001')} 2`,
      `${bucket('0.025')} 3`,
      `${bucket('10')} 3`,
      `${bucket('+Inf')} 4`,
      'gleaner_stage_duration_seconds_sum{route="/lamps",stage="door"} 60.0214',
      'gleaner_stage_duration_seconds_count{route="/lamps",stage="door"} 4',
    ]),
  );
  expect(text).not.toContain('service="model"');
  // Reading changes nothing: what is counted twice is twice too much.
  expect(await metrics.read([])).toContain('gleaner_redis_questions_total{outcome="late"} 2');
});
