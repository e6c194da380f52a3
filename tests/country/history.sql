-- What a fiscal year leaves: see history.py. Statements are parted by empty lines.

-- Each debt that has come in, its place and office, who sent it and when.
CREATE TEMP TABLE settled AS
SELECT o.id AS debt, o.requirement_id AS requirement, r.office_id AS office, m.person_id AS person,
       row_number() OVER (ORDER BY o.id) AS n,
       CAST(:opens AS timestamptz) + (CAST(:now AS timestamptz) - CAST(:opens AS timestamptz)) * ((o.id * 7919 % 1000) / 1000.0) AS at
FROM obligation o JOIN requirement r ON r.id = o.requirement_id
JOIN (SELECT DISTINCT ON (unit_id) unit_id, person_id FROM membership ORDER BY unit_id, id) m ON m.unit_id = o.unit_id
WHERE :whole OR (r.due_at < :now AND o.id % 20 <> 0) OR (r.code LIKE 'EM-2570-%-2' AND o.id % 10 < 3);

UPDATE obligation o SET state = CASE r.work WHEN 'emes' THEN 'verified' ELSE 'accepted' END
       FROM requirement r, settled s WHERE r.id = o.requirement_id AND s.debt = o.id;

-- Their events: the file, and words around it.
INSERT INTO inbox (id, event_id, conversation, user_id, kind, message_id, happened_ms, received_at, payload, status,
              attempts, next_try_at, error, content, sha256)
       SELECT (s.n - 1) * (:phrases + 1) + g + 1, 'H' || s.n || '-' || g, p.line_user_id, p.line_user_id, 'message',
              '5' || s.n || lpad(g::text, 2, '0'), extract(epoch FROM s.at) * 1000 + g * 60000, s.at + g * interval '1 min',
              CASE g WHEN 0 THEN CAST(:file_event AS jsonb) ELSE CAST(:words_event AS jsonb) END, 'done', 1, s.at, '',
              CASE g WHEN 0 THEN 'fetched' ELSE '' END, CASE g WHEN 0 THEN md5(s.n::text) || md5('b' || s.n) END
       FROM settled s JOIN person p ON p.id = s.person CROSS JOIN generate_series(0, :phrases) g;

INSERT INTO stored_file (sha256, size, mime, kept_at)
       SELECT md5(n::text) || md5('b' || n), 14000, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', at
       FROM settled;

INSERT INTO upload (id, inbox_id, office_id, person_id, chat, message_id, name, sha256, arrived_at, outcome, because)
       SELECT s.n, (s.n - 1) * (:phrases + 1) + 1, s.office, s.person, p.line_user_id, '5' || s.n || '00',
              'แบบติดตาม ส่งครั้งที่ ' || s.n || '.xlsx', md5(s.n::text) || md5('b' || s.n), s.at, 'settled', CAST(:because AS jsonb)
       FROM settled s JOIN person p ON p.id = s.person;

INSERT INTO submission (id, obligation_id, requirement_id, upload_id, version, receipt_seq, receipt_no, received_at, clean,
              stands, sheet, portion, rows, findings, beside)
       SELECT n, debt, requirement, n, 1, row_number() OVER (PARTITION BY requirement ORDER BY n), 'R-' || requirement || '/' || n,
              at, true, true, 'แบบ', '', CAST(:rows AS jsonb), '[]', '{}' FROM settled;

INSERT INTO review (id, office_id, obligation_id, submission_id, bench, deed, status, by_id, at, before, after, reason,
              sender_id)
       SELECT s.n, s.office, s.debt, s.n, 'review', 'accept', 'done', f.officer,
              s.at + interval '1 day', 'submitted', 'accepted', '', s.person
       FROM settled s JOIN (SELECT office_id, min(id) AS officer FROM person GROUP BY office_id) f ON f.office_id = s.office;

-- An answer to each event, and 1.3 reminders a debt; each with the number LINE gave it.
INSERT INTO outbox (id, way, chat, reply_token, worth_push, messages, retry_key, nags, carries, recipients, created_at, status,
              tried, attempts, next_try_at, sent_at, paid, line_ids, error)
       SELECT (s.n - 1) * (:phrases + 3) + g + 1, CASE WHEN g > :phrases THEN 'push' ELSE 'reply' END, p.line_user_id,
              CASE WHEN g > :phrases THEN NULL ELSE md5('t' || s.n || g) END, false,
              CASE WHEN g = 0 THEN CAST(:receipt AS jsonb) WHEN g > :phrases THEN CAST(:digest AS jsonb)
                   ELSE CAST(:answer AS jsonb) END,
              gen_random_uuid(), g > :phrases, false, 1, s.at, 'sent', true, 1, s.at, s.at,
              CASE WHEN g > :phrases THEN 1 ELSE 0 END, to_jsonb(ARRAY['5' || s.n || lpad(g::text, 3, '0')]), ''
       FROM settled s JOIN person p ON p.id = s.person CROSS JOIN generate_series(0, :phrases + 2) g
       WHERE g < :phrases + 2 OR s.n % 10 < 3;

INSERT INTO sent_message (line_id, chat, outbox_id) SELECT line_ids ->> 0, chat, id FROM outbox WHERE status = 'sent';

INSERT INTO nag (id, rule, obligation_id, step, due, person_id, audience, outbox_id, planned_for)
       SELECT (s.n - 1) * :nags + g, 'ladder', s.debt, (ARRAY['open', '-7', '-3', '-1'])[g], o.due_at::date, s.person, 'owner',
              (s.n - 1) * (:phrases + 3) + :phrases + 2, s.at::date
       FROM settled s JOIN obligation o ON o.id = s.debt CROSS JOIN generate_series(1, :nags) g;

INSERT INTO audit (office_id, no, at, person_id, deed, about, detail, hash)
       SELECT s.office, row_number() OVER (PARTITION BY s.office ORDER BY s.n, g), s.at, s.person, 'open_file', 'submission:' || s.n,
              CAST(:noted AS jsonb), md5(s.n::text) || md5(g::text) FROM settled s CROSS JOIN generate_series(1, :audited) g;

INSERT INTO audit_head (office_id, no, hash) SELECT DISTINCT ON (office_id) office_id, no, hash FROM audit ORDER BY 1, 2 DESC;
