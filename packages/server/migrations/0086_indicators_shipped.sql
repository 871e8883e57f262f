-- What is shipped: families (where records come from), measures (which count), definitions (what is reported), targets with a law behind them.

insert into indicators.family (code, ordinal, kind, opens_to, name, label, source) values
('computers', 10, 'as-of', 'people', 'Cán bộ, công chức và máy tính', '(select p.full_name from organisations.person p where p.id = r.record_id)',
 'select o.*, o.person_id as record_id, null::date as happened_on from equipment.officials_with_computer($2) o where $1::date is not null'),
('mailboxes', 11, 'as-of', 'people', 'Cán bộ, công chức và hộp thư công vụ', '(select p.full_name from organisations.person p where p.id = r.record_id)',
 'select o.*, o.person_id as record_id, o.last_used_on as happened_on, $2 - o.last_used_on <= 30 as used from mail.officials_with_mailbox($2) o where $1::date is not null'),
('certificates', 12, 'as-of', 'people', 'Chứng thư chữ ký số đang hiệu lực', 'r.serial || coalesce('' · '' || (select p.full_name from organisations.person p where p.id = r.person_id), '''')',
 'select c.*, c.certificate_id as record_id, (c.not_after at time zone ''Asia/Ho_Chi_Minh'')::date as happened_on from provisioning.certificates_in_force($2) c where $1::date is not null'),
('procedures', 13, 'as-of', 'people', 'Thủ tục hành chính', 'r.code || '' · '' || r.name',
 'select p.*, p.procedure_id as record_id, null::date as happened_on from equipment.procedures_at($2) p where $1::date is not null'),
('training', 14, 'as-of', 'people', 'Lượt bồi dưỡng ký số trong năm', '(select p.full_name from organisations.person p where p.id = r.person_id) || '' · '' || r.title',
 'select t.*, t.person_id as record_id, t.held_on as happened_on from equipment.training_between($1, $2) t'),
('clerks', 15, 'as-of', 'people', 'Người làm văn thư', '(select p.full_name from organisations.person p where p.id = r.record_id)',
 'select ap.agency_id, ap.person_id as record_id, ap.valid_from as happened_on from organisations.appointment ap join organisations.position p on p.id = ap.position_id
  where ''clerk'' = any (p.roles) and ap.valid_from <= $2 and (ap.valid_to is null or ap.valid_to >= $2) and $1::date is not null'),
('issued', 20, 'period', 'documents', 'Văn bản đi đã phát hành', 'concat_ws('' · '', nullif(concat_ws(''/'', r.number, r.symbol), ''''), r.subject)',
 'select d.agency_id, d.id as record_id, d.issued_on as happened_on, d.number, d.symbol, d.subject, d.paper_only, d.state, d.dossier,
    v.pairs, v.adm, v.adm_electronic, v.on_paper, v.electronic as pairs_electronic,
    s.member_id is not null and v.adm > 0 as between_administrations,
    s.member_id is not null and v.adm > 0 and v.adm = v.adm_electronic as electronic_between,
    v.first_sent is not null as sent, indicators.local_day(v.first_sent) <= w.next_working as sent_in_time,
    c.verdict is not null and c.verdict <> ''pending'' and not d.paper_only as judged,
    coalesce(jsonb_path_exists(c.signatures, ''$[*] ? (@.role == "person" && @.verdict == "valid")''), false) as person_signed,
    coalesce(jsonb_path_exists(c.signatures, ''$[*] ? (@.role == "seal" && @.verdict == "valid")''), false) as agency_signed
  from documents.document d
  left join indicators.working_days($1, $2) w on w.day = d.issued_on
  left join indicators.organisation_set s on s.set_code = ''administrative'' and s.member_id = d.agency_id and s.valid_from <= d.issued_on and (s.valid_to is null or s.valid_to >= d.issued_on)
  left join lateral (
    select count(*) as pairs, count(t.member_id) as adm, min(x.sent_at) as first_sent,
      count(t.member_id) filter (where not d.paper_only and x.channel in (''local'', ''exchange'')) as adm_electronic,
      count(*) filter (where not d.paper_only and x.channel in (''local'', ''exchange'')) as electronic,
      count(*) filter (where d.paper_only or x.channel = ''post'') as on_paper
    from deliveries.delivery x
    left join indicators.organisation_set t on t.set_code = ''administrative'' and t.member_id = x.recipient_agency_id and t.member_id <> d.agency_id
      and t.valid_from <= d.issued_on and (t.valid_to is null or t.valid_to >= d.issued_on)
    where x.agency_id = d.agency_id and x.document_id = d.id
  ) v on true
  left join documents.component c on c.agency_id = d.agency_id and c.document_id = d.id and c.ordinal = 1
  where d.direction = ''outgoing'' and d.state in (''issued'', ''recalled'') and d.issued_on between $1 and $2 and ($3::uuid[] is null or d.agency_id = any ($3))'),
('sendings', 21, 'period', 'documents', 'Lượt gửi văn bản tới nơi nhận', 'concat_ws('' → '', nullif(concat_ws(''/'', r.number, r.symbol), ''''), r.recipient_name)',
 'select v.agency_id, d.id as record_id, indicators.local_day(v.sent_at) as happened_on, d.number, d.symbol, v.recipient_name,
    not d.paper_only and v.channel in (''local'', ''exchange'') as electronic,
    v.refused_at is not null as refused, v.recalled_at is not null as recalled, v.accepted_at is not null as accepted, v.completed_at is not null as completed,
    v.accepted_at is null and v.refused_at is null and v.recalled_at is null as unanswered,
    extract(epoch from v.accepted_at - v.arrived_at) / 3600 as hours_to_accept, extract(epoch from v.completed_at - v.accepted_at) / 3600 as hours_to_complete
  from deliveries.delivery v join documents.document d on d.agency_id = v.agency_id and d.id = v.document_id
  where v.sent_at >= ($1::timestamp at time zone ''Asia/Ho_Chi_Minh'') and v.sent_at < (($2::date + 1)::timestamp at time zone ''Asia/Ho_Chi_Minh'') and ($3::uuid[] is null or v.agency_id = any ($3))'),
('arrivals', 22, 'period', 'documents', 'Văn bản đến', 'concat_ws('' · '', nullif(concat_ws(''/'', r.number, r.symbol), ''''), r.subject)',
 'select d.agency_id, d.id as record_id, indicators.local_day(d.arrived_at) as happened_on, d.number, d.symbol, d.subject, d.paper_only, d.state, d.dossier,
    d.arrival_number is not null as registered,
    indicators.local_day(d.registered_at) = indicators.local_day(d.arrived_at) as same_day, indicators.local_day(d.registered_at) <= w.next_working as recognised,
    d.due_on, indicators.local_day(d.completed_at) <= d.due_on as in_time, d.completed_at is not null as completed,
    d.issuer_agency_id is null and exists (select 1 from indicators.central_issuer c where d.issuer_name ~ c.pattern) as from_centre
  from documents.document d
  left join indicators.working_days($1, $2) w on w.day = indicators.local_day(d.arrived_at)
  where d.direction = ''incoming'' and d.arrived_at >= ($1::timestamp at time zone ''Asia/Ho_Chi_Minh'') and d.arrived_at < (($2::date + 1)::timestamp at time zone ''Asia/Ho_Chi_Minh'')
    and ($3::uuid[] is null or d.agency_id = any ($3))'),
('overdue', 30, 'as-of', 'documents', 'Văn bản đến quá hạn chưa xong', 'concat_ws('' · '', nullif(concat_ws(''/'', r.number, r.symbol), ''''), r.subject)',
 'select d.agency_id, d.id as record_id, d.due_on as happened_on, d.number, d.symbol, d.subject
  from documents.document d where d.direction = ''incoming'' and d.due_on < $2 and indicators.local_day(d.registered_at) <= $2 and $1::date is not null
    and (d.completed_at is null or indicators.local_day(d.completed_at) > $2) and d.state not in (''returned'', ''recalled'') and ($3::uuid[] is null or d.agency_id = any ($3))'),
('agencies', 60, 'as-of', 'counts', 'Cơ quan, đơn vị', '(select n.short_name from organisations.agency_card n where n.id = r.record_id)',
 'select o.agency_id, o.agency_id as record_id, null::date as happened_on, o.block, o.administrative,
    exists (select 1 from indicators.tally t where t.agency_id = o.agency_id and t.measure in (''issued'', ''arrived-registered'') and t.month between $1 and $2) as in_use,
    exists (select 1 from indicators.tally t where t.agency_id = o.agency_id and t.measure = ''sent-electronic'' and t.month between $1 and $2) as sends,
    exists (select 1 from indicators.tally t where t.agency_id = o.agency_id and t.measure = ''arrived-electronic'' and t.month between $1 and $2) as receives,
    o.agency_id in (select t.agency_id from indicators.tally t where t.measure = ''clerks'' and t.month = date_trunc(''month'', $2)::date) as has_clerk,
    c.agency_id is not null as has_certificate, coalesce(c.led, false) as leader_certified, g.agency_id is not null as trained
  from indicators.organisations_at($2) o
  left join (
    select f.agency_id, bool_or(f.holder_kind = ''organisation'') as own, bool_or(f.holder_kind = ''person'' and l.person_id is not null) as led
    from provisioning.certificates_in_force($2) f
    left join lateral (select ap.person_id from organisations.appointment ap join organisations.position p on p.id = ap.position_id
      where ap.person_id = f.person_id and ap.agency_id = f.agency_id and p.roles && array[''leader'', ''deputy''] and ap.valid_from <= $2 and (ap.valid_to is null or ap.valid_to >= $2) limit 1) l on true
    group by 1 having bool_or(f.holder_kind = ''organisation'')
  ) c on c.agency_id = o.agency_id
  left join (select distinct t.agency_id from equipment.training_between($1, $2) t where t.topic = ''signing'') g on g.agency_id = o.agency_id'),
('levels', 70, 'as-of', 'counts', 'Cấp liên thông', 'r.name',
 'select root.id as agency_id, md5(x.name)::uuid as record_id, null::date as happened_on, x.name, x.connected
  from (select a.id from organisations.agency a where a.parent_id is null
    order by (a.kind = ''state'') desc, (select count(*) from organisations.agency c where c.parent_id = a.id) desc, a.id limit 1) root
  cross join (
    select ''Trung ương'' as name, exists (select 1 from indicators.tally t where t.measure = ''arrived-central'' and t.month between $1 and $2) as connected
    union all
    select l.name, exists (select 1 from indicators.organisations_at($2) o
      where o.level_ordinal = l.ordinal
        and exists (select 1 from indicators.tally t where t.measure = ''sent-electronic'' and t.agency_id = o.agency_id and t.month between $1 and $2)
        and exists (select 1 from indicators.tally t where t.measure = ''arrived-electronic'' and t.agency_id = o.agency_id and t.month between $1 and $2))
    from organisations.level l where exists (select 1 from indicators.organisations_at($2) o where o.level_ordinal = l.ordinal)
  ) x');

insert into indicators.measure (code, family, condition, amount, name) values
('officials', 'computers', 'true', 'count(*)', 'cán bộ, công chức đang giữ chức vụ'),
('networked', 'computers', 'networked', 'count(*)', 'có máy tính nối mạng nội bộ và Internet băng rộng'),
('with-computer', 'computers', 'has_computer', 'count(*)', 'có máy tính'),
('on-network', 'computers', 'on_internal_network', 'count(*)', 'có máy tính nối mạng nội bộ'),
('on-broadband', 'computers', 'has_broadband', 'count(*)', 'có máy tính nối Internet băng rộng'),
('mail-officials', 'mailboxes', 'true', 'count(*)', 'cán bộ, công chức đang giữ chức vụ'),
('with-mailbox', 'mailboxes', 'mailbox_id is not null', 'count(*)', 'có hộp thư công vụ đang hoạt động'),
('mailbox-used', 'mailboxes', 'mailbox_id is not null and used', 'count(*)', 'dùng hộp thư trong 30 ngày'),
('agency-certificates', 'certificates', 'holder_kind = ''organisation''', 'count(distinct subscriber_id)', 'tổ chức có chứng thư đang hiệu lực'),
('personal-certificates', 'certificates', 'holder_kind = ''person''', 'count(distinct subscriber_id)', 'cá nhân có chứng thư đang hiệu lực'),
('sim-keys', 'certificates', 'holder_kind = ''person'' and medium = ''SIM'' and device_kind = ''sim''', 'count(*)', 'SIM có khóa ký đang hiệu lực'),
('procedures', 'procedures', 'true', 'count(*)', 'thủ tục hành chính'),
('procedures-eligible', 'procedures', 'eligible', 'count(*)', 'thủ tục đủ điều kiện mức độ 4'),
('procedures-level-4', 'procedures', 'eligible and at_level_4', 'count(*)', 'thủ tục đủ điều kiện đã ở mức độ 4'),
('trained', 'training', 'topic = ''signing''', 'count(*)', 'lượt người được hướng dẫn ký số'),
('clerks', 'clerks', 'true', 'count(*)', 'người làm văn thư'),
('issued', 'issued', 'true', 'count(*)', 'văn bản đi đã phát hành'),
('issued-electronic', 'issued', 'not paper_only', 'count(*)', 'văn bản đi điện tử'),
('issued-electronic-only', 'issued', 'not paper_only and on_paper = 0', 'count(*)', 'văn bản đi chỉ gửi điện tử'),
('issued-both', 'issued', 'not paper_only and on_paper > 0', 'count(*)', 'văn bản đi điện tử có gửi kèm bản giấy'),
('issued-paper', 'issued', 'paper_only', 'count(*)', 'văn bản đi chỉ có bản giấy'),
('issued-filed', 'issued', 'dossier is not null', 'count(*)', 'văn bản đi đã đưa vào hồ sơ'),
('between', 'issued', 'between_administrations', 'count(*)', 'văn bản gửi giữa các cơ quan hành chính nhà nước, kể cả bản giấy'),
('between-electronic', 'issued', 'electronic_between', 'count(*)', 'trong đó gửi điện tử tới mọi cơ quan hành chính nhận'),
('between-pairs', 'issued', 'between_administrations', 'sum(adm)', 'lượt văn bản – nơi nhận giữa các cơ quan hành chính nhà nước'),
('between-pairs-electronic', 'issued', 'between_administrations', 'sum(adm_electronic)', 'trong đó lượt gửi điện tử'),
('judged', 'issued', 'judged', 'count(*)', 'văn bản điện tử đã kiểm tra chữ ký'),
('person-signed', 'issued', 'judged and person_signed', 'count(*)', 'có chữ ký số hợp lệ của người có thẩm quyền'),
('agency-signed', 'issued', 'judged and agency_signed', 'count(*)', 'có chữ ký số hợp lệ của cơ quan'),
('fully-signed', 'issued', 'judged and person_signed and agency_signed', 'count(*)', 'có đủ hai chữ ký số hợp lệ'),
('recalled-documents', 'issued', 'state = ''recalled''', 'count(*)', 'văn bản đi đã thu hồi'),
('sent-documents', 'issued', 'sent', 'count(*)', 'văn bản đi có nơi nhận trong hệ thống'),
('sent-in-time', 'issued', 'sent and sent_in_time', 'count(*)', 'gửi trong ngày hoặc chậm nhất ngày làm việc tiếp theo'),
('sendings', 'sendings', 'true', 'count(*)', 'lượt gửi'),
('sent-electronic', 'sendings', 'electronic', 'count(*)', 'lượt gửi điện tử'),
('sent-paper', 'sendings', 'not electronic', 'count(*)', 'lượt gửi bản giấy'),
('sent-refused', 'sendings', 'electronic and refused', 'count(*)', 'lượt bị trả lại'),
('sent-recalled', 'sendings', 'electronic and recalled', 'count(*)', 'lượt bị thu hồi'),
('sent-unanswered', 'sendings', 'electronic and unanswered', 'count(*)', 'lượt chưa được tiếp nhận'),
('accepted', 'sendings', 'electronic and accepted', 'count(*)', 'lượt đã tiếp nhận'),
('accept-hours', 'sendings', 'electronic and accepted', 'sum(hours_to_accept)', 'tổng số giờ từ đến (01) tới tiếp nhận (03)'),
('completed-sendings', 'sendings', 'electronic and accepted and completed', 'count(*)', 'lượt đã xử lý xong'),
('complete-hours', 'sendings', 'electronic and accepted and completed', 'sum(hours_to_complete)', 'tổng số giờ từ tiếp nhận (03) tới hoàn thành (06)'),
('arrived', 'arrivals', 'true', 'count(*)', 'văn bản đến'),
('arrived-registered', 'arrivals', 'registered', 'count(*)', 'văn bản đến đã vào sổ'),
('arrived-electronic', 'arrivals', 'not paper_only', 'count(*)', 'văn bản đến điện tử'),
('arrived-paper', 'arrivals', 'paper_only', 'count(*)', 'văn bản đến bản giấy'),
('arrived-central', 'arrivals', 'not paper_only and from_centre', 'count(*)', 'văn bản điện tử đến từ Trung ương'),
('arrived-returned', 'arrivals', 'state = ''returned''', 'count(*)', 'văn bản đến đã trả lại nơi gửi'),
('recognised', 'arrivals', 'not paper_only and recognised', 'count(*)', 'văn bản đến điện tử vào sổ trong ngày hoặc ngày làm việc tiếp theo'),
('arrived-due', 'arrivals', 'due_on is not null', 'count(*)', 'văn bản đến có thời hạn giải quyết'),
('arrived-in-time', 'arrivals', 'due_on is not null and in_time', 'count(*)', 'giải quyết xong trong hạn'),
('arrived-filed', 'arrivals', 'dossier is not null', 'count(*)', 'văn bản đến đã đưa vào hồ sơ'),
('overdue', 'overdue', 'true', 'count(*)', 'văn bản đến quá hạn chưa giải quyết xong'),
('agencies', 'agencies', 'true', 'count(*)', 'cơ quan, đơn vị trong danh bạ'),
('agencies-in-use', 'agencies', 'in_use', 'count(*)', 'cơ quan, đơn vị có văn bản vào sổ trong năm'),
('agencies-with-clerk', 'agencies', 'has_clerk', 'count(*)', 'cơ quan, đơn vị có người làm văn thư'),
('agencies-connected', 'agencies', 'sends and receives', 'count(*)', 'cơ quan, đơn vị vừa gửi vừa nhận văn bản điện tử'),
('agencies-certified', 'agencies', 'has_certificate', 'count(*)', 'cơ quan, đơn vị có chứng thư tổ chức'),
('agencies-able', 'agencies', 'has_certificate and leader_certified', 'count(*)', 'cơ quan có chứng thư tổ chức và chứng thư của lãnh đạo'),
('agencies-ready', 'agencies', 'has_certificate and trained', 'count(*)', 'cơ quan đã được cấp chữ ký số và hướng dẫn ký số'),
('levels', 'levels', 'true', 'count(*)', 'cấp hành chính'),
('levels-connected', 'levels', 'connected', 'count(*)', 'cấp vừa gửi vừa nhận văn bản điện tử');

insert into indicators.listens (prefix, family) values
('equipment.', 'computers'), ('equipment.', 'procedures'), ('equipment.', 'training'), ('equipment.', 'agencies'),
('mail.', 'mailboxes'), ('provisioning.', 'certificates'), ('provisioning.', 'agencies'), ('provisioning.', 'mailboxes'), ('provisioning.', 'computers'),
('organisations.', 'computers'), ('organisations.', 'mailboxes'), ('organisations.', 'certificates'), ('organisations.', 'clerks'), ('organisations.', 'agencies'),
('setup.', 'computers'), ('setup.', 'mailboxes'), ('setup.', 'certificates'), ('setup.', 'clerks'), ('setup.', 'agencies'),
('drafting.', 'issued'), ('drafting.', 'sendings'), ('drafting.', 'overdue'), ('drafting.', 'arrivals'), ('issuing.', 'issued'), ('issuing.', 'sendings'),
('signing.', 'issued'), ('deliveries.', 'sendings'), ('deliveries.', 'issued'), ('deliveries.', 'arrivals'), ('exchange.', 'sendings'), ('exchange.', 'arrivals'), ('exchange.', 'issued'),
('intake.', 'arrivals'), ('registers.', 'arrivals'), ('registers.', 'issued'), ('registers.', 'overdue'), ('tasks.', 'arrivals'), ('tasks.', 'overdue'), ('documents.', 'arrivals'), ('documents.', 'issued');

insert into indicators.definition (code, ordinal, name, name_en, unit, numerator, denominator, kind, level_ordinals, set_code, blocks, direction, owner_code, lists, sources, formula, formula_en) values
('HT01-T', 20, 'Cán bộ, công chức cấp trên xã có máy tính nối mạng nội bộ và Internet băng rộng', 'Officials above commune level with a networked computer', 'percent', 'networked', 'officials', 'as-of', '{1,2}', null, null, 'up', 'so-ttt', '{report,board,dti}', '[]', 'Người có máy tính đang dùng, nối mạng nội bộ và Internet băng rộng ÷ người đang giữ chức vụ, tại ngày tính; mỗi người một lần, theo chức vụ chính', 'Officials with a computer in use, on the internal network and broadband ÷ officials in post on the day'),
('HT01-X', 30, 'Cán bộ, công chức cấp xã có máy tính nối mạng nội bộ và Internet băng rộng', 'Commune officials with a networked computer', 'percent', 'networked', 'officials', 'as-of', '{3}', null, null, 'up', 'so-ttt', '{report,board,dti}', '[]', 'Như trên, đối với cấp xã', 'The same at commune level'),
('HT01a', 31, 'Cán bộ, công chức có máy tính', 'Officials with a computer', 'percent', 'with-computer', 'officials', 'as-of', null, null, null, 'up', 'so-ttt', '{board}', '[]', 'Người có máy tính đang dùng ÷ người đang giữ chức vụ', 'Officials with a computer ÷ officials in post'),
('HT01b', 32, 'Cán bộ, công chức có máy tính nối mạng nội bộ', 'Officials on the internal network', 'percent', 'on-network', 'officials', 'as-of', null, null, null, 'up', 'so-ttt', '{board}', '[]', 'Người có máy tính nối mạng nội bộ ÷ người đang giữ chức vụ', 'Officials on the internal network ÷ officials in post'),
('HT01c', 33, 'Cán bộ, công chức có máy tính nối Internet băng rộng', 'Officials on broadband', 'percent', 'on-broadband', 'officials', 'as-of', null, null, null, 'up', 'so-ttt', '{board}', '[]', 'Người có máy tính nối Internet băng rộng ÷ người đang giữ chức vụ', 'Officials on broadband ÷ officials in post'),
('TD01-T', 40, 'Cán bộ, công chức cấp trên xã có hộp thư điện tử công vụ', 'Officials above commune level with an official mailbox', 'percent', 'with-mailbox', 'mail-officials', 'as-of', '{1,2}', null, null, 'up', 'so-ttt', '{report,board,dti}', '[]', 'Người có hộp thư công vụ đang hoạt động ÷ người đang giữ chức vụ, tại ngày tính', 'Officials with an active official mailbox ÷ officials in post'),
('TD01-X', 50, 'Cán bộ, công chức cấp xã có hộp thư điện tử công vụ', 'Commune officials with an official mailbox', 'percent', 'with-mailbox', 'mail-officials', 'as-of', '{3}', null, null, 'up', 'so-ttt', '{report,board,dti}', '[]', 'Như trên, đối với cấp xã', 'The same at commune level'),
('TD02', 51, 'Cán bộ, công chức thường xuyên dùng hộp thư công vụ', 'Officials using their mailbox regularly', 'percent', 'mailbox-used', 'with-mailbox', 'as-of', null, null, null, 'up', 'so-ttt', '{board}', '[]', 'Hộp thư được dùng trong 30 ngày ÷ hộp thư đang hoạt động', 'Mailboxes used within 30 days ÷ active mailboxes'),
('CKS01', 60, 'Tổ chức có chứng thư chữ ký số chuyên dùng', 'Organisations with a certificate', 'count', 'agency-certificates', null, 'as-of', null, null, null, 'up', 'so-ttt', '{report,board}', '[{"law":"Nghị định 130/2018/NĐ-CP","from":"2018-11-15","to":"2024-08-15"},{"law":"Nghị định 68/2024/NĐ-CP","from":"2024-08-15","to":null}]', 'Số tổ chức có ít nhất một chứng thư đang hiệu lực tại ngày tính', 'Organisations with at least one certificate in force on the day'),
('CKS02', 70, 'Cá nhân có chứng thư chữ ký số chuyên dùng', 'People with a certificate', 'count', 'personal-certificates', null, 'as-of', null, null, null, 'up', 'so-ttt', '{report,board}', '[{"law":"Nghị định 130/2018/NĐ-CP","from":"2018-11-15","to":"2024-08-15"},{"law":"Nghị định 68/2024/NĐ-CP","from":"2024-08-15","to":null}]', 'Số người có ít nhất một chứng thư đang hiệu lực tại ngày tính', 'People with at least one certificate in force on the day'),
('CKS03', 80, 'SIM ký số đã cấp cho cá nhân', 'SIM cards with a signing key', 'count', 'sim-keys', null, 'as-of', null, null, null, 'up', 'so-ttt', '{report,board}', '[]', 'Số chứng thư cá nhân đang hiệu lực đặt trên SIM', 'Personal certificates in force that live on a SIM'),
('CKS05', 90, 'Cơ quan nhà nước đã được cấp chữ ký số và hướng dẫn ký số', 'State agencies with a certificate and trained people', 'percent', 'agencies-ready', 'agencies', 'as-of', null, null, '{state}', 'up', 'so-ttt', '{report,board}', '[]', 'Cơ quan nhà nước có chứng thư tổ chức và có người dự lớp hướng dẫn ký số trong năm ÷ cơ quan nhà nước trong danh bạ', 'State agencies with a certificate and people trained in the year ÷ State agencies'),
('CKS04', 91, 'Cơ quan nhà nước đủ điều kiện ký số (tổ chức và lãnh đạo)', 'State agencies able to sign', 'percent', 'agencies-able', 'agencies', 'as-of', null, null, '{state}', 'up', 'so-ttt', '{board}', '[]', 'Cơ quan có chứng thư tổ chức và ít nhất một chứng thư của lãnh đạo ÷ cơ quan nhà nước', 'Agencies with an organisation certificate and a leader''s certificate ÷ State agencies'),
('ND01', 100, 'Cơ quan, đơn vị dùng chung hệ thống quản lý văn bản và điều hành', 'Agencies using the shared system', 'percent', 'agencies-in-use', 'agencies', 'as-of', null, null, null, 'up', 'so-ttt', '{report,board,dti}', '[]', 'Cơ quan, đơn vị có văn bản vào sổ từ đầu năm ÷ cơ quan, đơn vị trong danh bạ', 'Agencies with registered documents since January ÷ agencies of the directory'),
('VB04', 110, 'Cấp hành chính liên thông gửi, nhận văn bản điện tử', 'Levels connected', 'count', 'levels-connected', 'levels', 'as-of', null, null, null, 'up', 'so-ttt', '{report,board}', '[{"law":"Quyết định 28/2018/QĐ-TTg","from":"2018-09-01","to":null}]', 'Số cấp có cơ quan vừa gửi vừa nhận văn bản điện tử từ đầu năm; Trung ương tính theo văn bản điện tử nhận được', 'Levels with an agency that both sent and received since January; the Centre by what arrived from it'),
('VB04a', 111, 'Cơ quan nhà nước vừa gửi vừa nhận văn bản điện tử', 'State agencies that send and receive', 'percent', 'agencies-connected', 'agencies', 'as-of', null, null, '{state}', 'up', 'so-ttt', '{board,decision-28}', '[]', 'Cơ quan có lượt gửi và lượt nhận điện tử từ đầu năm ÷ cơ quan nhà nước', 'Agencies that sent and received since January ÷ State agencies'),
('VB01', 120, 'Văn bản trao đổi giữa các cơ quan hành chính nhà nước dưới dạng điện tử', 'Documents exchanged electronically among State administrative agencies', 'percent', 'between-electronic', 'between', 'period', null, 'administrative', null, 'up', 'vp-ubnd-tinh', '{report,board,decision-28,dti}', '[{"law":"Quyết định 28/2018/QĐ-TTg","from":"2018-09-01","to":null},{"law":"Quyết định 942/QĐ-TTg","from":"2021-06-15","to":null}]', 'Văn bản của cơ quan hành chính nhà nước gửi tới cơ quan hành chính nhà nước khác: số gửi điện tử tới mọi nơi nhận đó ÷ tổng số, kể cả gửi bản giấy; không tính văn bản mật, cơ quan Đảng, đoàn thể', 'Of documents among State administrative agencies: sent electronically to every such addressee ÷ all, paper included; no secret ones, no Party or mass bodies'),
('VB01b', 121, 'Như trên, tính theo lượt văn bản – nơi nhận', 'The same by document–recipient pair', 'percent', 'between-pairs-electronic', 'between-pairs', 'period', null, 'administrative', null, 'up', 'vp-ubnd-tinh', '{board,decision-28}', '[]', 'Lượt gửi điện tử ÷ mọi lượt gửi giữa các cơ quan hành chính nhà nước', 'Electronic pairs ÷ all pairs'),
('VB02', 122, 'Văn bản điện tử không gửi kèm bản giấy', 'Electronic documents without paper', 'percent', 'issued-electronic-only', 'issued-electronic', 'period', null, null, null, 'up', null, '{board,decision-28}', '[]', 'Văn bản điện tử không có lượt gửi bản giấy ÷ văn bản điện tử', 'Electronic documents with no paper sending ÷ electronic documents'),
('VB02b', 123, 'Văn bản điện tử có gửi kèm bản giấy', 'Electronic documents also on paper', 'percent', 'issued-both', 'issued-electronic', 'period', null, null, null, 'down', null, '{board,decision-28}', '[]', 'Văn bản điện tử có ít nhất một lượt gửi bản giấy ÷ văn bản điện tử', 'Electronic documents with a paper sending ÷ electronic documents'),
('VB03', 124, 'Văn bản điện tử có đủ hai chữ ký số hợp lệ', 'Electronic documents with both signatures valid', 'percent', 'fully-signed', 'judged', 'period', null, null, null, 'up', null, '{board,decision-28,dti}', '[{"law":"Nghị định 30/2020/NĐ-CP, Điều 5","from":"2020-03-05","to":null}]', 'Văn bản có chữ ký số hợp lệ của người có thẩm quyền và của cơ quan ÷ văn bản điện tử đã kiểm tra chữ ký', 'Both signatures valid ÷ electronic documents judged'),
('VB03a', 125, 'Văn bản điện tử có chữ ký số của người có thẩm quyền', 'Signed by the person', 'percent', 'person-signed', 'judged', 'period', null, null, null, 'up', null, '{board,decision-28}', '[]', 'Có chữ ký số cá nhân hợp lệ ÷ văn bản điện tử đã kiểm tra', 'Valid personal signature ÷ judged'),
('VB03b', 126, 'Văn bản điện tử có chữ ký số của cơ quan', 'Signed by the organisation', 'percent', 'agency-signed', 'judged', 'period', null, null, null, 'up', null, '{board,decision-28}', '[]', 'Có chữ ký số cơ quan hợp lệ ÷ văn bản điện tử đã kiểm tra', 'Valid organisation signature ÷ judged'),
('VB05', 127, 'Văn bản đến giải quyết đúng hạn', 'Arrivals handled in time', 'percent', 'arrived-in-time', 'arrived-due', 'period', null, null, null, 'up', null, '{board}', '[{"law":"Nghị định 30/2020/NĐ-CP, Điều 24","from":"2020-03-05","to":null}]', 'Giải quyết xong trong hạn ÷ văn bản đến có thời hạn, theo tháng đến', 'Finished by the due date ÷ arrivals with a due date'),
('VB05b', 128, 'Văn bản đến quá hạn chưa giải quyết xong', 'Arrivals overdue now', 'count', 'overdue', null, 'as-of', null, null, null, 'down', null, '{board}', '[]', 'Số văn bản đến đã quá thời hạn mà chưa hoàn thành, tại ngày tính', 'Arrivals past their due date and unfinished on the day'),
('VB06', 129, 'Văn bản đến điện tử được tiếp nhận chậm nhất ngày làm việc tiếp theo', 'Electronic arrivals registered by the next working day', 'percent', 'recognised', 'arrived-electronic', 'period', null, null, null, 'up', null, '{board,decision-28}', '[{"law":"Nghị định 30/2020/NĐ-CP, Điều 22","from":"2020-03-05","to":null}]', 'Vào sổ trong ngày đến hoặc ngày làm việc tiếp theo ÷ văn bản đến điện tử', 'Registered the same or the next working day ÷ electronic arrivals'),
('VB07', 130, 'Văn bản đi gửi trong ngày hoặc ngày làm việc tiếp theo', 'Sent by the next working day', 'percent', 'sent-in-time', 'sent-documents', 'period', null, null, null, 'up', null, '{board,decision-28}', '[{"law":"Nghị định 30/2020/NĐ-CP, Điều 18","from":"2020-03-05","to":null}]', 'Lượt gửi đầu tiên không muộn hơn ngày làm việc tiếp theo ngày văn bản ÷ văn bản đã gửi', 'First sending no later than the next working day ÷ documents sent'),
('QD28-gui', 140, 'Lượt gửi văn bản điện tử', 'Electronic sendings', 'count', 'sent-electronic', 'sendings', 'period', null, null, null, 'none', null, '{decision-28}', '[{"law":"Quyết định 28/2018/QĐ-TTg","from":"2018-09-01","to":null}]', 'Lượt gửi điện tử trên tổng số lượt gửi', 'Electronic sendings of all sendings'),
('QD28-nhan', 141, 'Văn bản điện tử nhận được', 'Electronic arrivals', 'count', 'arrived-electronic', 'arrived', 'period', null, null, null, 'none', null, '{decision-28}', '[]', 'Văn bản đến điện tử trên tổng số văn bản đến', 'Electronic arrivals of all arrivals'),
('QD28-tra', 142, 'Lượt gửi bị trả lại', 'Sendings refused', 'percent', 'sent-refused', 'sent-electronic', 'period', null, null, null, 'down', null, '{decision-28}', '[]', 'Lượt bị trả lại ÷ lượt gửi điện tử', 'Refused ÷ electronic sendings'),
('QD28-thuhoi', 143, 'Lượt gửi bị thu hồi', 'Sendings recalled', 'percent', 'sent-recalled', 'sent-electronic', 'period', null, null, null, 'down', null, '{decision-28}', '[]', 'Lượt bị thu hồi ÷ lượt gửi điện tử', 'Recalled ÷ electronic sendings'),
('QD28-cho', 144, 'Lượt gửi chưa được tiếp nhận', 'Sendings not yet accepted', 'percent', 'sent-unanswered', 'sent-electronic', 'period', null, null, null, 'down', null, '{decision-28,board}', '[]', 'Lượt chưa tiếp nhận, chưa trả lại ÷ lượt gửi điện tử', 'Neither accepted nor refused ÷ electronic sendings'),
('QD28-0103', 145, 'Thời gian trung bình từ đến (01) tới tiếp nhận (03)', 'Mean time from 01 to 03', 'hours', 'accept-hours', 'accepted', 'period', null, null, null, 'down', null, '{decision-28}', '[]', 'Tổng số giờ ÷ số lượt đã tiếp nhận', 'Hours ÷ accepted sendings'),
('QD28-0306', 146, 'Thời gian trung bình từ tiếp nhận (03) tới hoàn thành (06)', 'Mean time from 03 to 06', 'hours', 'complete-hours', 'completed-sendings', 'period', null, null, null, 'down', null, '{decision-28}', '[]', 'Tổng số giờ ÷ số lượt đã hoàn thành', 'Hours ÷ completed sendings'),
('DV01', 150, 'Dịch vụ công trực tuyến đủ điều kiện đã cung cấp ở mức độ 4', 'Eligible public services at level 4', 'percent', 'procedures-level-4', 'procedures-eligible', 'as-of', null, null, null, 'up', 'vp-ubnd-tinh', '{report,board,dti}', '[{"law":"Nghị định 45/2020/NĐ-CP","from":"2020-05-22","to":"2022-06-24"}]', 'Thủ tục đủ điều kiện đã ở mức độ 4 ÷ thủ tục đủ điều kiện', 'Eligible procedures at level 4 ÷ eligible procedures'),
('DV01-hang', 151, 'Số tỉnh, thành phố đạt 100 % dịch vụ công đủ điều kiện ở mức độ 4', 'Provinces with all eligible services at level 4', 'count', null, null, 'entered', null, null, null, 'none', 'so-ttt', '{report}', '[]', 'Số liệu do Bộ công bố, nhập kèm văn bản nguồn', 'Published by the ministry, entered with its source'),
('0801', 201, 'Văn bản chỉ đạo, hướng dẫn về văn thư, lưu trữ', 'Guidance issued on clerical work', 'count', null, null, 'entered', null, null, null, 'none', 'so-nv', '{returns}', '[{"law":"Thông tư 03/2018/TT-BNV","from":"2018-05-01","to":null}]', 'Nhập theo biểu 0801', 'Entered, form 0801'),
('0802', 202, 'Tổ chức văn thư: cơ quan có người làm văn thư', 'Clerical organisations', 'count', 'agencies-with-clerk', 'agencies', 'as-of', null, null, null, 'none', 'so-nv', '{returns}', '[{"law":"Thông tư 03/2018/TT-BNV","from":"2018-05-01","to":null}]', 'Cơ quan có người giữ chức vụ văn thư trên tổng số cơ quan', 'Agencies with a clerk of all agencies'),
('0803', 203, 'Nhân sự làm văn thư', 'Clerical staff', 'count', 'clerks', null, 'as-of', null, null, null, 'none', 'so-nv', '{returns}', '[{"law":"Thông tư 03/2018/TT-BNV","from":"2018-05-01","to":null}]', 'Người đang giữ chức vụ có việc văn thư', 'People holding a clerk''s post'),
('0804-den', 204, 'Số lượng văn bản đến', 'Documents received', 'count', 'arrived-registered', null, 'period', null, null, null, 'none', 'so-nv', '{returns}', '[{"law":"Thông tư 03/2018/TT-BNV","from":"2018-05-01","to":null}]', 'Văn bản đến đã vào sổ trong kỳ', 'Arrivals registered in the period'),
('0804-di', 205, 'Số lượng văn bản đi', 'Documents issued', 'count', 'issued', null, 'period', null, null, null, 'none', 'so-nv', '{returns}', '[{"law":"Thông tư 03/2018/TT-BNV","from":"2018-05-01","to":null}]', 'Văn bản đi đã phát hành trong kỳ', 'Documents issued in the period'),
('0804-dt', 206, 'Văn bản đi chỉ có bản điện tử', 'Issued electronically only', 'count', 'issued-electronic-only', 'issued', 'period', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Văn bản đi điện tử, không gửi bản giấy, trên tổng số văn bản đi', 'Electronic only of all issued'),
('0804-giay', 207, 'Văn bản đi bản giấy', 'Issued on paper', 'count', 'issued-paper', 'issued', 'period', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Văn bản đi chỉ có bản giấy trên tổng số văn bản đi', 'Paper of all issued'),
('0804-cahai', 208, 'Văn bản đi có cả hai bản', 'Issued in both forms', 'count', 'issued-both', 'issued', 'period', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Văn bản đi điện tử có gửi kèm bản giấy trên tổng số văn bản đi', 'Both forms of all issued'),
('0805', 209, 'Văn bản đã đưa vào hồ sơ', 'Documents filed', 'count', 'arrived-filed', 'arrived-registered', 'period', null, null, null, 'up', 'so-nv', '{returns}', '[{"law":"Thông tư 03/2018/TT-BNV","from":"2018-05-01","to":null}]', 'Văn bản đến đã đưa vào hồ sơ trên số đã vào sổ; số hồ sơ nộp lưu nhập theo biểu 0805', 'Arrivals filed of arrivals registered'),
('0806', 210, 'Tổ chức lưu trữ', 'Archive organisations', 'count', null, null, 'entered', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Nhập theo biểu 0806', 'Entered'),
('0807', 211, 'Nhân sự làm lưu trữ', 'Archive staff', 'count', null, null, 'entered', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Nhập theo biểu 0807', 'Entered'),
('0808', 212, 'Tài liệu lưu trữ', 'Archive holdings', 'count', null, null, 'entered', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Nhập theo biểu 0808', 'Entered'),
('0809', 213, 'Tài liệu thu thập', 'Archive collected', 'count', null, null, 'entered', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Nhập theo biểu 0809', 'Entered'),
('0810', 214, 'Sử dụng tài liệu lưu trữ', 'Archive used', 'count', null, null, 'entered', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Nhập theo biểu 0810', 'Entered'),
('0811', 215, 'Diện tích kho lưu trữ', 'Archive area', 'count', null, null, 'entered', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Nhập theo biểu 0811', 'Entered'),
('0812', 216, 'Máy tính phục vụ công tác', 'Computers', 'count', 'with-computer', null, 'as-of', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Người có máy tính đang dùng tại ngày tính', 'Officials with a computer on the day'),
('0813', 217, 'Kinh phí văn thư, lưu trữ', 'Funding', 'count', null, null, 'entered', null, null, null, 'none', 'so-nv', '{returns}', '[]', 'Nhập theo biểu 0813', 'Entered');

insert into indicators.target (code, year, value, basis) values
('VB05', 2020, 100, 'Nghị định 30/2020/NĐ-CP, Điều 24: giải quyết trong thời hạn'),
('VB06', 2020, 100, 'Nghị định 30/2020/NĐ-CP, Điều 22: đăng ký chậm nhất ngày làm việc tiếp theo'),
('VB07', 2020, 100, 'Nghị định 30/2020/NĐ-CP, Điều 18: phát hành chậm nhất ngày làm việc tiếp theo'),
('VB05b', 2020, 0, 'Nghị định 30/2020/NĐ-CP, Điều 24'),
('VB03', 2020, 100, 'Nghị định 30/2020/NĐ-CP, Điều 5; Quyết định 942/QĐ-TTg'),
('VB01', 2025, 100, 'Quyết định 942/QĐ-TTg (15/6/2021)'),
('CKS05', 2018, 100, 'Quyết định 28/2018/QĐ-TTg: điều kiện gửi, nhận văn bản điện tử'),
('VB04', 2018, 4, 'Quyết định 28/2018/QĐ-TTg: liên thông các cấp');

-- Drilling down runs under the reader's own walls; these functions are security invoker and give what row-level security lets through.
grant execute on function provisioning.officials_at(date), provisioning.certificates_in_force(date),
  mail.officials_with_mailbox(date), equipment.officials_with_computer(date), equipment.procedures_at(date), equipment.training_between(date, date) to :app;
