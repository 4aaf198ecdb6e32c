-- Whoever signs up has a profile in the same transaction; whoever is removed has none.

-- Runs with our rights: the service that writes auth.users has none on public.users.
create or replace function public.follow_auth_user() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    delete from public.users where id = old.id;
    return old;
  end if;
  if tg_op = 'UPDATE' then
    update public.users set email = new.email where id = new.id;
    return null;
  end if;
  -- An adopted table may have a trigger of its own that made the row already.
  insert into public.users (id, email, display_name)
    values (new.id, new.email, left(coalesce(new.raw_user_meta_data ->> 'display_name',
      new.raw_user_meta_data ->> 'full_name', new.raw_user_meta_data ->> 'name'), 200))
    on conflict do nothing;
  return null;
end
$$;

-- Triggers fire by their names' alphabet. Last for the new row: an adopted trigger that knows nothing of us would stop
-- the sign-up if the row were there already. Before the deletion: a foreign key to auth.users must not stop it.
drop trigger if exists zz_profile_of_new_user on auth.users;
create trigger zz_profile_of_new_user after insert on auth.users
  for each row execute function public.follow_auth_user();
drop trigger if exists zz_profile_of_changed_user on auth.users;
create trigger zz_profile_of_changed_user after update of email on auth.users
  for each row when (old.email is distinct from new.email) execute function public.follow_auth_user();
drop trigger if exists zz_profile_of_removed_user on auth.users;
create trigger zz_profile_of_removed_user before delete on auth.users
  for each row execute function public.follow_auth_user();

-- Who signed up before we came.
insert into public.users (id, email, display_name)
  select id, email, left(coalesce(raw_user_meta_data ->> 'display_name', raw_user_meta_data ->> 'full_name',
    raw_user_meta_data ->> 'name'), 200)
  from auth.users
  on conflict do nothing;
