-- Deletions are looked for again and again, and nearly nobody is being deleted.
create index if not exists users_to_remove on public.users (deleted_at) where deleted_at is not null;

-- A profile names the ways to sign in, so a change of them is a change of the profile.
create or replace function public.tell_identity_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.users set version = version + 1
    where id = case tg_op when 'DELETE' then old.user_id else new.user_id end;
  return null;
end
$$;

revoke execute on function public.tell_identity_change() from public, anon, authenticated;

-- Where the project does not let us, a new way to sign in is shown when the profile is next read from here.
do $$
begin
  drop trigger if exists zz_identity_came_or_went on auth.identities;
  create trigger zz_identity_came_or_went after insert or delete on auth.identities
    for each row execute function public.tell_identity_change();
exception when insufficient_privilege then
  raise notice 'Identities are not watched: auth.identities belongs to somebody else.';
end
$$;
