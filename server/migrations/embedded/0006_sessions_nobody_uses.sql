-- Sessions that nobody signs out of, and refresh tokens that were used long ago, are removed by a sweep.
create index if not exists sessions_by_use on auth.sessions ((coalesce(refreshed_at, created_at)));
create index if not exists refresh_tokens_used on auth.refresh_tokens (created_at) where revoked;
