import Postgres
import Programme

/// The steps of a merger of wards. What lives in the wards before is gathered in tables that are gone with the transaction, one
/// ward at a time because the policies show one at a time; then it is written to the new one.
struct WardMerge {
    let transaction: PostgresTransaction
    let into: Tenant
    let day: CalendarDay
    let basis: String

    private static let columns = """
        kind, name, head_name, address, phone, unit_kind, descent, across_wards, people_count, children_count, zone, started_on,
            remark, sort_key, search_key
        """
    private static let timeout = Duration.seconds(600)

    func prepare() async throws {
        _ = try await transaction.batch([
            """
            -- WardMerge.subjects
            create temporary table adopted_subjects (like app.subjects) on commit drop
            """,
            """
            -- WardMerge.from
            alter table pg_temp.adopted_subjects
                add column from_tenant_id uuid not null, add column from_id uuid not null, add column from_key text not null
            """,
            "-- WardMerge.words\ncreate temporary table adopted_words (word text, subject_id uuid) on commit drop",
            """
            -- WardMerge.people
            create temporary table adopted_people (
                tenant_id uuid, subject_id uuid, id uuid, full_name text, relation text, birth_year smallint, sex text,
                person_token bytea, token_epoch int
            ) on commit drop
            """,
            "-- WardMerge.links\ncreate temporary table adopted_links (like app.clan_households) on commit drop",
        ])
    }

    /// Gathers what lives in a ward.
    ///
    /// - Returns: how many subjects, by kind.
    func collect(_ part: Tenant, _ enter: PostgresQuery) async throws -> [SubjectKind: Int] {
        let living = try await transaction.batch([
            enter,
            """
            -- WardMerge.living
            select s.id, s.kind
            from app.subjects as s
            where s.tenant_id = \(part.id)
                and s.ended_on is null
            order by s.id
            for update
            """,
            """
            -- WardMerge.peopleOf
            select p.id
            from app.household_people as p
            join app.subjects as s on s.tenant_id = p.tenant_id and s.id = p.subject_id
            where p.tenant_id = \(part.id)
                and s.ended_on is null
            order by p.id
            """,
        ])
        let subjects = try living[1].decode((SubjectID, SubjectKind).self)
        let people = try living[2].decode(HouseholdPersonID.self)
        _ = try await transaction.batch(
            [
                subjectQuery(part, subjects.map(\.0)),
                """
                -- WardMerge.collectWords
                insert into pg_temp.adopted_words (word, subject_id)
                select w.word, a.id
                from pg_temp.adopted_subjects as a
                join app.subject_words as w on w.tenant_id = a.from_tenant_id and w.subject_id = a.from_id
                where a.from_tenant_id = \(part.id)
                """,
                """
                -- WardMerge.collectPeople
                insert into pg_temp.adopted_people (
                    tenant_id, subject_id, id, full_name, relation, birth_year, sex, person_token, token_epoch
                )
                select a.tenant_id, a.id, made.to_id, p.full_name, p.relation, p.birth_year, p.sex, p.person_token, p.token_epoch
                from unnest(\(people)::uuid[], \(people.map { _ in HouseholdPersonID.next() })::uuid[]) as made (from_id, to_id)
                join app.household_people as p on p.tenant_id = \(part.id) and p.id = made.from_id
                join pg_temp.adopted_subjects as a on a.from_tenant_id = p.tenant_id and a.from_id = p.subject_id
                """,
                """
                -- WardMerge.collectLinks
                insert into pg_temp.adopted_links (tenant_id, subject_id, clan_tenant_id, clan_id)
                select a.tenant_id, a.id, l.clan_tenant_id, l.clan_id
                from pg_temp.adopted_subjects as a
                join app.clan_households as l on l.tenant_id = a.from_tenant_id and l.subject_id = a.from_id
                where a.from_tenant_id = \(part.id)
                """,
            ],
            timeout: Self.timeout
        )
        return Dictionary(grouping: subjects, by: { $0.1 }).mapValues(\.count)
    }

