import { describe, expect, it } from 'vitest';
import { toConnections } from './connections.ts';

describe('toConnections', () => {
  it.each([
    ['postgres://u:p@db.example:6543/x', '6543', '6543'],
    ['postgres://u:p@aws-0-eu-west-1.pooler.supabase.com:6543/postgres', '6543', '5432'],
    ['postgres://u:p@aws-0-eu-west-1.pooler.supabase.com:5432/postgres', '5432', '5432'],
    ['postgres://u:p@db.abc.supabase.co:6543/postgres', '6543', '5432'],
  ])('of %s sends statements to port %s and sessions to port %s', (url, pooled, session) => {
    const connections = toConnections(url);
    expect(new URL(connections.pooled.connectionString).port).toBe(pooled);
    expect(new URL(connections.session.connectionString).port).toBe(session);
  });

  it('encrypts what goes to Supabase, whose certificates are signed by itself', () => {
    expect(toConnections('postgres://u:p@db.abc.supabase.co/postgres').pooled.ssl).toEqual({
      rejectUnauthorized: false,
    });
    expect(toConnections('postgres://u:p@supabase.example/x').pooled.ssl).toBeUndefined();
    expect(toConnections('postgres://u:p@db.abc.supabase.co/x?sslmode=disable').pooled.ssl).toBeUndefined();
  });

  it('reads sslmode as every other client does', () => {
    expect(toConnections('postgres://u:p@h/x?sslmode=require').pooled.connectionString).toContain(
      'uselibpqcompat=true',
    );
  });

  it('names the place without user and password', () => {
    expect(toConnections('postgres://u:p@h/x').pooled.place).toBe('h:5432');
  });
});
