-- Signed business receipts (R3), peers that are shut out, and what else is witnessed by the log.
alter table exchange.status_fact add column receipt text;
comment on column exchange.status_fact.receipt is 'R3: the status as a note signed by the other installation.';

create or replace function evidence.kind_of(p_name text) returns text language sql immutable set search_path = '' as $$
  select case p_name
    when 'registers.incoming-registered' then 'registered'
    when 'drafting.signed' then 'signed'
    when 'drafting.sealed' then 'sealed'
    when 'drafting.issued' then 'sent'
    when 'deliveries.arrived' then 'arrived'
    when 'intake.captured' then 'arrived'
    when 'intake.returned' then 'refused'
    when 'drafting.recalled' then 'recalled'
    when 'deliveries.recalled-by-sender' then 'recalled'
    when 'exchange.status-received' then 'receipt'
    when 'exchange.answered' then 'answered'
    when 'exchange.opened' then 'opened'
    when 'exchange.asked-back' then 'asked'
    when 'exchange.update-sent' then 'asked'
    when 'exchange.change-asked' then 'asked'
    when 'exchange.not-arrived' then 'late'
  end
$$;