    private func subjectQuery(_ part: Tenant, _ subjects: [SubjectID]) -> PostgresQuery {
        """
        -- WardMerge.collectSubjects
        with area as materialized (
            -- what each area became, if that lies in the new ward; else the ward itself
            select old.area_id, case
                when next.id = any ((select app.areas_below(\(into.area)))::uuid[]) then next.id
                else \(into.area)
            end as new_id
            from (select distinct s.area_id from app.subjects as s where s.tenant_id = \(part.id)) as old
            cross join lateral (select app.area_after(old.area_id, \(day)) as id) as next
        )
        insert into pg_temp.adopted_subjects (
            tenant_id, id, version, code, area_id, created_at, updated_at, from_tenant_id, from_id, from_key, \(raw: Self.columns)
        )
        select \(into.id), made.to_id, 1, s.code, area.new_id, now(), now(), s.tenant_id, s.id, \(part.key), \(raw: Self.columns)
        from unnest(\(subjects)::uuid[], \(subjects.map { _ in SubjectID.next() })::uuid[]) as made (from_id, to_id)
        join app.subjects as s on s.tenant_id = \(part.id) and s.id = made.from_id
        join area on area.area_id = s.area_id
        """
    }

    /// Settles what the parts have in common: codes that two of them gave, and links to clans that are taken over as well.
    ///
    /// - Returns: how many codes were changed.
    func settle() async throws -> Int {
        let results = try await transaction.batch(
            [
                """
                -- WardMerge.codes
                update pg_temp.adopted_subjects as a
                set code = left(a.from_key || '/' || a.code, 100)
                where a.code is not null
                    and (
                        exists (
                            select from app.subjects as s
                            where s.tenant_id = \(into.id) and s.kind = a.kind and s.code = a.code
                        )
                        or exists (
                            select from pg_temp.adopted_subjects as other
                            where other.kind = a.kind and other.code = a.code and other.from_tenant_id <> a.from_tenant_id
                        )
                    )
                """,
                """
                -- WardMerge.links
                update pg_temp.adopted_links as l
                set clan_tenant_id = a.tenant_id, clan_id = a.id
                from pg_temp.adopted_subjects as a
                where a.from_tenant_id = l.clan_tenant_id
                    and a.from_id = l.clan_id
                """,
            ],
            timeout: Self.timeout
        )
        return results[0].affectedRows
    }

    /// Writes what was gathered to the new ward, where the transaction is.
    func write(_ parts: [Tenant]) async throws {
        _ = try await transaction.batch(
            [
                """
                -- WardMerge.succeed
                insert into app.tenant_successions (from_tenant_id, to_tenant_id, happened_on, legal_basis)
                select part.id, \(into.id), \(day), \(basis)
                from unnest(\(parts.map(\.id))::uuid[]) as part (id)
                """,
                """
                -- WardMerge.writeSubjects
                insert into app.subjects (tenant_id, id, version, code, area_id, created_at, updated_at, \(raw: Self.columns))
                select tenant_id, id, version, code, area_id, created_at, updated_at, \(raw: Self.columns)
                from pg_temp.adopted_subjects
                """,
                """
                -- WardMerge.writeWords
                insert into app.subject_words (tenant_id, word, subject_id)
                select \(into.id), word, subject_id
                from pg_temp.adopted_words
                """,
                """
                -- WardMerge.writePeople
                insert into app.household_people (
                    tenant_id, subject_id, id, full_name, relation, birth_year, sex, person_token, token_epoch
                )
                select tenant_id, subject_id, id, full_name, relation, birth_year, sex, person_token, token_epoch
                from pg_temp.adopted_people
                """,
                """
                -- WardMerge.writeLinks
                insert into app.clan_households (tenant_id, subject_id, clan_tenant_id, clan_id)
                select distinct tenant_id, subject_id, clan_tenant_id, clan_id
                from pg_temp.adopted_links
                """,
            ],
            timeout: Self.timeout
        )
    }

    /// Ends the subjects of the ward where the transaction is, and says what they became.
    var endQueries: [PostgresQuery] {
        [
            """
            -- WardMerge.end
            update app.subjects as s
            set version = s.version + 1, updated_at = now(), ended_on = greatest(\(day), s.started_on), end_reason = 'succeeded'
            from pg_temp.adopted_subjects as a
            where s.tenant_id = a.from_tenant_id
                and s.id = a.from_id
            """,
            """
            -- WardMerge.adopt
            insert into app.subject_successions (tenant_id, from_id, to_tenant_id, to_id, kind, happened_on, legal_basis)
            select a.from_tenant_id, a.from_id, a.tenant_id, a.id, 'adopt', \(day), \(basis)
            from pg_temp.adopted_subjects as a
            where a.from_tenant_id = app.current_tenant()
            """,
        ]
    }

    /// Has the households of the tenant where the transaction is belong to the clans as they are now.
    var relinkQuery: PostgresQuery {
        """
        -- WardMerge.relink
        update app.clan_households as l
        set clan_tenant_id = a.tenant_id, clan_id = a.id
        from pg_temp.adopted_subjects as a
        where a.from_tenant_id = l.clan_tenant_id
            and a.from_id = l.clan_id
        """
    }
}
