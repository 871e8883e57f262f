-- The second wall stands around the command log and the event counters too: another agency's answers and pace are its own.
call platform.protect('platform.command');
call platform.protect('platform.agency_sequence');

-- Every function that crosses the wall names the test that holds it (design/style.md §5; read by walls.test.ts).
comment on function platform.add_job(text, jsonb, text, timestamptz) is
  'Crosses the wall: adds to the owner''s queue, reads nothing. Proved by walls.test.ts.';
comment on function organisations.posts_of(uuid, date) is
  'Crosses the wall: the one question before any agency is known – which posts a person holds. Proved by walls.test.ts.';
comment on function deliveries.remind(uuid, timestamptz) is
  'Crosses the wall: marks the late addressees'' arrivals of one''s own document. Proved by recall.test.ts.';
comment on function deliveries.append_events(text, uuid, jsonb) is
  'Crosses the wall: four named events in the logs of agencies that share the document. Proved by deliver.test.ts.';
comment on function platform.administration_counts(timestamptz) is
  'Crosses the wall: two numbers for the administrator, no row. Proved by walls.test.ts.';
comment on function registers.book_heads(uuid, text) is
  'Crosses the wall: heads of an agency''s books for the administrator. Proved by walls.test.ts.';
