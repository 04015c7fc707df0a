import Postgres
import Programme

extension ImportStage {
    /// New members from which on the planner is told of them.
    private static let manyMembers = 5_000

    /// Takes the settled rows over: branches, members with their words and their lives, changes, and one line in the audit with
    /// the counts.
    package func apply(_ choices: ImportChoices, _ result: ImportResult) async throws {
        for branch in choices.newBranches {
            _ = try await tx.branches.insert(name: branch.name, id: branch.id)
        }
        let new = result.outcomes[.new, default: 0]
        if new > 0 {
            var queries = [insertQuery(choices)]
            if new >= Self.manyMembers { queries.append("-- ImportStage.countMembers\nselect app.count_members()") }
            queries += [insertWordsQuery, insertLivesQuery(choices)]
            try await run(queries)
        }
        if result.outcomes[.changed, default: 0] > 0 {
            try await run([
                removeOldWordsQuery, addWordsQuery, removeEventsQuery, addEventsQuery, updateQuery(.changing),
                updateQuery(.keeping),
            ])
        }
        let counts = Dictionary(
            result.outcomes.map { ($0.key.rawValue, String($0.value)) },
            uniquingKeysWith: { first, _ in first }
        )
        _ = try await tx.run(tx.auditLine(.importApply, subjects: [id.uuid], details: counts))
    }

    private func run(_ queries: [PostgresQuery]) async throws {
        for query in queries {
            _ = try await tx.run(query, refusing: MemberRepository.refusals, timeout: Self.timeout)
        }
    }

    private func insertQuery(_ choices: ImportChoices) -> PostgresQuery {
        let others = Self.valueColumns.dropFirst(2)
        return """
            -- ImportStage.insertMembers
            insert into app.members (
                tenant_id, id, state, branch_id, area_id, person_token, token_epoch, \(raw: others.joined(separator: ", "))
            )
            select \(tx.tenant), s.new_id, s.state, coalesce(s.branch_id, \(choices.branch)), coalesce(s.area_id, \(choices.area)),
                s.person_token, case when s.person_token is not null then \(personKey?.epoch) end,
                \(raw: others.map { "s.\($0)" }.joined(separator: ", "))
            from pg_temp.import_fate as f
            join pg_temp.import_stage as s on s.row_number = f.row_number
            where f.outcome = 'new'
            """
    }

    /// In the order of the index, so that its pages are written one after the other. Names are made of few words: they are
    /// gathered, and sorted then.
    private var insertWordsQuery: PostgresQuery {
        """
        -- ImportStage.insertWords
        insert into app.member_words (tenant_id, word, member_id)
        select \(tx.tenant), gathered.word, unnest(gathered.members)
        from (
            select word.word collate "C" as word, array_agg(s.new_id) as members
            from pg_temp.import_fate as f
            join pg_temp.import_stage as s on s.row_number = f.row_number
            cross join lateral unnest(s.words) as word (word)
            where f.outcome = 'new'
            group by word.word collate "C"
            order by word.word collate "C"
        ) as gathered
        """
    }

    /// Joined; then left, if the row tells of it; then died.
    private func insertLivesQuery(_ choices: ImportChoices) -> PostgresQuery {
        """
        -- ImportStage.insertLives
        insert into app.membership_events (
            tenant_id, member_id, ordinal, kind, happened_on, branch_id, reason, officer_id, import_id, area_id,
            counted_branch_id, sex, birth_year
        )
        select \(tx.tenant), s.new_id, event.ordinal, event.kind, event.happened_on, event.branch_id, event.reason,
            \(tx.context.officer), \(id), coalesce(s.area_id, \(choices.area)), coalesce(s.branch_id, \(choices.branch)), s.sex,
            left(s.birth_date, 4)::smallint
        from pg_temp.import_fate as f
        join pg_temp.import_stage as s on s.row_number = f.row_number
        cross join lateral (
            select 1, 'joined', s.joined_on, coalesce(s.branch_id, \(choices.branch)), null
            union all
            select 2, 'left', s.left_on, null, s.leaving_reason
            where s.left_on is not null or s.leaving_reason is not null
            union all
            select case when s.left_on is null and s.leaving_reason is null then 2 else 3 end, 'died', s.died_on, null, null
            where s.died_on is not null
        ) as event (ordinal, kind, happened_on, branch_id, reason)
        where f.outcome = 'new'
        """
    }

    /// Members whose citizen ID changes, and then all others. The token of one that stays is not read, and so not written.
    private enum CitizenIDs {
        case changing
        case keeping
    }

    private func updateQuery(_ citizenIDs: CitizenIDs) -> PostgresQuery {
        let values = Self.valueColumns.map { "\($0) = t.\($0)" }.joined(separator: ", ")
        let isChanging = citizenIDs == .changing
        let epoch = "case when s.person_token is not null then e.epoch end"
        let token = isChanging ? ", person_token = s.person_token, token_epoch = \(epoch)" : ""
        let rows =
            isChanging ? "join pg_temp.import_stage as s on s.row_number = t.row_number cross join key as e" : ""
        // the first of the two statements makes a new version of those that it changes
        let condition = isChanging ? "m.citizen_id is distinct from t.citizen_id" : "m.version = t.version"
        return """
            -- ImportStage.updateMembers
            with key as (
                select \(personKey?.epoch)::int as epoch
            )
            update app.members as m
            set version = m.version + 1, updated_at = now(), state = coalesce(t.state, m.state), \(raw: values)\(raw: token)
            from pg_temp.import_target as t
            join pg_temp.import_fate as f on f.row_number = t.row_number and f.outcome = 'changed'
            \(raw: rows)
            where m.tenant_id = \(tx.tenant)
                and m.id = t.member_id
                and \(raw: condition)
            """
    }

    private var removeOldWordsQuery: PostgresQuery {
        """
        -- ImportStage.removeWords
        delete from app.member_words as w
        using pg_temp.import_target as t
        join pg_temp.import_fate as f on f.row_number = t.row_number and f.outcome = 'changed'
        where t.words is not null
            and w.tenant_id = \(tx.tenant)
            and w.member_id = t.member_id
        """
    }

    private var addWordsQuery: PostgresQuery {
        """
        -- ImportStage.addWords
        insert into app.member_words (tenant_id, word, member_id)
        select \(tx.tenant), word.word, t.member_id
        from pg_temp.import_target as t
        join pg_temp.import_fate as f on f.row_number = t.row_number and f.outcome = 'changed'
        cross join lateral unnest(t.words) as word (word)
        """
    }

    private var removeEventsQuery: PostgresQuery {
        """
        -- ImportStage.removeEvents
        delete from app.membership_events as event
        using pg_temp.import_target as t
        join pg_temp.import_fate as f on f.row_number = t.row_number and f.outcome = 'changed'
        where event.tenant_id = \(tx.tenant)
            and event.member_id = t.member_id
            and event.ordinal >= t.life_from
        """
    }

    private var addEventsQuery: PostgresQuery {
        """
        -- ImportStage.addEvents
        insert into app.membership_events (
            tenant_id, member_id, ordinal, kind, happened_on, branch_id, reason, officer_id, import_id
        )
        select \(tx.tenant), life.member_id, life.ordinal, life.kind, life.happened_on, life.branch_id, life.reason,
            \(tx.context.officer), \(id)
        from pg_temp.import_life as life
        join pg_temp.import_target as t on t.member_id = life.member_id
        join pg_temp.import_fate as f on f.row_number = t.row_number and f.outcome = 'changed'
        order by life.member_id, life.ordinal
        """
    }
}
