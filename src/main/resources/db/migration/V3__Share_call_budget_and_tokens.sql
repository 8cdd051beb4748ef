-- What all pods share towards EasyEcom: one budget of calls per brand, one token per location. Only the database's clock counts.

-- The row is written with every lot of permits, so it is kept small and on one page. "spent_until" is EasyEcom's own word that the
-- day's calls are used up, whatever we counted.
create table easyecom_budgets (
  brand        text             primary key,
  tokens       double precision not null default 0,
  refilled_at  timestamptz      not null,
  paused_until timestamptz      not null default 'epoch',
  day_style    text             not null check (day_style in ('UTC', 'IST', 'ROLLING')),
  day_ends_at  timestamptz      not null,
  used         integer          not null default 0,
  spent_until  timestamptz      not null default 'epoch',
  confirmed    integer          not null default 0
) with (fillfactor = 20);

-- A login is recorded before it is made. "issue" is the fencing number of the login that brought the token.
create table easyecom_tokens (
  brand           text        not null,
  location        text        not null,
  token           bytea,
  issued_at       timestamptz,
  expires_at      timestamptz,
  issue           bigint      not null default 0,
  config_digest   text        not null default '',
  last_attempt_at timestamptz not null default '-infinity',
  refusals        integer     not null default 0,
  refusal         text,
  lease_until     timestamptz not null default '-infinity',
  fencing         bigint      not null default 0,
  primary key (brand, location)
);

-- Takes permits for those who wait in one pod. Lanes are in order of rank; a lane takes only what lies above its floor, and
-- "reserve" calls of the day are the first lane's alone. Permits that were taken and never used come back with "unused".
create function take_easyecom_permits(
  of_brand text, per_second double precision, capacity double precision, per_day integer, reserve integer, style text,
  floors double precision[], wanted integer[], unused integer, unused_of timestamptz, newly_confirmed integer)
  returns table (granted integer[], tokens_left double precision, paused_for double precision, used_today integer,
                 confirmed_today integer, spent_for double precision, resets_at timestamptz, resets_in double precision)
  language plpgsql
as $$
#variable_conflict use_column
declare
  b    easyecom_budgets;
  t    timestamptz;
  got  integer[] := '{}';
  take integer;
begin
  -- a pod that is stopped while it holds the row must not stop the others
  perform set_config('idle_in_transaction_session_timeout', '2000', true);
  select * into b from easyecom_budgets where brand = of_brand for update;
  if not found then
    insert into easyecom_budgets (brand, tokens, refilled_at, day_style, day_ends_at)
      values (of_brand, capacity, clock_timestamp(), style, 'epoch') on conflict do nothing;
    select * into b from easyecom_budgets where brand = of_brand for update;
  end if;
  t := clock_timestamp();
  if t >= b.day_ends_at or b.day_style <> style then
    if t >= b.day_ends_at then
      b.used := 0;
      b.confirmed := 0;
    end if;
    b.day_ends_at := case style
      when 'UTC' then (date_trunc('day', t at time zone 'UTC') + interval '1 day') at time zone 'UTC'
      when 'IST' then (date_trunc('day', t at time zone interval '05:30') + interval '1 day') at time zone interval '05:30'
      else case when t >= b.day_ends_at then t + interval '24 hours' else b.day_ends_at end
    end;
    b.day_style := style;
  end if;
  b.tokens := least(capacity, b.tokens + unused + per_second * greatest(0, extract(epoch from t - b.refilled_at)));
  if unused_of = b.day_ends_at then
    b.used := greatest(0, b.used - unused);
  end if;
  b.confirmed := b.confirmed + newly_confirmed;
  for lane in 1 .. array_length(wanted, 1) loop
    take := case when greatest(b.paused_until, b.spent_until) > t then 0 else greatest(0, least(
      wanted[lane],
      floor(b.tokens - floors[lane])::integer,
      per_day - b.used - case when lane = 1 then 0 else reserve end)) end;
    b.tokens := b.tokens - take;
    b.used := b.used + take;
    got := got || take;
  end loop;
  update easyecom_budgets set tokens = b.tokens, refilled_at = greatest(t, b.refilled_at), day_style = b.day_style,
    day_ends_at = b.day_ends_at, used = b.used, confirmed = b.confirmed where brand = of_brand;
  return query select got, b.tokens, greatest(0, extract(epoch from b.paused_until - t))::double precision, b.used, b.confirmed,
    greatest(0, extract(epoch from b.spent_until - t))::double precision, b.day_ends_at, extract(epoch from b.day_ends_at - t)::double precision;
end $$;

alter table easyecom_budgets enable row level security;
alter table easyecom_tokens  enable row level security;

-- the budget belongs to the brand, whichever of its locations asks
create policy wall on easyecom_budgets using (current_setting('fulfilment.brand', true) in (brand, '*'));
create policy wall on easyecom_tokens  using (sees(brand, location));

do $$ begin
  if '${app_role}' <> current_user then
    execute 'grant select, insert, update, delete on easyecom_budgets, easyecom_tokens to ' || quote_ident('${app_role}');
  end if;
end $$;
