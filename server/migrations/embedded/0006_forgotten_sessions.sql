-- Sessions that nobody ends and tokens that were used long ago are looked for again and again, and nearly all are newer.
create index if not exists sessions_by_last_use on auth.sessions ((coalesce(refreshed_at, created_at)));
create index if not exists refresh_tokens_used on auth.refresh_tokens (created_at) where revoked;
